import type { ReferralState } from '../../generated/graphql';
import type { Text } from '../language/language';

export const ANSWERS = {
  title: { kk: 'Жауаптар', ru: 'Ответы', en: 'Answers' },
} satisfies Record<string, Text>;

export const STATES: Readonly<Record<ReferralState, Text>> = {
  SENT: { kk: 'Жіберілді', ru: 'Отправлено', en: 'Sent' },
  RECEIVED: { kk: 'Көрді', ru: 'Увидели', en: 'Seen' },
  ACCEPTED: { kk: 'Қабылданды', ru: 'Приняли', en: 'Accepted' },
  IN_PROGRESS: { kk: 'Басталды', ru: 'Начали', en: 'Begun' },
  COMPLETED: { kk: 'Аяқталды', ru: 'Завершено', en: 'Completed' },
  DECLINED_BY_SERVICE: { kk: 'Қабылданбады', ru: 'Не приняли', en: 'Not taken' },
  NOT_WANTED_BY_HER: { kk: 'Ол қаламайды', ru: 'Она не хочет', en: 'Not wanted by her' },
  CANCELLED: { kk: 'Қайтарып алынды', ru: 'Отозвано', en: 'Taken back' },
  EXPIRED: { kk: 'Жауап болмады', ru: 'Не ответили', en: 'No answer came' },
};
