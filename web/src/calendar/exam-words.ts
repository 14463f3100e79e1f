import type { AppointmentState, ExamCancelReason, ExamKind } from '../../generated/graphql';
import type { Text } from '../language/language';

// apart from the other words of the calendar: who books from outside says the same of an appointment, and fetches no more

/** Kinds of visit in words that any polyclinic has on its wall. */
export const KINDS: Readonly<Record<ExamKind, Text>> = {
  PHYSICAL_INJURY: { kk: 'Жалпы', ru: 'Общий', en: 'General' },
  SEXUAL_ASSAULT: { kk: 'Кеңейтілген', ru: 'Расширенный', en: 'Extended' },
  STRANGULATION: { kk: 'Мойын', ru: 'Шея', en: 'Neck' },
  TOXICOLOGY: { kk: 'Зертхана', ru: 'Лаборатория', en: 'Laboratory' },
  PSYCHIATRIC: { kk: 'Әңгіме', ru: 'Беседа', en: 'Interview' },
};

export const STATES: Readonly<Record<AppointmentState, Text>> = {
  HELD: { kk: 'Брондалған', ru: 'Бронь', en: 'Held' },
  CONFIRMED: { kk: 'Расталған', ru: 'Подтверждено', en: 'Confirmed' },
  ARRIVED: { kk: 'Келді', ru: 'Пришли', en: 'Arrived' },
  IN_PROGRESS: { kk: 'Жүріп жатыр', ru: 'Идёт', en: 'In progress' },
  COMPLETED: { kk: 'Аяқталды', ru: 'Завершено', en: 'Finished' },
  STOPPED: { kk: 'Ерте аяқталды', ru: 'Окончено раньше', en: 'Ended early' },
  CANCELLED: { kk: 'Күші жойылды', ru: 'Отменено', en: 'Cancelled' },
  NO_SHOW: { kk: 'Келмеді', ru: 'Не пришли', en: 'Did not come' },
  LAPSED: { kk: 'Бронь өтті', ru: 'Бронь истекла', en: 'Hold ran out' },
};

export const WHY: Text = { kk: 'Неге?', ru: 'Почему?', en: 'Why?' };
export const WHY_MISSING: Text = { kk: 'Себебін таңдаңыз', ru: 'Выберите причину', en: 'Choose a reason' };

export const CANCEL_REASONS: Readonly<Record<ExamCancelReason, Text>> = {
  SHE_ASKED: { kk: 'Келетін адам сұрады', ru: 'Попросил посетитель', en: 'The visitor asked' },
  EMERGENCY_CARE: { kk: 'Жедел көмекке барды', ru: 'Поехали в неотложную помощь', en: 'Went to emergency care' },
  EXAMINER_UNAVAILABLE: { kk: 'Дәрігер жоқ', ru: 'Нет врача', en: 'The doctor is not available' },
  CLINIC_UNAVAILABLE: { kk: 'Қабылдай алмаймыз', ru: 'Не можем принять', en: 'We cannot receive anybody' },
  MOVED_TO_ANOTHER_TIME: { kk: 'Басқа уақыт немесе орын', ru: 'Другое время или место', en: 'Another time or place' },
  BOOKED_IN_ERROR: { kk: 'Қате жазылған', ru: 'Записано по ошибке', en: 'Booked in error' },
};
