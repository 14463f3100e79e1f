import type { EntityManager } from 'typeorm';
import { Refusal, rowsOf, type Text, UserErrorCode } from '../../kit/index.js';
import type { UnitState } from '../availability/admission.js';
import { BED_COUNTS, HAS_BEDS, nights, UNIT_STATE } from '../availability/sql.js';
import { HORIZON, wrongFirstNight } from '../bed-hold/take-beds.js';

/** A unit of the regions that are asked, as it stands for the nights. */
export interface AskedUnit extends UnitState {
  readonly unit: string;
  readonly shelter: string;
  readonly region: string;
  readonly wrongNight: boolean;
  /** A wall stands between its agency and her */
  readonly walled: boolean;
}

/** $1 regions, $2 first night or null, $3 nights, $4 whose walls apply or null */
const UNITS = `SELECT u.id AS unit, s.id AS shelter, s.region_code AS region, ${UNIT_STATE},
    n.starts < d.today OR n.starts > d.today + ${HORIZON} AS "wrongNight",
    EXISTS (SELECT FROM conflict_wall w WHERE w.victim_key = $4::uuid AND w.subject_kind = 'AGENCY' AND w.subject = s.agency) AS walled
  FROM shelter s JOIN unit u ON u.shelter_id = s.id ${nights('$2', '$3')} ${BED_COUNTS} WHERE s.region_code = ANY($1::text[]) AND ${HAS_BEDS} AND a.total > 0`;

/**
 * The units of some regions in which the nights are not wrong.
 * @throws Refusal INVALID, naming a region in which no shelter is, or the first night
 */
export async function askedUnits(
  manager: EntityManager,
  asked: { readonly regionCodes: readonly string[]; readonly from?: string | null; readonly nights: number },
  wallsOf: string | null,
): Promise<readonly AskedUnit[]> {
  const { regionCodes, from = null } = asked;
  const units = await rowsOf<AskedUnit>(manager, UNITS, [regionCodes, from, asked.nights, wallsOf]);
  const regions = new Set(units.map(({ region }) => region));
  for (const [at, code] of regionCodes.entries())
    if (!regions.has(code)) throw new Refusal(UserErrorCode.INVALID, UNKNOWN_REGION, ['regionCodes', String(at)]);
  const right = units.filter(({ wrongNight }) => !wrongNight);
  if (right.length === 0) throw wrongFirstNight();
  return right;
}

const UNKNOWN_REGION: Text = {
  en: 'There is no shelter in this region.',
  ru: 'В этом регионе нет приютов.',
  kk: 'Бұл өңірде баспана жоқ.',
};
