import { Refusal, type Text, UserErrorCode } from '../../kit/index.js';

/**
 * The life of a placement. HELD lapses by the database's clock; the shelter screens what is held. OFFERED is held by a shelter for a request to many
 * or for who waits, until it is taken. A yes by telephone keeps the beds until the shelter confirms or contests it. What the shelter has recorded wrongly at its door it takes back: she is expected again, or there again. NOT_WANTED_BY_HER is no failure
 * and never a decline; RELEASED is given back by the sender, or by the shelter when she did not come.
 */
export enum PlacementState {
  OFFERED = 'OFFERED',
  HELD = 'HELD',
  ACCEPTED_BY_PHONE = 'ACCEPTED_BY_PHONE',
  ACCEPTED = 'ACCEPTED',
  ARRIVED = 'ARRIVED',
  DEPARTED = 'DEPARTED',
  DECLINED = 'DECLINED',
  LAPSED = 'LAPSED',
  RELEASED = 'RELEASED',
  NOT_WANTED_BY_HER = 'NOT_WANTED_BY_HER',
}

/** What a shelter can have recorded wrongly at its door. */
export enum BedStepInError {
  ARRIVAL = 'ARRIVAL',
  DEPARTURE = 'DEPARTURE',
}

export type PlacementStep =
  | 'take'
  | 'recordByPhone'
  | 'accept'
  | 'decline'
  | 'arrive'
  | 'extend'
  | 'transfer'
  | 'nameGuest'
  | 'link'
  | 'unlink'
  | 'changeHousehold'
  | 'arriveInError'
  | 'depart'
  | 'departInError'
  | 'release'
  | 'notWanted';

/** In which capacity an agency has to do with a placement; who holds a bed at its own shelter is both. */
export type PlacementParty = 'SHELTER' | 'SENDER';

interface Transition {
  readonly to: PlacementState;
  readonly from: Readonly<Record<PlacementParty, readonly PlacementState[]>>;
}

const { OFFERED, HELD, ACCEPTED_BY_PHONE, ACCEPTED, ARRIVED, DEPARTED, DECLINED, RELEASED, NOT_WANTED_BY_HER } =
  PlacementState;
const PROMISED = [ACCEPTED_BY_PHONE, ACCEPTED];

export const TRANSITIONS: Readonly<Record<PlacementStep, Transition>> = {
  take: { to: ACCEPTED, from: { SHELTER: [], SENDER: [OFFERED] } },
  recordByPhone: { to: ACCEPTED_BY_PHONE, from: { SHELTER: [], SENDER: [HELD] } },
  accept: { to: ACCEPTED, from: { SHELTER: [HELD, ACCEPTED_BY_PHONE], SENDER: [] } },
  decline: { to: DECLINED, from: { SHELTER: [OFFERED, HELD, ACCEPTED_BY_PHONE], SENDER: [] } },
  arrive: { to: ARRIVED, from: { SHELTER: PROMISED, SENDER: [] } },
  extend: { to: ARRIVED, from: { SHELTER: [ACCEPTED, ARRIVED], SENDER: [] } },
  transfer: { to: ARRIVED, from: { SHELTER: [ACCEPTED, ARRIVED], SENDER: [] } },
  changeHousehold: { to: ARRIVED, from: { SHELTER: [ACCEPTED, ARRIVED], SENDER: [] } },
  nameGuest: { to: ARRIVED, from: { SHELTER: [HELD, ...PROMISED, ARRIVED], SENDER: [] } },
  link: { to: ARRIVED, from: { SHELTER: [...PROMISED, ARRIVED, DEPARTED], SENDER: [] } },
  // a link outlasts what it was made for
  unlink: {
    to: ARRIVED,
    from: { SHELTER: [...PROMISED, ARRIVED, DEPARTED, DECLINED, RELEASED, NOT_WANTED_BY_HER], SENDER: [] },
  },
  arriveInError: { to: ACCEPTED, from: { SHELTER: [ARRIVED], SENDER: [] } },
  depart: { to: DEPARTED, from: { SHELTER: [ARRIVED], SENDER: [] } },
  departInError: { to: ARRIVED, from: { SHELTER: [DEPARTED], SENDER: [] } },
  release: { to: RELEASED, from: { SHELTER: [ACCEPTED], SENDER: [OFFERED, HELD, ...PROMISED] } },
  notWanted: { to: NOT_WANTED_BY_HER, from: { SHELTER: [HELD, ...PROMISED], SENDER: [OFFERED, HELD, ...PROMISED] } },
};

/** Steps after which its beds are free again. */
export const FREES: readonly PlacementStep[] = ['decline', 'depart', 'release', 'notWanted'];

/** The state, to be read by a person. */
const IN_WORDS: Readonly<Record<PlacementState, Text>> = {
  OFFERED: { en: 'offered', ru: 'предложено', kk: 'ұсынылған' },
  HELD: { en: 'held', ru: 'место удержано', kk: 'орын ұсталып тұр' },
  ACCEPTED_BY_PHONE: { en: 'accepted by telephone', ru: 'принято по телефону', kk: 'телефон арқылы қабылданды' },
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
    throw new Refusal(
      UserErrorCode.NOT_PERMITTED,
      parties.includes('SHELTER') ? NOT_THE_SHELTERS : THE_SHELTERS,
      FIELD,
    );
  }
  if (state === PlacementState.LAPSED) {
    throw new Refusal(UserErrorCode.EXPIRED, OVER, FIELD);
  }
  const words = IN_WORDS[shownState(state, parties.includes('SHELTER') ? 'SHELTER' : 'SENDER')];
  throw new Refusal(
    UserErrorCode.WRONG_STATE,
    {
      en: `This cannot be done now. The placement is: ${words.en}.`,
      ru: `Сейчас это невозможно. Состояние: ${words.ru}.`,
      kk: `Қазір бұл мүмкін емес. Күйі: ${words.kk}.`,
    },
    FIELD,
  );
}

const FIELD = ['holdId'];

const THE_SHELTERS: Text = {
  en: 'Only the shelter may do this.',
  ru: 'Это может сделать только приют.',
  kk: 'Мұны тек баспана жасай алады.',
};

const NOT_THE_SHELTERS: Text = {
  en: 'Only who asked for the bed may do this.',
  ru: 'Это может сделать только тот, кто запросил место.',
  kk: 'Мұны тек орын сұраған тарап жасай алады.',
};

const OVER: Text = {
  en: 'The hold has lapsed and the beds are free again. Hold them anew.',
  ru: 'Срок удержания истёк, места снова свободны. Удержите их заново.',
  kk: 'Ұстау мерзімі өтті, орындар қайта бос. Оларды жаңадан ұстаңыз.',
};

/** Departure is the shelter's to know: to the sender a stay that has begun has arrived. */
export function shownState(state: PlacementState, sees: PlacementParty | 'RECORD'): PlacementState {
  return sees === 'SENDER' && state === DEPARTED ? ARRIVED : state;
}
