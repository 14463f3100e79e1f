import { createHash } from 'node:crypto';
import type { Language } from '../../subgraphs/kit/index.js';

/** Text that is HTML already. Whatever is put into {@link html} and is not this, is escaped. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = string | Html | null | readonly Html[];

export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(strings.reduce((text, string, i) => text + written(parts[i - 1]!) + string));
}

function written(part: Part): string {
  if (part === null) return '';
  if (part instanceof Html) return part.text;
  if (typeof part !== 'string') return part.map(({ text }) => text).join('');
  return part.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

const STYLE = `*{box-sizing:border-box}
body{font:1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:0 auto;padding:1rem;color:#1c1c1c;background:#fff;overflow-wrap:anywhere}
h1{font-size:1.25rem;margin:0}h2{font-size:1.05rem;margin:1.75rem 0 .5rem}p{margin:.5rem 0}
header,footer{display:flex;flex-wrap:wrap;gap:.25rem 1rem;align-items:center;justify-content:space-between}
footer{margin-top:2rem;border-top:1px solid #ddd;padding-top:.75rem;font-size:.875rem;color:#555}
nav>*{display:inline-block;padding:.6rem .75rem .6rem 0}a{color:#1a4f8b}.pages a{display:inline-block;padding:.6rem 1.25rem .6rem 0}.all{margin-top:1rem}
ul{list-style:none;margin:0;padding:0}li{padding:.75rem 0;border-top:1px solid #ddd}
dl{display:grid;grid-template-columns:max-content 1fr;gap:0 .75rem;margin:.25rem 0}dt{color:#555}dd{margin:0}
label{display:block;margin:1.5rem 0 .25rem}
input[type=text]{font:inherit;font-size:1.25rem;letter-spacing:.1em;width:100%;padding:.6rem;border:1px solid #767676;border-radius:.3rem}
button{font:inherit;min-height:2.75rem;padding:.5rem 1rem;border:1px solid #1a4f8b;border-radius:.3rem;background:#fff;color:#1a4f8b}
.main{margin-top:.75rem;width:100%;background:#1a4f8b;color:#fff}.note{color:#555;font-size:.9rem}.when{color:#555}`;

/** No script, nothing from elsewhere, in no frame; forms go back to where they came from. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  'img-src data:',
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The empty icon keeps the browser from asking for one and from showing another. */
export function document(language: Language, title: string, body: Html): string {
  return html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><link rel="icon" href="data:,"><meta name="robots" content="noindex"><style>${new Html(STYLE)}</style></head>
<body>${body}</body></html>
`.text;
}
