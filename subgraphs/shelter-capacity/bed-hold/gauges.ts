import { Statement, type SubgraphGauges } from '../../kit/index.js';

/** The holds of beds that wait for an answer; index `placement_lapsing` has these and no others. */
export const BED_HOLDS_NOW: SubgraphGauges = {
  statement: new Statement(
    'shelter-capacity.holds-now',
    `SELECT count(*) FILTER (WHERE held_until > now())::int AS bed_holds_live,
       count(*) FILTER (WHERE held_until <= now())::int AS bed_holds_lapsed
     FROM placement WHERE state = 'HELD'`,
  ),
  help: {
    bed_holds_live: 'Holds of beds that a shelter has not answered and that still run.',
    bed_holds_lapsed: 'Holds of beds that ran out without an answer and that nobody has released since.',
  },
};
