import type { Language, Text } from '../../kit/index.js';
import { declineAnswer } from './decline.js';
import { type PlacementParty, PlacementState, shownState } from './states.js';
import type { Placement } from './types.js';

/** A placement as the statements of `sql.ts` read it. */
export interface PlacementRow extends Omit<Placement, 'shelterName' | 'declineAnswer' | 'victim'> {
  readonly victim_key: string | null;
  readonly name: Text;
  /** Agency of the shelter */
  readonly agency: string;
}

/**
 * What a reader sees of a placement. SHELTER is its own agency, SENDER the unit that held the beds, RECORD somebody to whom she has
 * opened SHELTER. The shelter's own reasons and reference stay with the shelter; who came and when she left is not the sender's.
 */
export function shown(row: PlacementRow, sees: PlacementParty | 'RECORD', language: Language): Placement {
  const { victim_key, name, agency: _, ...placement } = row;
  const own = sees === 'SHELTER';
  const departureHidden = sees === 'SENDER' && row.state === PlacementState.DEPARTED;
  return {
    ...placement,
    shelterName: name[language],
    state: shownState(row.state, sees),
    version: departureHidden ? row.version - 1 : row.version,
    heldUntil: row.state === PlacementState.HELD ? row.heldUntil : null,
    departedAt: departureHidden ? null : row.departedAt,
    declineAnswer: row.declineReason && declineAnswer(row.declineReason),
    declineReason: own ? row.declineReason : null,
    guestReference: own ? row.guestReference : null,
    victim: victim_key && sees !== 'SENDER' ? { key: victim_key } : null,
  };
}

/** An agency that has held a bed at its own shelter sees it as the shelter. */
export const partyOf = (agency: string, row: { readonly agency: string }): PlacementParty =>
  row.agency === agency ? 'SHELTER' : 'SENDER';
