import { Statement, type Text } from '../../kit/index.js';
import type { Admission, UnitState } from '../availability/admission.js';
import { BED_COUNTS, nights, OBSERVED_AT, UNIT_STATE } from '../availability/sql.js';
import { published } from '../region/published.js';
import type { ShelterUnitKind } from '../unit/types.js';

/** With the shelter's name, by language. */
export interface CandidateRow extends UnitState, Text {
  readonly shelterId: string;
  readonly regionCode: string;
  /** Only where others may know it */
  readonly districtCode: string | null;
  readonly unitKind: ShelterUnitKind;
  readonly unitId: string;
  /** Seconds since staff last counted; null when they never have */
  readonly age: number | null;
  readonly countedBy: 'SHELTER_STAFF' | 'ADMINISTRATOR' | null;
  /** When it was looked for, by the database's clock */
  readonly askedAt: Date;
}

/** A unit and what it can say to the household. */
export type Candidate = CandidateRow &
  Admission & {
    /** Whether it can be held at this moment, by the number of its beds: for the choice among units alike, and never told */
    readonly enough: boolean;
  };

/**
 * The units of these regions, by index what they hold now and nothing of what has been. No column of it locates a shelter any better than its
 * region or its published district; what is avoided is no parameter, so that avoiding changes neither the statement nor its time.
 * $1 regions, $2 first night or null, $3 nights
 */
export const CANDIDATES = new Statement<CandidateRow>(
  'shelter-capacity.candidates',
  `WITH ${published('$1::text[]')}
   SELECT s.id AS "shelterId", s.name_kk AS kk, s.name_ru AS ru, s.name_en AS en,
     s.region_code AS "regionCode", z.district_code AS "districtCode", u.kind AS "unitKind", u.id AS "unitId", ${UNIT_STATE},
     extract(epoch FROM clock_timestamp() - ${OBSERVED_AT})::int AS age, coalesce(counted.role, 'SHELTER_STAFF') AS "countedBy",
     clock_timestamp() AS "askedAt"
   FROM shelter s LEFT JOIN published z ON z.district_code = s.district_code
   -- a fence: shelter by shelter, and not all units of the country first
   CROSS JOIN LATERAL (SELECT * FROM unit WHERE shelter_id = s.id OFFSET 0) u ${nights('$2', '$3')} ${BED_COUNTS}
   WHERE s.region_code = ANY($1::text[]) AND s.participation <> 'VIEW_ONLY' AND a.total > 0`,
);
