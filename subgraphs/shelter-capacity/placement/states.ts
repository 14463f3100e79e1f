import { Refusal, type Text, UserErrorCode } from '../../kit/index.js';

/**
 * The life of a placement. HELD lapses by the database's clock; the shelter screens what is held. NOT_WANTED_BY_HER is no failure
 * and never a decline; RELEASED is given back by the sender, or by the shelter when she did not come.
 */
export enum PlacementState {
  HELD = 'HELD',
  ACCEPTED = 'ACCEPTED',
  ARRIVED = 'ARRIVED',
  DEPARTED = 'DEPARTED',
  DECLINED = 'DECLINED',
  LAPSED = 'LAPSED',
  RELEASED = 'RELEASED',
  NOT_WANTED_BY_HER = 'NOT_WANTED_BY_HER',
}

export type PlacementStep = 'accept' | 'decline' | 'arrive' | 'depart' | 'release' | 'notWanted';

/** In which capacity an agency has to do with a placement; who holds a bed at its own shelter is both. */
export type PlacementParty = 'SHELTER' | 'SENDER';

interface Transition {
  readonly to: PlacementState;
  readonly from: Readonly<Record<PlacementParty, readonly PlacementState[]>>;
}

const { HELD, ACCEPTED, ARRIVED, DEPARTED, DECLINED, RELEASED, NOT_WANTED_BY_HER } = PlacementState;

export const TRANSITIONS: Readonly<Record<PlacementStep, Transition>> = {
  accept: { to: ACCEPTED, from: { SHELTER: [HELD], SENDER: [] } },
  decline: { to: DECLINED, from: { SHELTER: [HELD], SENDER: [] } },
  arrive: { to: ARRIVED, from: { SHELTER: [ACCEPTED], SENDER: [] } },
  depart: { to: DEPARTED, from: { SHELTER: [ARRIVED], SENDER: [] } },
  release: { to: RELEASED, from: { SHELTER: [ACCEPTED], SENDER: [HELD, ACCEPTED] } },
  notWanted: { to: NOT_WANTED_BY_HER, from: { SHELTER: [HELD, ACCEPTED], SENDER: [HELD, ACCEPTED] } },
};

/** The state, to be read by a person. */
const IN_WORDS: Readonly<Record<PlacementState, Text>> = {
  HELD: { en: 'held', ru: 'место удержано', kk: 'орын ұсталып тұр' },
  ACCEPTED: { en: 'accepted', ru: 'принято приютом', kk: 'баспана қабылдады' },
  ARRIVED: { en: 'arrived', ru: 'прибыла', kk: 'келді' },
  DEPARTED: { en: 'departed', ru: 'выбыла', kk: 'кетті' },
  DECLINED: { en: 'declined', ru: 'отклонено', kk: 'қабылданбады' },
  LAPSED: { en: 'lapsed', ru: 'срок удержания истёк', kk: 'ұстау мерзімі өтті' },
  RELEASED: { en: 'released', ru: 'место освобождено', kk: 'орын босатылды' },
  NOT_WANTED_BY_HER: { en: 'not wanted by her', ru: 'она отказалась', kk: 'ол бас тартты' },
};

/**
 * The state after a step.
 * @throws Refusal EXPIRED for a hold that has lapsed, NOT_PERMITTED for the other party's step, WRONG_STATE with the state in words
 */
export function stateAfter(
  step: PlacementStep,
  parties: readonly PlacementParty[],
  state: PlacementState,
): PlacementState {
  const { to, from } = TRANSITIONS[step];
  if (parties.some((party) => from[party].includes(state))) return to;
  if (parties.every((party) => from[party].length === 0)) {
    throw new Refusal(UserErrorCode.NOT_PERMITTED, {
      en: 'Only the shelter may do this.',
      ru: 'Это может сделать только приют.',
      kk: 'Мұны тек баспана жасай алады.',
    });
  }
  if (state === PlacementState.LAPSED) {
    throw new Refusal(UserErrorCode.EXPIRED, {
      en: 'The hold has lapsed and the beds are free again. Hold them anew.',
      ru: 'Срок удержания истёк, места снова свободны. Удержите их заново.',
      kk: 'Ұстау мерзімі өтті, орындар қайта бос. Оларды жаңадан ұстаңыз.',
    });
  }
  const words = IN_WORDS[shownState(state, parties.includes('SHELTER') ? 'SHELTER' : 'SENDER')];
  throw new Refusal(UserErrorCode.WRONG_STATE, {
    en: `This cannot be done now. The placement is: ${words.en}.`,
    ru: `Сейчас это невозможно. Состояние: ${words.ru}.`,
    kk: `Қазір бұл мүмкін емес. Күйі: ${words.kk}.`,
  });
}

/** Departure is the shelter's to know: to the sender a stay that has begun has arrived. */
export function shownState(state: PlacementState, sees: PlacementParty | 'RECORD'): PlacementState {
  return sees === 'SENDER' && state === DEPARTED ? ARRIVED : state;
}
