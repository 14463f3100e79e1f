import type { Text } from '../language/language';

/** Apart from the other words: it is shown before the section is fetched. */
export const TITLE: Text = { kk: 'Қонақтар', ru: 'Гости', en: 'Guests' };
