import type { Text } from '../../kit/index.js';

/**
 * HELD → CONFIRMED → ARRIVED → IN_PROGRESS → COMPLETED; out of it lead LAPSED (nobody confirmed in time), CANCELLED, NO_SHOW and
 * STOPPED (she ended it, which is no failure).
 */
export enum AppointmentState {
  HELD = 'HELD',
  CONFIRMED = 'CONFIRMED',
  ARRIVED = 'ARRIVED',
  IN_PROGRESS = 'IN_PROGRESS',
  COMPLETED = 'COMPLETED',
  STOPPED = 'STOPPED',
  CANCELLED = 'CANCELLED',
  NO_SHOW = 'NO_SHOW',
  LAPSED = 'LAPSED',
}

/** The states in which an appointment takes the examiner's time. The exclusion constraints of the migration name the same. */
export const LIVE = "'HELD', 'CONFIRMED', 'ARRIVED', 'IN_PROGRESS'";

export type Step = 'CONFIRM' | 'ARRIVE' | 'START' | 'COMPLETE' | 'STOP' | 'CANCEL' | 'NO_SHOW';

interface StepRule {
  readonly from: readonly AppointmentState[];
  readonly to: AppointmentState;
  /** EITHER: the clinic, or the unit that holds the time for her */
  readonly by: 'CLINIC' | 'EITHER';
}

const { HELD, CONFIRMED, ARRIVED, IN_PROGRESS, COMPLETED, STOPPED, CANCELLED, NO_SHOW } = AppointmentState;

export const STEPS: Readonly<Record<Step, StepRule>> = {
  CONFIRM: { from: [HELD], to: CONFIRMED, by: 'EITHER' },
  ARRIVE: { from: [CONFIRMED], to: ARRIVED, by: 'CLINIC' },
  START: { from: [ARRIVED], to: IN_PROGRESS, by: 'CLINIC' },
  COMPLETE: { from: [IN_PROGRESS], to: COMPLETED, by: 'CLINIC' },
  STOP: { from: [ARRIVED, IN_PROGRESS], to: STOPPED, by: 'CLINIC' },
  CANCEL: { from: [HELD, CONFIRMED], to: CANCELLED, by: 'EITHER' },
  NO_SHOW: { from: [CONFIRMED], to: NO_SHOW, by: 'CLINIC' },
};

export const STATE_WORDS: Readonly<Record<AppointmentState, Text>> = {
  HELD: { en: 'held, not confirmed yet', ru: 'забронировано, ещё не подтверждено', kk: 'брондалған, әлі расталмаған' },
  CONFIRMED: { en: 'confirmed', ru: 'подтверждено', kk: 'расталған' },
  ARRIVED: { en: 'arrived', ru: 'пришла на приём', kk: 'қабылдауға келді' },
  IN_PROGRESS: { en: 'in progress', ru: 'идёт осмотр', kk: 'тексеру жүріп жатыр' },
  COMPLETED: { en: 'completed', ru: 'завершено', kk: 'аяқталған' },
  STOPPED: { en: 'stopped by her', ru: 'остановлено по её желанию', kk: 'оның қалауымен тоқтатылған' },
  CANCELLED: { en: 'cancelled', ru: 'отменено', kk: 'бас тартылған' },
  NO_SHOW: { en: 'not attended', ru: 'не состоялось: не пришла', kk: 'өтпеді: келмеді' },
  LAPSED: { en: 'lapsed, not confirmed in time', ru: 'истекло без подтверждения', kk: 'расталмай, мерзімі өтті' },
};
