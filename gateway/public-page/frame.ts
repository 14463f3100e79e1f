import type { Request } from 'express';
import { LANGUAGES, type Language, type Text } from '../../subgraphs/kit/index.js';
import { document, type Html, html } from './html.js';
import { LANGUAGE_NAMES, LOCALES } from './words.js';

/** Kazakhstan has one time. */
const ZONE = 'Asia/Almaty';

export interface View {
  readonly language: Language;
  /** Chosen on the page: links and forms keep it */
  readonly chosen: Language | null;
  /** Path of the page: what forms and links go to */
  readonly path: string;
}

/** In the language that was chosen on the page, else in the one handed over with a code, else as the browser asks. */
export function viewOf(req: Request, path: string, handedOver?: string): View {
  const chosen = isLanguage(req.query.l) ? req.query.l : null;
  const language = chosen ?? [handedOver, req.acceptsLanguages([...LANGUAGES])].find(isLanguage) ?? 'kk';
  return { language, chosen, path };
}

export const isLanguage = (value: unknown): value is Language => LANGUAGES.includes(value as Language);

/** A whole page: its title, links to the other languages, and a note below. */
export function framed(view: View, title: Text, content: Html, { note, close }: { note?: string; close?: Html } = {}) {
  const { language } = view;
  const languages = LANGUAGES.map((each) =>
    each === language
      ? html`<span aria-current="true">${LANGUAGE_NAMES[each]}</span> `
      : html`<a href="${address({ ...view, chosen: each })}" lang="${each}">${LANGUAGE_NAMES[each]}</a> `,
  );
  return document(
    language,
    title[language],
    html`<header><h1>${title[language]}</h1>${close ?? null}</header>
<main>${content}</main>
<footer><nav>${languages}</nav>${note === undefined ? null : html`<p>${note}</p>`}</footer>`,
  );
}

/** What a form carries so that its answer is in the language of the page. */
export const languageKept = ({ chosen }: View): Html | null =>
  chosen && html`<input type="hidden" name="l" value="${chosen}">`;

export function address({ path, chosen }: View, more: Record<string, string> = {}): string {
  const query = new URLSearchParams({ ...(chosen ? { l: chosen } : {}), ...more });
  return query.size > 0 ? `${path}?${query}` : path;
}

export const time = (at: string, language: Language): string =>
  new Intl.DateTimeFormat(LOCALES[language], { timeZone: ZONE, dateStyle: 'long', timeStyle: 'short' }).format(
    new Date(at),
  );

/** Of an instant, or of a date that has no zone. */
export const day = (at: string, language: Language): string =>
  new Intl.DateTimeFormat(LOCALES[language], { timeZone: at.length === 10 ? 'UTC' : ZONE, dateStyle: 'long' }).format(
    new Date(at),
  );
