import { Statement, type SubgraphGauges } from '../../kit/index.js';

/** The times that are held and not confirmed; index `appointment_lapsing` has these and no others. */
export const SLOT_HOLDS_NOW: SubgraphGauges = {
  statement: new Statement(
    'forensic.holds-now',
    `SELECT count(*) FILTER (WHERE held_until > now())::int AS slot_holds_live,
       count(*) FILTER (WHERE held_until <= now())::int AS slot_holds_lapsed
     FROM appointment WHERE state = 'HELD'`,
  ),
  help: {
    slot_holds_live: 'Times that are held for an examination, not confirmed, and still run.',
    slot_holds_lapsed: 'Times that were held, not confirmed in time, and that nobody has released since.',
  },
};
