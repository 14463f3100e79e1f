import type { EntityManager } from 'typeorm';
import { Refusal, type Requester, rowsOf, UserErrorCode } from '../../kit/index.js';
import { bedsOf, doesNotFit, keepsOut, standingOf, takeBeds } from '../bed-hold/take-beds.js';
import { type NamedUnit, notOffered } from '../bed-search/offered-unit.js';
import { assertVersion, householdIn, type LockedPlacement, lockPlacement } from '../placement/locked.js';
import { PlacementState, stateAfter } from '../placement/states.js';
import { offerFreed } from '../waiting-list/offer-freed.js';

/** $1 placement, $2 unit, $3 first night there, $4 end */
const MOVE = `UPDATE placement p SET unit_id = $2::uuid, during = daterange($3::date, $4::date), version = p.version + 1,
    first_night = coalesce(p.first_night, lower(p.during)),
    in_unit_since = CASE WHEN p.state = 'ARRIVED' THEN clock_timestamp() END
  WHERE p.id = $1::uuid`;

/** $1 placement, $2 agency, $3 staff, $4 beds */
const SETTLE = `WITH moved AS (SELECT p.id, p.unit_id, p.live, p.during FROM placement p WHERE p.id = $1::uuid), taken AS (
    INSERT INTO placement_bed (placement_id, bed_id, unit_id, live, during)
    SELECT moved.id, bed, moved.unit_id, moved.live, moved.during FROM moved CROSS JOIN unnest($4::uuid[]) AS bed
  ) INSERT INTO placement_step (placement_id, step, agency, staff, unit_id, during, beds)
    SELECT id, 'TRANSFER', $2, $3, unit_id, during, $4::uuid[] FROM moved`;

export interface TransferRequest extends NamedUnit {
  readonly holdId: string;
  readonly expectedVersion?: number | null;
}

/**
 * Moves a stay, or one that is promised, to another unit. Within an agency the new beds are taken and the old ones freed in this transaction. At another
 * agency's shelter beds are held, and the stay goes on here until she arrives there; who has not arrived here is not sent on, as her escort is on the way. Returns the id of the placement: the same, or that of the hold.
 * @throws Refusal NOT_FOUND, EXPIRED, WRONG_STATE, VERSION_CONFLICT, INVALID for the unit in which it is, NOT_AVAILABLE with the reason in words
 */
export async function transfer(
  manager: EntityManager,
  sender: Requester,
  requester: readonly unknown[],
  request: TransferRequest,
): Promise<string> {
  const locked = await lockPlacement(manager, requester, request.holdId, [request.unit]);
  stateAfter('transfer', locked.parties, locked.state);
  assertVersion(locked, request.expectedVersion);
  const [to] = await rowsOf<{ agency: string }>(manager, 'SELECT agency FROM unit WHERE id = $1::uuid', [request.unit]);
  if (!to) throw notOffered();
  if (request.unit === locked.unit) throw thatUnit();
  return to.agency === locked.agency
    ? move(manager, sender, locked, request.unit)
    : holdElsewhere(manager, sender, locked, request);
}

async function move(manager: EntityManager, by: Requester, locked: LockedPlacement, unit: string): Promise<string> {
  const household = householdIn(locked);
  const standing = await standingOf(manager, { unit, from: firstNight(locked), nights: nightsLeft(locked) });
  const misfit = keepsOut(household, standing!, locked.agency);
  if (misfit) throw doesNotFit(misfit);
  const beds = bedsOf(standing!, household);
  await rowsOf(manager, 'DELETE FROM placement_bed WHERE placement_id = $1::uuid', [locked.id]);
  await rowsOf(manager, MOVE, [locked.id, unit, standing!.starts, standing!.ends]);
  await rowsOf(manager, SETTLE, [locked.id, by.agency, by.staff, beds]);
  await offerFreed(manager, locked.unit);
  return locked.id;
}

async function holdElsewhere(
  manager: EntityManager,
  sender: Requester,
  locked: LockedPlacement,
  { unit, offeredAt }: NamedUnit,
): Promise<string> {
  const under = 'SELECT FROM placement WHERE transfer_of = $1::uuid AND live';
  if (locked.state !== PlacementState.ARRIVED) throw notYetHere();
  if ((await rowsOf(manager, under, [locked.id])).length > 0) throw underWay();
  return takeBeds(manager, {
    ...{ unit, offeredAt, household: householdIn(locked), from: firstNight(locked), nights: nightsLeft(locked) },
    ...{ sender, by: sender, wallsOf: locked.victim ?? locked.wallsOf, transferOf: locked.id },
  });
}

/** A guest moves today; who is expected comes as planned. */
const firstNight = ({ state, from, today }: LockedPlacement): string | null =>
  state === PlacementState.ARRIVED || from < today ? null : from;

/** One at least: a guest whose planned end has passed is still there. All of them, however many: nobody's stay is cut by a move. */
function nightsLeft(locked: LockedPlacement): number {
  const from = firstNight(locked) ?? locked.today;
  return Math.max(1, (Date.parse(locked.until) - Date.parse(from)) / 86_400_000);
}

const thatUnit = (): Refusal =>
  new Refusal(
    UserErrorCode.INVALID,
    { en: 'She has her beds there already.', ru: 'Она уже там.', kk: 'Ол сол жерде тұр.' },
    ['unitId'],
  );

const underWay = (): Refusal =>
  new Refusal(
    UserErrorCode.WRONG_STATE,
    {
      en: 'Another shelter has been asked already. Release that hold first.',
      ru: 'Другой приют уже запрошен. Сначала освободите то место.',
      kk: 'Басқа баспанадан сұралып қойған. Алдымен сол орынды босатыңыз.',
    },
    ['holdId'],
  );

const notYetHere = (): Refusal =>
  new Refusal(
    UserErrorCode.WRONG_STATE,
    {
      en: 'She has not arrived yet. Tell who asked that she cannot come, and release the hold: another place is then looked for.',
      ru: 'Она ещё не прибыла. Сообщите тому, кто запросил место, и освободите его: тогда найдут другое.',
      kk: 'Ол әлі келген жоқ. Орын сұраған тарапқа хабарлап, орынды босатыңыз: сонда басқасы ізделеді.',
    },
    ['holdId'],
  );
