import type { Language, Text } from '../../subgraphs/kit/index.js';
import { address, framed, languageKept, time, type View } from '../public-page/frame.js';
import { type Html, html } from '../public-page/html.js';
import { UNAVAILABLE } from '../public-page/words.js';
import type { Look, Page, Sharing } from './consent-client.js';
import { ANOTHER_GROUND, CATEGORIES, GROUNDS, KINDS, PURPOSES, SOME_AGENCY, WORDS } from './words.js';

const NOTICES = { wrong: WORDS.wrong, unavailable: UNAVAILABLE };

/** What is shown to whoever has no open page. */
export function entryPage(view: View, notice: 'wrong' | 'unavailable' | null): string {
  const { language, path } = view;
  const word = (text: Text) => text[language];
  return framed(
    view,
    WORDS.title,
    html`
${notice && html`<p role="alert">${word(NOTICES[notice])}</p>`}
<form method="post" action="${path}" autocomplete="off">${languageKept(view)}
<label for="c">${word(WORDS.code)}</label>
<input type="text" id="c" name="c" required maxlength="40" autocomplete="off" autocapitalize="characters" autocorrect="off" spellcheck="false">
<button class="main" name="do" value="open">${word(WORDS.open)}</button></form>`,
    { note: word(WORDS.stays) },
  );
}

/** Her page. `form` proves that what is sent comes from it. */
export function herPage(view: View, form: string, page: Page, older: boolean, notice: 'unavailable' | null): string {
  const { language, path } = view;
  const word = (text: Text) => text[language];
  const button = (what: string, words: Text, consent?: string) => html`<form method="post" action="${path}">
${languageKept(view)}<input type="hidden" name="f" value="${form}">
${consent ? html`<input type="hidden" name="consent" value="${consent}">` : null}<button name="do" value="${what}">${word(words)}</button></form>`;
  const withdrawable = page.sharing.some(({ consent }) => consent !== null);
  const sharing = page.sharing.map((each) => shared(each, language, button));
  const looks = byRequest(page.looks).map((each) => look(each, language));
  const last = page.looks.at(-1);
  const empty = sharing.length + looks.length === 0;
  return framed(
    view,
    WORDS.title,
    html`
${notice && html`<p role="alert">${word(NOTICES[notice])}</p>`}
${empty ? html`<p>${word(WORDS.nothing)}</p>` : null}
${sharing.length > 0 ? html`<h2>${word(WORDS.shared)}</h2><ul>${sharing}</ul>` : null}
${withdrawable ? html`<div class="all">${button('withdraw', WORDS.withdrawAll)}</div><p class="note">${word(WORDS.effect)}</p>` : null}
${looks.length > 0 ? html`<h2>${word(WORDS.looks)}</h2><ul>${looks}</ul>` : null}
<p class="pages">${older ? html`<a href="${address(view)}">${word(WORDS.newest)}</a> ` : null}${
      page.more && last ? html`<a href="${address(view, { b: last.id })}">${word(WORDS.older)}</a>` : null
    }</p>`,
    {
      note: empty ? WORDS.stays[language] : `${WORDS.stays[language]} ${WORDS.exit[language]}`,
      close: button('close', WORDS.close),
    },
  );
}

function shared(
  { consent, agencyKind, ground, purposes, categories, until }: Sharing,
  language: Language,
  button: (what: string, words: Text, consent?: string) => Html,
): Html {
  const word = (text: Text) => text[language];
  const list = (texts: readonly (Text | undefined)[]) => texts.map((text) => word(text ?? ANOTHER_GROUND)).join(', ');
  return html`<li><strong>${word(agencyKind ? KINDS[agencyKind] : SOME_AGENCY)}</strong>
<dl><dt>${word(WORDS.what)}</dt><dd>${list(categories.map((each) => CATEGORIES[each]))}</dd>
<dt>${word(WORDS.purpose)}</dt><dd>${list(purposes.map((each) => PURPOSES[each]))}</dd>
<dt>${word(WORDS.ground)}</dt><dd>${word(GROUNDS[ground] ?? ANOTHER_GROUND)}</dd>
<dt>${word(WORDS.until)}</dt><dd>${time(until, language)}</dd></dl>${consent && button('withdraw', WORDS.withdraw, consent)}</li>`;
}

/** One request is one look, however many parts it opened. */
function byRequest(looks: readonly Look[]): Look[][] {
  const groups: Look[][] = [];
  for (const each of looks) {
    const [first] = groups.at(-1) ?? [];
    if (first?.request === each.request && first.kind === each.kind) groups.at(-1)!.push(each);
    else groups.push([each]);
  }
  return groups;
}

function look(group: readonly Look[], language: Language): Html {
  const word = (text: Text) => text[language];
  const { kind, agencyKind, purpose, at } = group[0]!;
  const when = html`<span class="when">${time(at, language)}</span>`;
  if (kind === 'SUBJECT') return html`<li>${when}<br>${word(WORDS.you)}</li>`;
  const seen = [...new Set(group.flatMap(({ category }) => (category ? [word(CATEGORIES[category])] : [])))].join(', ');
  const who = html`${when}<br><strong>${word(agencyKind ? KINDS[agencyKind] : SOME_AGENCY)}</strong>`;
  if (kind === 'ENTERED_IN_ERROR') return html`<li>${who}<dl><dt>${word(WORDS.inError)}</dt><dd>${seen}</dd></dl></li>`;
  const grounds = [...new Set(group.map(({ ground }) => word(GROUNDS[ground ?? kind] ?? ANOTHER_GROUND)))].join(', ');
  return html`<li>${who}
<dl>${seen ? html`<dt>${word(WORDS.what)}</dt><dd>${seen}</dd>` : null}
<dt>${word(WORDS.purpose)}</dt><dd>${word(PURPOSES[purpose])}</dd>
<dt>${word(WORDS.ground)}</dt><dd>${grounds}</dd></dl></li>`;
}
