import type { Language } from '../../kit/index.js';
import type { Translations } from './types.js';

interface Described {
  readonly ownName: string;
  readonly ownDescription: string | null;
  readonly translations: Translations;
}

/** In the language asked for, else as its publisher wrote it. */
export const nameIn = (language: Language, { ownName, translations }: Described): string =>
  translations[language]?.name ?? ownName;

/** In the language asked for, else as its publisher wrote it. */
export const descriptionIn = (language: Language, { ownDescription, translations }: Described): string | null =>
  translations[language]?.description ?? ownDescription;
