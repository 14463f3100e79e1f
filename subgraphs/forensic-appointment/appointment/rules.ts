import { parseCode, Refusal, UserErrorCode } from '../../kit/index.js';
import { AppointmentState, STATE_WORDS, STEPS, type Step } from './life-cycle.js';

/** An appointment as the database holds it, under its row lock. */
export interface LockedAppointment {
  readonly id: string;
  readonly clinic: string;
  readonly state: AppointmentState;
  readonly version: number;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly heldUntil: Date | null;
  /** True when the requester is of the clinic's agency, false for the unit that holds the time */
  readonly ofClinic: boolean;
  /** The requester is of the unit that holds the time */
  readonly holds: boolean;
  /** The appointment that it is to replace once it is confirmed */
  readonly replaces: string | null;
  /** The entry of the waiting list that it is offered to */
  readonly wait: string | null;
}

/** A hold that has run out is lapsed from that instant, whether or not anybody has written it down. */
export const isLapsed = ({ state, heldUntil }: Pick<LockedAppointment, 'state' | 'heldUntil'>, now: Date): boolean =>
  state === AppointmentState.LAPSED || (state === AppointmentState.HELD && heldUntil !== null && heldUntil <= now);

/**
 * The state that a step leads to.
 * @param now the database's clock, read after the row was locked: a hold that lapsed while waiting for the lock is lapsed
 * @throws Refusal NOT_PERMITTED, VERSION_CONFLICT, EXPIRED, WRONG_STATE
 */
export function stateAfter(
  step: Step,
  appointment: LockedAppointment,
  now: Date,
  expectedVersion: number | null | undefined,
): AppointmentState {
  const rule = STEPS[step];
  const { state, version, startsAt, ofClinic } = appointment;
  if (rule.by === 'CLINIC' && !ofClinic) throw clinicOnly();
  if (expectedVersion != null && expectedVersion !== version) throw versionConflict();
  const lapsed = isLapsed(appointment, now);
  if (lapsed && rule.from.includes(AppointmentState.HELD)) throw holdLapsed();
  if (!rule.from.includes(state)) throw wrongState(lapsed ? AppointmentState.LAPSED : state);
  if (step === 'NO_SHOW' && now < startsAt) throw notBegunYet();
  return rule.to;
}

/**
 * Her reference in the clinic's own register: capitals, digits and hyphens, at least one digit and at most nine, so that a name, a
 * telephone number or an IIN (12 digits) does not fit in.
 */
export const LOCAL_REFERENCE = /^(?=.*\d)(?!(?:\D*\d){10})[A-Z0-9-]{1,20}$/;

/** Minutes at most for which a time is held with something else that takes longer to agree: as long as a bed. */
export const WIDER_BOOKING_MINUTES = 90;

/** A referral's spoken code: nine digits and a check digit, with or without spaces and hyphen. */
export const REFERRAL_CODE = /^\d{3} ?\d{3} ?\d{3}-?\d$/;

/**
 * The ten digits of a referral's code that somebody has given, or null when they gave none.
 * @throws Refusal INVALID when the check digit does not fit
 */
export function codeOf(given: string | null | undefined): string | null {
  if (given == null) return null;
  const code = parseCode(given);
  if (!code) throw misheard();
  return code;
}

const misheard = () =>
  new Refusal(
    UserErrorCode.INVALID,
    {
      en: 'The digits of the code do not fit: one was misheard. Have it read out again.',
      ru: 'Цифры кода не сходятся: одна расслышана неверно. Попросите назвать его ещё раз.',
      kk: 'Кодтың цифрлары сәйкес келмейді: біреуі қате естілген. Оны қайта айтқызыңыз.',
    },
    ['referralCode'],
  );

const clinicOnly = () =>
  new Refusal(
    UserErrorCode.NOT_PERMITTED,
    {
      en: 'Only the clinic may record this.',
      ru: 'Это может отметить только клиника.',
      kk: 'Мұны тек клиника белгілей алады.',
    },
    ['appointmentId'],
  );

export const holderOnly = () =>
  new Refusal(
    UserErrorCode.NOT_PERMITTED,
    {
      en: 'Only the unit that holds the time may give it a code.',
      ru: 'Указать код может только подразделение, которое забронировало время.',
      kk: 'Кодты тек уақытты брондаған бөлімше көрсете алады.',
    },
    ['appointmentId'],
  );

export const versionConflict = () =>
  new Refusal(
    UserErrorCode.VERSION_CONFLICT,
    {
      en: 'Somebody has changed the appointment meanwhile. Read it again.',
      ru: 'Запись тем временем изменили. Прочитайте её заново.',
      kk: 'Осы уақытта жазбаны біреу өзгертті. Оны қайта оқыңыз.',
    },
    ['expectedVersion'],
  );

const holdLapsed = () =>
  new Refusal(
    UserErrorCode.EXPIRED,
    {
      en: 'The hold has lapsed. Hold a time again.',
      ru: 'Срок брони истёк. Забронируйте время снова.',
      kk: 'Брондау мерзімі өтті. Уақытты қайта брондаңыз.',
    },
    ['appointmentId'],
  );

export const wrongState = (state: AppointmentState) =>
  new Refusal(
    UserErrorCode.WRONG_STATE,
    {
      en: `This cannot be done now. State of the appointment: ${STATE_WORDS[state].en}.`,
      ru: `Сейчас этого сделать нельзя. Состояние записи: ${STATE_WORDS[state].ru}.`,
      kk: `Қазір мұны жасауға болмайды. Жазбаның күйі: ${STATE_WORDS[state].kk}.`,
    },
    ['appointmentId'],
  );

const notBegunYet = () =>
  new Refusal(
    UserErrorCode.WRONG_STATE,
    {
      en: 'The appointment has not begun yet: nobody has missed it.',
      ru: 'Время приёма ещё не наступило: никто его не пропустил.',
      kk: 'Қабылдау уақыты әлі келген жоқ: ешкім оны өткізіп алған жоқ.',
    },
    ['appointmentId'],
  );
