import { Statement, type Text } from '../../kit/index.js';
import { type Admission, type UnitState } from '../availability/admission.js';
import { BED_COUNTS, nights, UNIT_STATE } from '../availability/sql.js';
import type { ShelterUnitKind } from '../unit/types.js';

export interface CandidateRow extends UnitState {
  readonly shelterId: string;
  readonly shelterName: Text;
  readonly regionCode: string;
  readonly unitKind: ShelterUnitKind;
  readonly unitId: string;
  /** Seconds since the shelter's staff last dealt with the unit */
  readonly age: number;
}

/** A unit and what it can say to the household. */
export type Candidate = CandidateRow & Admission;

/**
 * The units of the region, and those elsewhere whose free beds could be enough. One statement; no column of it locates a shelter.
 * $1 region, $2 first night or null, $3 nights, $4 beds needed
 */
export const CANDIDATES = new Statement<CandidateRow>(
  'shelter-capacity.candidates',
  `SELECT s.id AS "shelterId", jsonb_build_object('kk', s.name_kk, 'ru', s.name_ru, 'en', s.name_en) AS "shelterName",
     s.region_code AS "regionCode", u.kind AS "unitKind", u.id AS "unitId", ${UNIT_STATE},
     extract(epoch FROM clock_timestamp() - u.observed_at)::int AS age
   FROM shelter s JOIN unit u ON u.shelter_id = s.id ${nights('$2', '$3')} ${BED_COUNTS}
   WHERE a.total > 0 AND n.starts >= d.today
     AND (s.region_code = $1 OR (s.opening_state IN ('OPEN', 'SEASONAL') AND a.total - a.taken >= $4::int))`,
);
