import { Statement } from '../../kit/index.js';
import { WAITS_FOR_OFFER } from '../bed-broadcast/sql.js';
import { STATE } from '../placement/state-sql.js';
import { OPEN } from '../placement/walls.js';

/** $1 agency, $2 unit, $3 staff. Counts look at nobody's record; walls hold for them too. By what is live in the units: the history is not looked at. */
export const COUNTERS = new Statement<{ readonly toScreen: number; readonly toOffer: number }>(
  'shelter-capacity.request-counters',
  `SELECT (SELECT count(*)::int FROM unit u JOIN placement p ON p.unit_id = u.id AND p.live
      WHERE u.agency = $1::text AND ${STATE} IN ('HELD', 'ACCEPTED_BY_PHONE') AND ${OPEN}) AS "toScreen",
    (SELECT count(*)::int FROM bed_broadcast b WHERE ${WAITS_FOR_OFFER}) AS "toOffer"`,
);
