import type { Language, Text } from '../../kit/index.js';
import type { Household } from '../household/fit.js';
import { declineAnswer } from './decline.js';
import type { ShelterStaffRole } from './spoken-yes.js';
import { type PlacementParty, PlacementState, shownState } from './states.js';
import type { Placement } from './types.js';

/** Where and for when beds were asked for, or are. */
type Asked = Pick<Placement, 'shelterId' | 'intakePhone' | 'unitKind' | 'from' | 'until'> & { readonly name: Text };

/** A placement as the statements of `sql.ts` read it. */
export interface PlacementRow
  extends Omit<
    Placement,
    'shelterName' | 'callBack' | 'declineAnswer' | 'victim' | 'spokenYes' | 'household' | 'came' | 'own'
  > {
  readonly victim_key: string | null;
  readonly name: Text;
  /** Agency of the shelter */
  readonly agency: string;
  readonly household: Household | null;
  readonly came: Household | null;
  /** The shelter has let the minutes pass after which it is telephoned */
  readonly unanswered: boolean;
  /** Key of the desk that asked, when it may be called */
  readonly callBack: string | null;
  readonly spokenAt: Date | null;
  readonly spokenRole: ShelterStaffRole | null;
  readonly spokenReference: string | null;
  /** Version for others than its house */
  readonly versionTold: number;
  readonly asked: Asked;
}

const { OFFERED, HELD, ARRIVED, DEPARTED } = PlacementState;

/**
 * What a reader sees of a placement. SHELTER is its own agency, SENDER the unit that held the beds, RECORD somebody to whom she has
 * opened SHELTER. The shelter's own reasons and reference stay with the shelter; who came, how long she stays, where she was moved to and when she
 * left is not the sender's.
 */
export function shown(row: PlacementRow, sees: PlacementParty | 'RECORD', language: Language): Placement {
  const own = sees === 'SHELTER';
  const { asked, victim_key, came, spokenAt, spokenRole, spokenReference } = row;
  const here = sees === 'SENDER' ? { ...row, ...asked } : row;
  return {
    own,
    id: row.id,
    shelterId: here.shelterId,
    shelterName: here.name[language],
    intakePhone: sees === 'SENDER' && !phoneShown(row) ? null : here.intakePhone,
    unitKind: here.unitKind,
    state: shownState(row.state, sees),
    offerNotTaken: row.offerNotTaken,
    heldUntil: row.state === HELD || row.state === OFFERED ? row.heldUntil : null,
    from: here.from,
    until: here.until,
    adults: row.adults,
    childrenCount: row.childrenCount,
    household: row.household,
    came: own ? came : null,
    version: own ? row.version : row.versionTold,
    createdAt: row.createdAt,
    arrivedAt: row.arrivedAt,
    departedAt: sees === 'SENDER' ? null : row.departedAt,
    declineAnswer: row.declineReason && declineAnswer(row.declineReason),
    declineReason: own ? row.declineReason : null,
    guestReference: own ? row.guestReference : null,
    spokenYes:
      spokenAt && spokenRole && sees !== 'RECORD'
        ? { at: spokenAt, role: spokenRole, reference: spokenReference }
        : null,
    callBack: own && row.callBack ? { key: row.callBack } : null,
    victim: victim_key && sees !== 'SENDER' ? { key: victim_key } : null,
  };
}

/** The sender is given the telephone when the shelter has let its minutes pass, or has said yes. */
const phoneShown = ({ state, unanswered }: PlacementRow): boolean => unanswered || AFTER_A_YES.includes(state);

const AFTER_A_YES: readonly PlacementState[] = [
  PlacementState.ACCEPTED_BY_PHONE,
  PlacementState.ACCEPTED,
  ARRIVED,
  DEPARTED,
];

/** An agency that has held a bed at its own shelter sees it as the shelter. */
export const partyOf = (agency: string, row: { readonly agency: string }): PlacementParty =>
  row.agency === agency ? 'SHELTER' : 'SENDER';
