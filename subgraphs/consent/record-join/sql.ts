import { Statement } from '../../kit/index.js';
import { nameable } from '../victim/nameable.js';
import { groupOf } from './group.js';
import type { RecordJoin } from './types.js';

export const JOIN_BY_ID = new Statement<RecordJoin>(
  'consent.recordJoin',
  'SELECT id, state, proposed_at AS "proposedAt" FROM record_join WHERE id = $1::uuid',
);

/** The other records of hers. $1 victim */
export const ALSO_RECORDED_AS = new Statement<{ key: string }>(
  'consent.alsoRecordedAs',
  `${groupOf('$1')} WHERE key <> $1::uuid ORDER BY key`,
);

export interface PairRow {
  readonly id: string;
  readonly one: string;
  readonly other: string;
  readonly state: string;
  readonly proposedAt: Date;
}

/**
 * Both records of `j` may be named by the requester and are known at its agency, which registered them or was given a consent: nobody learns from a
 * proposal that there is a record elsewhere. $1 agency, $2 unit, $3 staff
 */
const BOTH_KNOWN = `(SELECT count(*) FROM (${nameable({ which: 'v.key IN (j.one, j.other)' })}) n JOIN victim known ON known.key = n.key
  WHERE known.registered_by_agency = $1::text
    OR EXISTS (SELECT FROM consent c WHERE c.victim_key = known.key AND c.recipient_agency = $1::text)) = 2`;

/** $1 to $3 the requester, $4 the record */
export const PROPOSALS = new Statement<PairRow>(
  'consent.recordJoinProposals',
  `SELECT j.id, j.one, j.other, j.state, j.proposed_at AS "proposedAt" FROM record_join j
   WHERE j.state = 'PROPOSED' AND (j.one = $4::uuid OR j.other = $4::uuid) AND ${BOTH_KNOWN} ORDER BY j.proposed_at DESC, j.id LIMIT 100`,
);

/** $1 to $3 the requester, $4 id */
export const PAIR_TO_DECIDE = new Statement<PairRow>(
  'consent.recordJoinToDecide',
  `SELECT j.id, j.one, j.other, j.state, j.proposed_at AS "proposedAt" FROM record_join j WHERE j.id::text = $4 AND ${BOTH_KNOWN}`,
);

/** Of many, those whom a steward may name: of the unit, or of the whole agency for one without a unit. $1 to $3 the requester, $4 keys */
export const NAMEABLE_TO_STEWARD = new Statement<{ key: string }>(
  'consent.nameableToSteward',
  nameable({ which: 'v.key = ANY($4::uuid[])', wholeAgency: true }),
);

/** Pairs that somebody has proposed before, whatever became of it. $1 ones, $2 others */
export const ASKED_ABOUT = new Statement<{ one: string; other: string }>(
  'consent.pairsAskedAbout',
  `SELECT j.one, j.other FROM unnest($1::uuid[], $2::uuid[]) AS p(one, other)
   JOIN record_join j ON j.one = least(p.one, p.other) AND j.other = greatest(p.one, p.other)`,
);
