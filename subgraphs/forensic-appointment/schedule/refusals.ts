import type { Refusal, Text } from '../../kit/index.js';
import { invalid } from '../clinic/administration.js';
import type { RecurrenceFault } from './recurrence.js';

const FAULTS: Readonly<Record<RecurrenceFault, Text>> = {
  UNREADABLE: {
    en: 'This is no iCalendar rule that can be read (RFC 5545, e.g. FREQ=WEEKLY;BYDAY=MO,WE).',
    ru: 'Это правило iCalendar прочитать нельзя (RFC 5545, например FREQ=WEEKLY;BYDAY=MO,WE).',
    kk: 'Бұл iCalendar ережесін оқу мүмкін емес (RFC 5545, мысалы FREQ=WEEKLY;BYDAY=MO,WE).',
  },
  TOO_OFTEN: {
    en: 'A rule may recur hourly at the finest.',
    ru: 'Правило может повторяться не чаще раза в час.',
    kk: 'Ереже сағатына бір реттен жиі қайталанбайды.',
  },
  NEVER: {
    en: 'By this rule it would never take place.',
    ru: 'По этому правилу оно никогда не наступит.',
    kk: 'Бұл ереже бойынша ол ешқашан болмайды.',
  },
  OVERLAPS: {
    en: 'Each time would begin before the one before has ended: it would never end.',
    ru: 'Каждый раз начинался бы до окончания предыдущего: конца бы не было.',
    kk: 'Әр рет алдыңғысы аяқталмай басталар еді: соңы болмас еді.',
  },
};

export const badRule = (fault: RecurrenceFault): Refusal => invalid('rrule', FAULTS[fault]);

export const noSuchDate = (field: string): Refusal =>
  invalid(field, { en: 'There is no such date.', ru: 'Такой даты нет.', kk: 'Мұндай күн жоқ.' });

export const past = (field: string): Refusal =>
  invalid(field, { en: 'This time has passed.', ru: 'Это время уже прошло.', kk: 'Бұл уақыт өтіп кетті.' });

export const endsBeforeItBegins = (): Refusal =>
  invalid('endsAt', {
    en: 'It must end after it begins.',
    ru: 'Окончание должно быть позже начала.',
    kk: 'Аяқталуы басталуынан кейін болуы керек.',
  });

/** A field that this kind needs, or does not have. */
export const notOfThisKind = (field: string): Refusal =>
  invalid(field, {
    en: 'This kind needs it, or does not have it; see the description.',
    ru: 'Для этого вида это поле обязательно или недопустимо; см. описание.',
    kk: 'Бұл түрге осы өріс міндетті немесе тән емес; сипаттамасын қараңыз.',
  });
