import type { EntityManager } from 'typeorm';
import { Refusal, type Requester, rowsOf, UserErrorCode } from '../../kit/index.js';
import { admission } from '../availability/admission.js';
import { BedMisfit } from '../household/fit.js';
import { checkHousehold, householdOf } from '../household/household.js';
import type { HouseholdAndNights } from '../household/types.js';
import { type AskedUnit, askedUnits } from './asked-units.js';

/** Minutes in which shelters may offer. */
const DEADLINE_MINUTES = 30;

const INSERT = `WITH asked AS (
    INSERT INTO bed_broadcast (region_codes, household, first_night, nights, sender_agency, sender_unit, sender_staff, victim_key, deadline_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, clock_timestamp() + interval '${DEADLINE_MINUTES} minutes') RETURNING id, deadline_at
  ), sent AS (
    INSERT INTO bed_broadcast_shelter (broadcast_id, shelter_id, agency, deadline_at)
    SELECT asked.id, s.id, s.agency, asked.deadline_at FROM asked CROSS JOIN shelter s WHERE s.id = ANY($9::uuid[])
  ) SELECT id FROM asked`;

/**
 * Sends one request to every shelter of the regions that has a unit for such a household, whether its beds are free at this moment or not: it may
 * know of one that will be. None behind a wall is asked. Returns the id.
 * @throws Refusal INVALID for nights or a region in which no shelter is, NOT_AVAILABLE when none of them takes such a household
 */
export async function broadcast(
  manager: EntityManager,
  sender: Requester,
  request: HouseholdAndNights & { readonly regionCodes: readonly string[] },
  wallsOf: string | null,
): Promise<string> {
  checkHousehold(request);
  const { from = null, regionCodes } = request;
  const units = await askedUnits(manager, request, wallsOf);
  const shelters = units.filter((unit) => !unit.walled && takesSuch(request, unit));
  if (shelters.length === 0) throw nobodyToAsk();
  const [made] = await rowsOf<{ id: string }>(manager, INSERT, [
    ...[regionCodes, JSON.stringify(householdOf(request)), from, request.nights],
    ...[sender.agency, sender.unit, sender.staff, wallsOf],
    [...new Set(shelters.map(({ shelter }) => shelter))],
  ]);
  return made!.id;
}

const takesSuch = (request: HouseholdAndNights, unit: AskedUnit): boolean =>
  admission(request, unit).misfits.every((misfit) => misfit === BedMisfit.NO_BEDS_FREE);

const nobodyToAsk = (): Refusal =>
  new Refusal(
    UserErrorCode.NOT_AVAILABLE,
    {
      en: 'No shelter in these regions takes such a household for these nights. Ask in other regions.',
      ru: 'Ни один приют этих регионов не принимает такую семью на эти ночи. Спросите в других регионах.',
      kk: 'Бұл өңірлердегі бірде-бір баспана мұндай отбасын осы түндерге қабылдамайды. Басқа өңірлерден сұраңыз.',
    },
    ['regionCodes'],
  );
