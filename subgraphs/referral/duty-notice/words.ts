import type { Language, Text } from '../../kit/index.js';
import type { DutyChannel } from './channels.js';

/** Neither a place nor a person, and nothing that names this system: whoever looks at the screen learns that something waits. */
const WAITS: Text = { kk: 'Өтініш күтіп тұр.', ru: 'Ожидает заявка.', en: 'A request is waiting.' };
const CODE: Text = { kk: 'Код', ru: 'Код', en: 'Code' };
const CONFIRM: Text = { kk: 'Растау', ru: 'Подтвердите', en: 'Confirm' };

/** What somebody on duty reads or hears. */
export function words(channel: DutyChannel, language: Language, code: string, address: string): string {
  const waits = WAITS[language];
  // digit by digit, or a voice reads two large numbers
  if (channel === 'VOICE') return `${waits} ${CODE[language]}: ${[...code.replace('-', '')].join(' ')}.`;
  return `${waits} ${CONFIRM[language]}: ${address} ${CODE[language]}: ${code}`;
}
