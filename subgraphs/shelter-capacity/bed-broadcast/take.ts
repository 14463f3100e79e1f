import type { EntityManager } from 'typeorm';
import { notWalled, Refusal, rowsOf, UserErrorCode } from '../../kit/index.js';
import { lockUnits } from '../bed-hold/unit-lock.js';
import { assertVersion, lockPlacement } from '../placement/locked.js';
import { notFound } from '../placement/reader.js';
import { PARTY } from '../placement/sql.js';
import { stateAfter } from '../placement/states.js';
import { offerFreed } from '../waiting-list/offer-freed.js';
import { ASKED, BROADCAST_STATE } from './sql.js';

/** $1 agency, $2 unit, $3 staff, $4 id of the offer */
const FIND = `SELECT p.broadcast_id AS broadcast FROM placement p WHERE p.id = $4::uuid AND ${PARTY}`;

/** $1 agency, $2 unit, $3 staff, $4 id */
const LOCK = `SELECT b.id FROM bed_broadcast b WHERE b.id = $4::uuid AND ${ASKED} AND ${notWalled('b.victim_key')} FOR UPDATE`;

/** Also of offers that have run out and that nobody has released. $1 id */
const OFFERED =
  "SELECT unit_id AS unit FROM placement WHERE broadcast_id = $1::uuid AND state = 'HELD' AND taken_at IS NULL";

/**
 * The shelter has screened what it offered; one that must speak with her first, and one whose beds the waiting list has offered, screens now.
 * $1 id, $2 agency, $3 staff, $4 whether it screens in any case
 */
const TAKE = `WITH took AS (
    UPDATE placement p SET taken_at = clock_timestamp(), version = p.version + 1,
      state = CASE WHEN a.screens THEN 'HELD' ELSE 'ACCEPTED' END,
      accepted_at = CASE WHEN a.screens THEN NULL ELSE clock_timestamp() END,
      held_until = CASE WHEN a.screens THEN clock_timestamp() + make_interval(mins => s.hold_minutes) ELSE p.held_until END
    FROM unit u JOIN shelter s ON s.id = u.shelter_id
      CROSS JOIN LATERAL (SELECT $4::boolean OR u.assessment_first OR u.season = 'OVERFLOW' AS screens) a
    WHERE p.id = $1::uuid AND u.id = p.unit_id RETURNING p.id, p.unit_id, p.during
  ) INSERT INTO placement_step (placement_id, step, agency, staff, unit_id, during, beds)
    SELECT id, 'TAKE', $2, $3, unit_id, during, ARRAY(SELECT bed_id FROM placement_bed b WHERE b.placement_id = took.id) FROM took`;

/** What else was offered. $1 request, $2 the offer that was taken or null, $3 agency, $4 staff; units whose beds are free again */
const RELEASE_OTHERS = `WITH released AS (
    UPDATE placement p SET state = 'RELEASED', version = p.version + 1
    WHERE p.broadcast_id = $1::uuid AND p.id IS DISTINCT FROM $2::uuid AND p.state = 'HELD' AND p.taken_at IS NULL RETURNING p.id, p.unit_id, p.during
  ) INSERT INTO placement_step (placement_id, step, agency, staff, unit_id, during, beds)
    SELECT id, 'RELEASE', $3, $4, unit_id, during, '{}' FROM released RETURNING unit_id AS unit`;

/**
 * Takes an offer, and releases in the same transaction all others of the same request. Locks are taken in the order request, units by their ids,
 * placement. Of two who take at once one gets it.
 * @throws Refusal NOT_FOUND, EXPIRED for an offer that has lapsed, WRONG_STATE, VERSION_CONFLICT
 */
export async function takeOffer(
  manager: EntityManager,
  requester: readonly unknown[],
  { holdId, expectedVersion }: { readonly holdId: string; readonly expectedVersion?: number | null },
): Promise<string> {
  const [agency, , staff] = requester;
  const [found] = await rowsOf<{ broadcast: string | null }>(manager, FIND, [...requester.slice(0, 3), holdId]);
  if (!found) throw notFound(['holdId']);
  const { broadcast } = found;
  const others = broadcast ? await lockBroadcast(manager, requester, broadcast) : [];
  const locked = await lockPlacement(manager, requester, holdId, others);
  stateAfter('take', locked.parties, locked.state);
  assertVersion(locked, expectedVersion);
  await rowsOf(manager, TAKE, [holdId, agency, staff, locked.waiting !== null]);
  if (!broadcast) return holdId;
  await rowsOf(manager, 'UPDATE bed_broadcast SET taken_at = clock_timestamp() WHERE id = $1::uuid', [broadcast]);
  await releaseOffers(manager, broadcast, holdId, [agency, staff]);
  return holdId;
}

/**
 * Calls a request off; what was offered is free again in the same transaction.
 * @throws Refusal NOT_FOUND, WRONG_STATE when it was taken or called off
 */
export async function cancelBroadcast(
  manager: EntityManager,
  requester: readonly unknown[],
  id: string,
): Promise<string> {
  const [agency, , staff] = requester;
  await lockUnits(manager, await lockBroadcast(manager, requester, id));
  const update = `UPDATE bed_broadcast b SET cancelled_at = clock_timestamp() WHERE b.id = $1::uuid AND ${BROADCAST_STATE} IN ('OPEN', 'CLOSED') RETURNING id`;
  if ((await rowsOf(manager, update, [id])).length === 0) throw isOver();
  await releaseOffers(manager, id, null, [agency, staff]);
  return id;
}

/** Locks the request, so that no offer comes any more; the units that have been offered. @throws Refusal NOT_FOUND */
async function lockBroadcast(manager: EntityManager, requester: readonly unknown[], id: string): Promise<string[]> {
  if ((await rowsOf(manager, LOCK, [...requester.slice(0, 3), id])).length === 0) throw notFound(['broadcastId']);
  return (await rowsOf<{ unit: string }>(manager, OFFERED, [id])).map((each) => each.unit);
}

async function releaseOffers(
  manager: EntityManager,
  broadcast: string,
  taken: string | null,
  [agency, staff]: readonly unknown[],
): Promise<void> {
  const freed = await rowsOf<{ unit: string }>(manager, RELEASE_OTHERS, [broadcast, taken, agency, staff]);
  await offerFreed(manager, ...new Set(freed.map(({ unit }) => unit)));
}

const isOver = (): Refusal =>
  new Refusal(
    UserErrorCode.WRONG_STATE,
    {
      en: 'The request is over already.',
      ru: 'Запрос уже закрыт.',
      kk: 'Сұраныс жабылып қойған.',
    },
    ['broadcastId'],
  );
