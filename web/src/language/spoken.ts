/** Languages that people here speak, each by its own name: that needs no translation, and who speaks it can point to it. */
export const SPOKEN: Readonly<Record<string, string>> = {
  kk: 'қазақша',
  ru: 'русский',
  en: 'English',
  uz: 'oʻzbekcha',
  ug: 'уйғурчә',
  ky: 'кыргызча',
  tg: 'тоҷикӣ',
  tr: 'Türkçe',
  az: 'azərbaycanca',
  uk: 'українська',
  zh: '中文',
};
