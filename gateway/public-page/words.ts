import type { Language, Text } from '../../subgraphs/kit/index.js';

export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { kk: 'Қазақша', ru: 'Русский', en: 'English' };
export const LOCALES: Readonly<Record<Language, string>> = { kk: 'kk-KZ', ru: 'ru-KZ', en: 'en-GB' };

/** Said when the hub cannot answer, or is asked too much; it says nothing about what was typed. */
export const UNAVAILABLE: Text = {
  kk: 'Қазір мүмкін емес. Кейінірек көріңіз.',
  ru: 'Сейчас это невозможно. Попробуйте позже.',
  en: 'Not possible now. Try again later.',
};
