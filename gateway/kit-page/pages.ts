import type { Text } from '../../subgraphs/kit/index.js';
import { address, day, framed, languageKept, type View } from '../public-page/frame.js';
import { html } from '../public-page/html.js';
import { UNAVAILABLE } from '../public-page/words.js';
import { WORDS } from './words.js';

/** What she is told, in words: no place, no name, nothing of what it is. */
export interface Followed {
  readonly told: string;
  readonly since: string;
  readonly keepUntil: string;
}

export type Notice = 'wrong' | 'unavailable';
const NOTICES: Readonly<Record<Notice, Text>> = { wrong: WORDS.wrong, unavailable: UNAVAILABLE };

export function entryPage(view: View, notice: Notice | null): string {
  const word = (text: Text) => text[view.language];
  const input = (name: string, label: Text) => html`<label for="${name}">${word(label)}</label>
<input type="text" id="${name}" name="${name}" required maxlength="20" inputmode="numeric" autocomplete="off">`;
  return framed(
    view,
    WORDS.title,
    html`
${notice && html`<p role="alert">${word(NOTICES[notice])}</p>`}
<form method="post" action="${view.path}" autocomplete="off">${languageKept(view)}
${input('n', WORDS.number)}
${input('p', WORDS.pin)}
<button class="main" name="do" value="show">${word(WORDS.show)}</button></form>`,
    { note: word(WORDS.stays) },
  );
}

/** A day is said, and no hour: whoever sees the page could tell by it who had it in hand. */
export function followedPage(view: View, { told, since, keepUntil }: Followed): string {
  const { language } = view;
  const word = (text: Text) => text[language];
  return framed(
    view,
    WORDS.title,
    html`
<dl><dt>${word(WORDS.now)}</dt><dd><strong>${told}</strong></dd>
<dt>${word(WORDS.since)}</dt><dd>${day(since, language)}</dd>
<dt>${word(WORDS.keepUntil)}</dt><dd>${day(keepUntil, language)}</dd></dl>
<p class="pages"><a href="${address(view)}">${word(WORDS.another)}</a></p>`,
    { note: word(WORDS.stays) },
  );
}
