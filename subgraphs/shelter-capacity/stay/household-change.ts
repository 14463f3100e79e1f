import { isDeepStrictEqual } from 'node:util';
import type { EntityManager } from 'typeorm';
import { Refusal, Refusals, rowsOf, UserErrorCode } from '../../kit/index.js';
import { type Standing, standingOf } from '../bed-hold/take-beds.js';
import { BedMisfit, bedsNeeded, type Household, misfits } from '../household/fit.js';
import { asBefore, householdOf } from '../household/household.js';
import { MISFIT_WORDS } from '../household/words.js';
import { assertVersion, householdIn, type LockedPlacement, lockPlacement } from '../placement/locked.js';
import { stateAfter } from '../placement/states.js';
import { TAKE_MORE } from '../placement/transition.js';
import { offerFreed } from '../waiting-list/offer-freed.js';

/** $1 placement, $2 beds that it has no more */
const GIVE_BACK = 'DELETE FROM placement_bed WHERE placement_id = $1::uuid AND bed_id = ANY($2::uuid[])';

/** $1 placement, $2 household, $3 agency, $4 staff, $5 beds */
const CHANGE = `WITH changed AS (
    UPDATE placement p SET came = $2::jsonb, version = p.version + 1 WHERE p.id = $1::uuid RETURNING p.id, p.unit_id, p.during
  ) INSERT INTO placement_step (placement_id, step, agency, staff, unit_id, during, beds, household)
    SELECT id, 'HOUSEHOLD', $3, $4, unit_id, during, $5::uuid[], $2::jsonb FROM changed`;

/**
 * Records that others are there than before, or are expected: somebody has come or gone in the middle of a stay. Beds of a shared unit are taken for who came, if they are
 * free for all of the nights, and given back of who went. Asked again for the household that is there, it does nothing.
 * @throws Refusal NOT_FOUND, NOT_PERMITTED, WRONG_STATE, VERSION_CONFLICT, EXPIRED when further beds are needed of a stay that is over, NOT_AVAILABLE naming each field that does not fit
 */
export async function changeHousehold(
  manager: EntityManager,
  requester: readonly unknown[],
  request: { readonly holdId: string; readonly expectedVersion?: number | null; readonly household: Household },
): Promise<string> {
  const [agency, , staff] = requester;
  const locked = await lockPlacement(manager, requester, request.holdId);
  stateAfter('changeHousehold', locked.parties, locked.state);
  const before = householdIn(locked);
  const household = asBefore(request.household, before);
  if (isDeepStrictEqual(household, householdOf(before))) return locked.id;
  assertVersion(locked, request.expectedVersion);
  const { unit, from, until } = locked;
  const nights = (Date.parse(until) - Date.parse(from)) / 86_400_000;
  const standing = await standingOf(manager, { unit, from, nights });
  assertFits(household, before, standing!);
  const beds = standing!.exclusive ? locked.beds : bedsFor(household, before, standing!, locked);
  await rowsOf(manager, GIVE_BACK, [locked.id, locked.beds.filter((bed) => !beds.includes(bed))]);
  await rowsOf(manager, CHANGE, [locked.id, JSON.stringify(household), agency, staff, beds]);
  await rowsOf(manager, TAKE_MORE, [locked.id, beds]);
  if (beds.length < locked.beds.length) await offerFreed(manager, unit);
  return locked.id;
}

/** Nobody has come. */
function onlyFewer(household: Household, before: Household): boolean {
  const like = ({ children }: Household, { age, sex }: Household['children'][number]): number =>
    children.filter((child) => child.age === age && child.sex === sex).length;
  return (
    household.adults <= before.adults &&
    household.adultMen <= before.adultMen &&
    (before.wheelchair || !household.wheelchair) &&
    (before.pets || !household.pets) &&
    household.children.every((child) => like(household, child) <= like(before, child))
  );
}

/** Who has gone has gone, whatever the unit is for; and what the house has taken in as an exception keeps nobody else from coming. */
function assertFits(household: Household, before: Household, unit: Standing): void {
  if (onlyFewer(household, before)) return;
  const known = misfits(before, unit);
  const more = bedsNeeded(household) > bedsNeeded(before);
  const faults = misfits(household, unit).filter(
    (misfit) => !known.includes(misfit) || (misfit === BedMisfit.TOO_FEW_BEDS && more),
  );
  if (faults.length > 0) throw new Refusals(faults.map(doesNotFit));
}

/** Its own first. Who has slept in a cot until now has one still; whoever comes has a bed. */
function bedsFor(
  household: Household,
  before: Household,
  { free }: Standing,
  { beds: own, until, today }: LockedPlacement,
): readonly string[] {
  const needed = bedsNeeded(household);
  const cots = Math.max(0, bedsNeeded(before) - own.length);
  // beyond its planned end nothing is known to be free for it
  const further = until > today ? free : [];
  const beds = [...own, ...further].slice(0, needed);
  if (beds.length >= needed - cots) return beds;
  throw until > today ? doesNotFit(BedMisfit.NO_BEDS_FREE) : stayOver();
}

/** The field of a household that does not fit; the whole of it, where there are too many of them. */
const FIELD: Readonly<Partial<Record<BedMisfit, keyof Household>>> = {
  [BedMisfit.HOUSEHOLD_TYPE]: 'children',
  [BedMisfit.BOY_TOO_OLD]: 'children',
  [BedMisfit.GIRL_TOO_OLD]: 'children',
  [BedMisfit.CHILD_TOO_YOUNG]: 'children',
  [BedMisfit.ADULT_TOO_YOUNG]: 'adults',
  [BedMisfit.MEN_NOT_TAKEN]: 'adultMen',
  [BedMisfit.NO_WHEELCHAIR_ACCESS]: 'wheelchair',
  [BedMisfit.NO_PETS]: 'pets',
  [BedMisfit.NO_COMMON_LANGUAGE]: 'languages',
};

function doesNotFit(misfit: BedMisfit): Refusal {
  const words = MISFIT_WORDS[misfit];
  const field = FIELD[misfit];
  return new Refusal(
    UserErrorCode.NOT_AVAILABLE,
    {
      en: `${words.en} Move the stay to a unit that takes them first.`,
      ru: `${words.ru} Сначала переведите её в помещение, которое им подходит.`,
      kk: `${words.kk} Алдымен оны оларға сай бөлмеге ауыстырыңыз.`,
    },
    ['household', ...(field ? [field] : [])],
  );
}

const stayOver = (): Refusal =>
  new Refusal(
    UserErrorCode.EXPIRED,
    {
      en: 'The planned stay is over, so it has no further beds. Extend it first.',
      ru: 'Запланированный срок прошёл, дополнительных мест нет. Сначала продлите его.',
      kk: 'Жоспарланған мерзім өтті, қосымша орын жоқ. Алдымен оны ұзартыңыз.',
    },
    ['household'],
  );
