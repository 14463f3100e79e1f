import type { Text } from '../language/language';

/** Apart from the other words: it is shown before the section is fetched. */
export const TITLE: Text = { kk: 'Орындар', ru: 'Места', en: 'Places' };

/** At a house, whose own places are another section. */
export const ELSEWHERE: Text = { kk: 'Басқа үйлер', ru: 'Другие дома', en: 'Other houses' };
