import { type ClosureReplay, rowsOf } from '../../kit/index.js';

/** A hold placed after the backup stands again, so that a restore destroys nothing that must be kept. Why it was placed is not in the log. */
export const LEGAL_HOLD_CLOSURES: Readonly<Record<string, ClosureReplay>> = {
  'legal-hold-placed': async (manager, { payload: { id, victim, agency, unit, staff, reviewAt }, at }) => {
    await rowsOf(
      manager,
      `INSERT INTO legal_hold (id, victim_key, agency, unit, staff, placed_at, review_at)
       SELECT $1::uuid, v.key, $3, $4, $5, $6::timestamptz, $7::timestamptz FROM victim v WHERE v.key = $2::uuid ON CONFLICT DO NOTHING`,
      [id, victim, agency, unit, staff, at, reviewAt],
    );
  },
  'legal-hold-lifted': async (manager, { payload: { id }, at }) => {
    await rowsOf(manager, 'UPDATE legal_hold SET lifted_at = $2 WHERE id = $1 AND lifted_at IS NULL', [id, at]);
  },
};
