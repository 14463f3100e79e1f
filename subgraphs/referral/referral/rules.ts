import { Refusal, type Text, UserErrorCode } from '../../kit/index.js';
import { ReferralDeclineReason, ReferralState } from './vocabulary.js';

/** Who takes part in a referral. A unit that refers to another unit of its agency is the sender, that unit the recipient. */
export type Party = 'SENDER' | 'RECIPIENT';

/**
 * Of somebody who may see the referral. The recipient's side is who may open its post, and of her record whoever else is not of the agency that sent it: another
 * unit of the recipient is told no more than the recipient.
 */
export function partyOf(
  referral: { readonly recipient_desk: string; readonly from_agency: string },
  requester: { readonly agency: string; readonly unit: string | null },
): Party {
  const opens = [requester.agency, requester.unit].includes(referral.recipient_desk);
  return opens || referral.from_agency !== requester.agency ? 'RECIPIENT' : 'SENDER';
}

export type ReferralTransition =
  | 'acknowledge'
  | 'accept'
  | 'decline'
  | 'notWanted'
  | 'start'
  | 'complete'
  | 'cancel'
  | 'ask'
  | 'answer'
  | 'note'
  | 'take'
  | 'passOn'
  | 'redirect';

const { SENT, RECEIVED, ACCEPTED, IN_PROGRESS, COMPLETED, DECLINED_BY_SERVICE, NOT_WANTED_BY_HER, CANCELLED, EXPIRED } =
  ReferralState;

/** Something may still come of these. */
export const OPEN_STATES: readonly ReferralState[] = [SENT, RECEIVED, ACCEPTED, IN_PROGRESS];

/** The recipient has not answered these yet. */
export const UNANSWERED_STATES: readonly ReferralState[] = [SENT, RECEIVED];

/** The service did nothing in these: the sender must turn elsewhere, or has seen it. */
export const FAILED_STATES: readonly ReferralState[] = [DECLINED_BY_SERVICE, EXPIRED];

interface Step {
  /** Where it leads from each state that allows it */
  readonly leads: Readonly<Partial<Record<ReferralState, ReferralState>>>;
  readonly by: readonly Party[];
}

const from = (states: readonly ReferralState[], to?: ReferralState): Step['leads'] =>
  Object.fromEntries(states.map((state) => [state, to ?? state]));

/**
 * The life cycle: SENT → RECEIVED → ACCEPTED → IN_PROGRESS → COMPLETED. Who accepts, declines or asks has received, so the acknowledgement may
 * be left out. What she does not want ends it at any time, whichever party she told. The clock alone leads to EXPIRED (`lapse.ts`).
 */
const LIFE_CYCLE: Readonly<Record<ReferralTransition, Step>> = {
  acknowledge: { leads: from([SENT], RECEIVED), by: ['RECIPIENT'] },
  accept: { leads: from(UNANSWERED_STATES, ACCEPTED), by: ['RECIPIENT'] },
  decline: { leads: from(UNANSWERED_STATES, DECLINED_BY_SERVICE), by: ['RECIPIENT'] },
  start: { leads: from([ACCEPTED], IN_PROGRESS), by: ['RECIPIENT'] },
  complete: { leads: from([IN_PROGRESS], COMPLETED), by: ['RECIPIENT'] },
  notWanted: { leads: from(OPEN_STATES, NOT_WANTED_BY_HER), by: ['SENDER', 'RECIPIENT'] },
  cancel: { leads: from(OPEN_STATES, CANCELLED), by: ['SENDER'] },
  ask: { leads: { ...from(OPEN_STATES), SENT: RECEIVED }, by: ['RECIPIENT'] },
  answer: { leads: from(OPEN_STATES), by: ['SENDER'] },
  note: { leads: from(FAILED_STATES), by: ['SENDER'] },
  take: { leads: from([...OPEN_STATES, ...FAILED_STATES]), by: ['SENDER', 'RECIPIENT'] },
  passOn: { leads: from(OPEN_STATES, COMPLETED), by: ['RECIPIENT'] },
  redirect: { leads: { ...from(UNANSWERED_STATES, CANCELLED), ...from(FAILED_STATES) }, by: ['SENDER'] },
};

/**
 * The state that a transition leads to.
 * @throws Refusal NOT_PERMITTED for the other party, WRONG_STATE when the referral is not in a state that allows it
 */
export function nextState(transition: ReferralTransition, state: ReferralState, party: Party): ReferralState {
  const { leads, by } = LIFE_CYCLE[transition];
  if (!by.includes(party))
    throw new Refusal(UserErrorCode.NOT_PERMITTED, party === 'SENDER' ? RECIPIENT_ONLY : SENDER_ONLY, ['referralId']);
  const to = leads[state];
  if (!to) throw wrongState(state);
  return to;
}

/**
 * The reason that a reader is told. The sender is not told what would say where a place is or whom it takes: several reasons become
 * one, so that none can be read out of it.
 */
export function declineReasonFor(party: Party, reason: ReferralDeclineReason | null): ReferralDeclineReason | null {
  if (party === 'RECIPIENT' || reason === null) return reason;
  switch (reason) {
    case ReferralDeclineReason.NO_CAPACITY:
    case ReferralDeclineReason.OUTSIDE_REMIT:
      return reason;
    case ReferralDeclineReason.NEEDS_NOT_MET:
    case ReferralDeclineReason.UNSAFE_LOCATION:
    case ReferralDeclineReason.DOES_NOT_FIT:
      return ReferralDeclineReason.DOES_NOT_FIT;
  }
}

const STATE_IN_WORDS: Readonly<Record<ReferralState, Text>> = {
  SENT: { en: 'sent', ru: 'отправлено', kk: 'жіберілген' },
  RECEIVED: { en: 'received', ru: 'получено', kk: 'алынған' },
  ACCEPTED: { en: 'accepted', ru: 'принято', kk: 'қабылданған' },
  IN_PROGRESS: { en: 'in progress', ru: 'выполняется', kk: 'орындалуда' },
  COMPLETED: { en: 'completed', ru: 'завершено', kk: 'аяқталған' },
  DECLINED_BY_SERVICE: { en: 'declined by the service', ru: 'отклонено службой', kk: 'қызмет қабылдамаған' },
  NOT_WANTED_BY_HER: { en: 'not wanted by her', ru: 'она отказалась', kk: 'өзі бас тартқан' },
  CANCELLED: { en: 'cancelled', ru: 'отменено', kk: 'күшін жойған' },
  EXPIRED: { en: 'lapsed without an answer', ru: 'истекло без ответа', kk: 'жауапсыз мерзімі өткен' },
};

const RECIPIENT_ONLY: Text = {
  en: 'Only the service that she is referred to can do this.',
  ru: 'Это может сделать только служба, в которую её направили.',
  kk: 'Мұны тек ол жолданған қызмет жасай алады.',
};
const SENDER_ONLY: Text = {
  en: 'Only the sender can do this. If you do not take her, decline the referral.',
  ru: 'Это может сделать только отправитель. Если вы её не принимаете, отклоните направление.',
  kk: 'Мұны тек жіберуші жасай алады. Оны қабылдамасаңыз, жолдамадан бас тартыңыз.',
};

function wrongState(state: ReferralState): Refusal {
  const words = STATE_IN_WORDS[state];
  return new Refusal(
    UserErrorCode.WRONG_STATE,
    {
      en: `This is not possible now: the referral is ${words.en}.`,
      ru: `Сейчас это невозможно. Состояние направления: ${words.ru}.`,
      kk: `Қазір бұл мүмкін емес. Жолдаманың күйі: ${words.kk}.`,
    },
    ['referralId'],
  );
}
