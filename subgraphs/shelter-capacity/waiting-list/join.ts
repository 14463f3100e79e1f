import type { EntityManager } from 'typeorm';
import { Refusal, type Requester, rowsOf, UserErrorCode } from '../../kit/index.js';
import { admission } from '../availability/admission.js';
import { askedUnits } from '../bed-broadcast/asked-units.js';
import { lockUnits } from '../bed-hold/unit-lock.js';
import { BedMisfit } from '../household/fit.js';
import { checkHousehold, householdOf } from '../household/household.js';
import { changedMeanwhile } from '../placement/locked.js';
import { notFound } from '../placement/reader.js';
import { offerFreed } from './offer-freed.js';
import { OWN, rankOf } from './own.js';
import type { BedWaitingListJoinInput } from './types.js';

/** Days for which an entry waits. */
const WAITS_DAYS = 14;
/** Units that are looked at for beds that are free already. */
const AT_ONCE = 3;

const INSERT = `INSERT INTO waiting_entry (region_codes, need, household, first_night, nights, sender_agency, sender_unit, sender_staff, victim_key, expires_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, clock_timestamp() + interval '${WAITS_DAYS} days') RETURNING id`;

/**
 * Puts a household on the waiting list of some regions; beds that are free already are offered at once, to whoever is first. Returns the id.
 * @throws Refusal INVALID for nights or a region in which no shelter is, NOT_AVAILABLE when no shelter there keeps a list for such a household
 */
export async function joinWaitingList(
  manager: EntityManager,
  sender: Requester,
  input: BedWaitingListJoinInput,
  wallsOf: string | null,
): Promise<string> {
  checkHousehold(input);
  const units = await askedUnits(manager, input, wallsOf);
  const possible = units.filter(
    (unit) =>
      unit.keepsWaitlist && !unit.walled && admission(input, unit).misfits.every((misfit) => PASSES.includes(misfit)),
  );
  if (possible.length === 0) throw noList();
  const { regionCodes, need, from = null, nights } = input;
  const [made] = await rowsOf<{ id: string }>(manager, INSERT, [
    ...[regionCodes, rankOf(need), JSON.stringify(householdOf(input)), from, nights],
    ...[sender.agency, sender.unit, sender.staff, wallsOf],
  ]);
  const free = possible.filter((unit) => admission(input, unit).misfits.length === 0).map(({ unit }) => unit);
  await offerFreed(manager, ...(await lockUnits(manager, free.slice(0, AT_ONCE))));
  return made!.id;
}

/** What passes by itself: she waits for it. */
const PASSES: readonly BedMisfit[] = [BedMisfit.NO_BEDS_FREE, BedMisfit.NOT_ADMITTING];

/** $1 entry */
const OFFERED =
  "SELECT unit_id AS unit FROM placement WHERE waiting_id = $1::uuid AND state = 'HELD' AND taken_at IS NULL";

/** $1 entry, $2 agency, $3 staff */
const RELEASE = `WITH released AS (
    UPDATE placement SET state = 'RELEASED', version = version + 1
    WHERE waiting_id = $1::uuid AND state = 'HELD' AND taken_at IS NULL RETURNING id, unit_id, during
  ) INSERT INTO placement_step (placement_id, step, agency, staff, unit_id, during, beds)
    SELECT id, 'RELEASE', $2, $3, unit_id, during, '{}' FROM released`;

/**
 * Takes an entry off the list; what is offered to it goes to the next in the same transaction. A place that was taken stays.
 * @throws Refusal NOT_FOUND, WRONG_STATE when it was taken off already, VERSION_CONFLICT when beds are offered to it at this very moment
 */
export async function leaveWaitingList(
  manager: EntityManager,
  requester: readonly unknown[],
  id: string,
): Promise<string> {
  const [agency, unit, staff] = requester;
  const own = [agency, unit, staff, id];
  const find = `SELECT w.cancelled_at IS NOT NULL AS gone FROM waiting_entry w WHERE w.id = $4::uuid AND ${OWN}`;
  if ((await rowsOf(manager, find, own)).length === 0) throw notFound(['entryId']);
  const offered = async () => (await rowsOf<{ unit: string }>(manager, OFFERED, [id])).map((each) => each.unit);
  const locked = await lockUnits(manager, await offered());
  await rowsOf(manager, 'SELECT FROM waiting_entry WHERE id = $1::uuid FOR UPDATE', [id]);
  const [entry] = await rowsOf<{ gone: boolean }>(manager, find, own);
  if (!entry) throw notFound(['entryId']);
  if (entry.gone) throw isOff();
  const units = await offered();
  if (!units.every((each) => locked.includes(each))) throw changedMeanwhile();
  await rowsOf(
    manager,
    'UPDATE waiting_entry SET cancelled_at = clock_timestamp(), ended_at = coalesce(ended_at, clock_timestamp()) WHERE id = $1::uuid',
    [id],
  );
  await rowsOf(manager, RELEASE, [id, agency, staff]);
  await offerFreed(manager, ...units);
  return id;
}

const noList = (): Refusal =>
  new Refusal(
    UserErrorCode.NOT_AVAILABLE,
    {
      en: 'No shelter in these regions keeps a waiting list for such a household.',
      ru: 'Ни один приют этих регионов не ведёт очередь для такой семьи.',
      kk: 'Бұл өңірлердегі бірде-бір баспана мұндай отбасы үшін кезек жүргізбейді.',
    },
    ['regionCodes'],
  );

const isOff = (): Refusal =>
  new Refusal(
    UserErrorCode.WRONG_STATE,
    { en: 'It is off the list already.', ru: 'Запись уже снята с очереди.', kk: 'Ол кезектен алынып қойған.' },
    ['entryId'],
  );
