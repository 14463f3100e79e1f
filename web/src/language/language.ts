import { store, useStore } from '../store';

export const LANGUAGES = ['kk', 'ru', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The same in each language. */
export type Text = Readonly<Record<Language, string>>;

export const LANGUAGE_NAMES: Text = { kk: 'Қазақша', ru: 'Русский', en: 'English' };

const isLanguage = (value: unknown): value is Language => LANGUAGES.includes(value as Language);

/** The first language of the browser that the console has; Kazakh otherwise. */
const preferred = (): Language => navigator.languages.map((each) => each.slice(0, 2)).find(isLanguage) ?? 'kk';

const chosen = store<Language>(preferred());

export const language = {
  get: chosen.get,
  choose(next: unknown) {
    if (!isLanguage(next)) return;
    chosen.set(next);
    document.documentElement.lang = next;
  },
};

export const useLanguage = (): Language => useStore(chosen);

/** Says a text in the language of the page, and anew when that changes. */
export function useSay(): (text: Text) => string {
  const now = useLanguage();
  return (text) => text[now];
}
