import type { EntityManager } from 'typeorm';
import { Refusal, type Requester, rowsOf, UserErrorCode } from '../../kit/index.js';
import { admission, type UnitState } from '../availability/admission.js';
import { BED_COUNTS, FREE_BEDS, nights, UNIT_STATE } from '../availability/sql.js';
import { BedMisfit, bedsNeeded, type Household } from '../household/fit.js';
import { MISFIT_WORDS } from '../household/words.js';
import { notFound } from '../placement/reader.js';
import { lockUnit } from './unit-lock.js';

export interface HoldRequest extends Household {
  readonly unitId: string;
  /** First night in the shelter's zone; tonight when left out */
  readonly from?: string | null;
  readonly nights: number;
}

interface Standing extends UnitState {
  readonly starts: string;
  readonly ends: string;
  readonly past: boolean;
  readonly tooFar: boolean;
  readonly free: string[];
  readonly holdMinutes: number;
}

/** How far ahead a first night may lie, in days. */
const HORIZON = 180;

/** $1 unit, $2 first night or null, $3 nights */
const STANDING = `SELECT ${UNIT_STATE}, n.starts, n.ends, n.starts < d.today AS past, n.starts > d.today + ${HORIZON} AS "tooFar",
    ${FREE_BEDS} AS free, s.hold_minutes AS "holdMinutes"
  FROM shelter s JOIN unit u ON u.shelter_id = s.id ${nights('$2', '$3')} ${BED_COUNTS} WHERE u.id = $1`;

const INSERT = `WITH held AS (
    INSERT INTO placement (unit_id, agency, state, during, held_until, adults, children_count, sender_agency, sender_unit, sender_staff)
    SELECT u.id, u.agency, 'HELD', daterange($2::date, $3::date), clock_timestamp() + make_interval(mins => $4::int), $5, $6, $7, $8, $9
    FROM unit u WHERE u.id = $1
    RETURNING id, unit_id, live, during
  ), taken AS (
    INSERT INTO placement_bed (placement_id, bed_id, unit_id, live, during)
    SELECT held.id, bed, held.unit_id, held.live, held.during FROM held CROSS JOIN unnest($10::uuid[]) AS bed
  ) SELECT id FROM held`;

/**
 * Holds beds of a unit for a household: as many as it needs, or all of an exclusive unit. Inside a transaction; of any number of
 * claimants for the last bed one gets it and the others a refusal. Returns the id of the placement.
 * @throws Refusal NOT_FOUND, INVALID, NOT_AVAILABLE with the reason in words
 */
export async function holdBeds(manager: EntityManager, sender: Requester, request: HoldRequest): Promise<string> {
  const { unitId, adults, children } = request;
  if (!(await lockUnit(manager, unitId))) throw notFound(['unitId']);
  const [unit] = await rowsOf<Standing>(manager, STANDING, [unitId, request.from ?? null, request.nights]);
  if (!unit) throw notFound(['unitId']);
  if (unit.past || unit.tooFar) throw wrongFirstNight();
  const [misfit] = admission(request, unit).misfits;
  if (misfit) throw doesNotFit(misfit);
  const beds = unit.exclusive ? unit.free : unit.free.slice(0, bedsNeeded(request));
  const [held] = await rowsOf<{ id: string }>(manager, INSERT, [
    unitId,
    unit.starts,
    unit.ends,
    unit.holdMinutes,
    adults,
    children.length,
    sender.agency,
    sender.unit,
    sender.staff,
    beds,
  ]);
  return held!.id;
}

const doesNotFit = (misfit: BedMisfit): Refusal =>
  new Refusal(UserErrorCode.NOT_AVAILABLE, MISFIT_WORDS[misfit], ['unitId']);

const wrongFirstNight = (): Refusal =>
  new Refusal(
    UserErrorCode.INVALID,
    {
      en: `The first night lies in the past or more than ${HORIZON} days ahead.`,
      ru: `Первая ночь в прошлом или позже чем через ${HORIZON} дней.`,
      kk: `Алғашқы түн өткен күнде немесе ${HORIZON} күннен кейін.`,
    },
    ['from'],
  );
