import { notWalled, Statement } from '../../kit/index.js';
import type { RecordLikeness } from './types.js';

export interface PairRow {
  readonly one: string;
  readonly other: string;
  readonly alike: RecordLikeness[];
}

/** Records of the requester's agency that have a token in common. $1 to $3 the requester, $4 and $5 keyset, $6 limit */
export const ALIKE = new Statement<PairRow>(
  'referral.recordsAlike',
  `SELECT a.victim_key AS one, b.victim_key AS other, array_agg(a.kind ORDER BY a.kind) AS alike
   FROM identity_token a JOIN identity_token b ON b.agency = a.agency AND b.kind = a.kind AND b.token = a.token AND b.victim_key > a.victim_key
   WHERE a.agency = $1::uuid AND ($4::uuid IS NULL OR (a.victim_key, b.victim_key) > ($4::uuid, $5::uuid))
     AND ${notWalled('a.victim_key')} AND ${notWalled('b.victim_key')}
   GROUP BY 1, 2 ORDER BY 1, 2 LIMIT $6::int`,
);

/** Before they are shown: on the log of each. $1 to $6 the requester, $7 keys */
export const LOG_SHOWN = new Statement<never>(
  'referral.recordsAlikeShown',
  `INSERT INTO own_record_log (victim_key, record_id, category, agency, unit, staff, role, purpose, request_id)
   SELECT key, key, 'IDENTITY', $1, $2, $3, $4, $5, $6 FROM unnest($7::uuid[]) AS key`,
);
