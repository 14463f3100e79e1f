import { Refusal, type Text, UserErrorCode } from '../../kit/index.js';
import { ReferralDeclineReason, ReferralState } from './vocabulary.js';

/** Who takes part in a referral. A unit that refers to another unit of its agency is the sender, that unit the recipient. */
export type Party = 'SENDER' | 'RECIPIENT';

/** Of somebody who may see the referral: the recipient's side is who may open its post, everybody else is on the sender's. */
export function partyOf(
  referral: { readonly recipient_desk: string },
  requester: { readonly agency: string; readonly unit: string | null },
): Party {
  return [requester.agency, requester.unit].includes(referral.recipient_desk) ? 'RECIPIENT' : 'SENDER';
}

export type ReferralTransition = 'acknowledge' | 'accept' | 'decline' | 'notWanted' | 'start' | 'complete' | 'cancel';

const { SENT, RECEIVED, ACCEPTED, IN_PROGRESS, COMPLETED, DECLINED_BY_SERVICE, NOT_WANTED_BY_HER, CANCELLED } =
  ReferralState;

/** Something may still come of these. */
export const OPEN_STATES: readonly ReferralState[] = [SENT, RECEIVED, ACCEPTED, IN_PROGRESS];

/** The recipient has not answered these yet. */
export const UNANSWERED_STATES: readonly ReferralState[] = [SENT, RECEIVED];

/**
 * The life cycle: SENT → RECEIVED → ACCEPTED → IN_PROGRESS → COMPLETED. Who accepts or declines has received, so the acknowledgement may
 * be left out. What she does not want ends it at any time, whichever party she told.
 */
const LIFE_CYCLE: Readonly<
  Record<
    ReferralTransition,
    { readonly from: readonly ReferralState[]; readonly to: ReferralState; readonly by: readonly Party[] }
  >
> = {
  acknowledge: { from: [SENT], to: RECEIVED, by: ['RECIPIENT'] },
  accept: { from: [SENT, RECEIVED], to: ACCEPTED, by: ['RECIPIENT'] },
  decline: { from: [SENT, RECEIVED], to: DECLINED_BY_SERVICE, by: ['RECIPIENT'] },
  start: { from: [ACCEPTED], to: IN_PROGRESS, by: ['RECIPIENT'] },
  complete: { from: [IN_PROGRESS], to: COMPLETED, by: ['RECIPIENT'] },
  notWanted: { from: OPEN_STATES, to: NOT_WANTED_BY_HER, by: ['SENDER', 'RECIPIENT'] },
  cancel: { from: OPEN_STATES, to: CANCELLED, by: ['SENDER'] },
};

/**
 * The state that a transition leads to.
 * @throws Refusal NOT_PERMITTED for the other party, WRONG_STATE when the referral is not in a state that allows it
 */
export function nextState(transition: ReferralTransition, state: ReferralState, party: Party): ReferralState {
  const { from, to, by } = LIFE_CYCLE[transition];
  if (!by.includes(party))
    throw new Refusal(UserErrorCode.NOT_PERMITTED, party === 'SENDER' ? RECIPIENT_ONLY : SENDER_ONLY, ['referralId']);
  if (!from.includes(state)) throw wrongState(state);
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
};

const RECIPIENT_ONLY: Text = {
  en: 'Only the service that she is referred to can do this.',
  ru: 'Это может сделать только служба, в которую её направили.',
  kk: 'Мұны тек ол жолданған қызмет жасай алады.',
};
const SENDER_ONLY: Text = {
  en: 'Only the sender can take a referral back. You can decline it.',
  ru: 'Отозвать направление может только отправитель. Вы можете его отклонить.',
  kk: 'Жолдаманы тек жіберуші кері қайтара алады. Сіз оны қабылдамай аласыз.',
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
