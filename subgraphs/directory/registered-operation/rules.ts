import { type OperationFault, Refusal, UserErrorCode } from '../../kit/index.js';

/** The trust list carries them all: enough for the systems of an agency, and few enough to be carried. */
export const MAXIMUM_OPERATIONS = 500;

/** The technical reason stays in English, as the fields and types that it names are; where it is said in the reader's language. */
export function notRunnable({ message, place }: OperationFault): Refusal {
  const at = (line: string, column: string) => (place ? `${line} ${place.line}, ${column} ${place.column}: ` : '');
  return new Refusal(
    UserErrorCode.INVALID,
    {
      en: `${at('Line', 'column')}${message}`,
      ru: `Эту операцию хаб не выполнит. ${at('Строка', 'столбец')}${message}`,
      kk: `Бұл операцияны хаб орындамайды. ${at('Жол', 'баған')}${message}`,
    },
    ['document'],
  );
}

export const tooMany = (): Refusal =>
  new Refusal(
    UserErrorCode.NOT_AVAILABLE,
    {
      en: `Your agency has ${MAXIMUM_OPERATIONS} operations. Withdraw those that are no longer used.`,
      ru: `У вашей организации ${MAXIMUM_OPERATIONS} операций. Отзовите те, что больше не нужны.`,
      kk: `Ұйымыңызда ${MAXIMUM_OPERATIONS} операция бар. Қажет еместерін қайтарып алыңыз.`,
    },
    ['document'],
  );

export const noSuchOperation = (): Refusal =>
  new Refusal(
    UserErrorCode.NOT_FOUND,
    {
      en: 'Your agency has no such operation.',
      ru: 'У вашей организации такой операции нет.',
      kk: 'Ұйымыңызда мұндай операция жоқ.',
    },
    ['id'],
  );
