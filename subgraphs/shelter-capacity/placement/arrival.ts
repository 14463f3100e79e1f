import type { EntityManager } from 'typeorm';
import { rowsOf } from '../../kit/index.js';
import { today } from '../availability/shelter-day.js';
import { freeBeds } from '../availability/sql.js';
import { doesNotFit } from '../bed-hold/take-beds.js';
import { BedMisfit, bedsNeeded, type Household } from '../household/fit.js';
import type { LockedPlacement } from './locked.js';

/** The beds of its unit that nobody else has from today, or from its first night if that was before. $1 placement */
const FREE = `SELECT u.exclusive, ${freeBeds('own.id')} AS free
  FROM placement own JOIN unit u ON u.id = own.unit_id JOIN shelter s ON s.id = u.shelter_id
  ${today()}
  CROSS JOIN LATERAL (SELECT least(lower(own.during), d.today) AS starts, upper(own.during) AS ends) n WHERE own.id = $1::uuid`;

/**
 * The beds that a household has from its arrival: its own, or others of the unit in place of one in which a guest still sleeps whose stay was to
 * have ended. When more came than were expected, further free ones as far as there are any (a cot is the shelter's to add); when fewer came, no
 * more than they need. An exclusive unit is had whole.
 * @throws Refusal NOT_AVAILABLE when there are fewer than were promised and are needed
 */
export async function bedsOnArrival(
  manager: EntityManager,
  placement: LockedPlacement,
  came: Household | null,
): Promise<readonly string[]> {
  const [unit] = await rowsOf<{ exclusive: boolean; free: string[] }>(manager, FREE, [placement.id]);
  const { exclusive, free } = unit!;
  const wanted = exclusive || !came ? placement.beds.length : bedsNeeded(came);
  const own = placement.beds.filter((bed) => free.includes(bed));
  const beds = [...own, ...free.filter((bed) => !own.includes(bed))].slice(0, wanted);
  const enough = exclusive ? own.length : beds.length;
  if (enough < Math.min(wanted, placement.beds.length)) throw doesNotFit(BedMisfit.NO_BEDS_FREE, 'holdId');
  return beds;
}
