import type { EntityManager } from 'typeorm';
import { Refusal, rowsOf, UserErrorCode } from '../../kit/index.js';
import { shelterDay } from '../availability/shelter-day.js';
import { assertVersion, type LockedPlacement, lockPlacement } from '../placement/locked.js';
import { stateAfter } from '../placement/states.js';
import { offerFreed } from '../waiting-list/offer-freed.js';

/** How far ahead a stay may end, in days. */
const LONGEST = 366;

/**
 * Until when the beds of a placement are free for it, when that is before the day it wants: the first night that somebody else has, or the end of
 * the unit's season. Null when they are free for all of the nights. $1 placement, $2 beds, $3 planned end, $4 wanted end, $5 unit
 */
const FREE_UNTIL = `SELECT $4::date > ${shelterDay()} + ${LONGEST} AS "tooFar", least(
    (SELECT min(greatest(lower(pb.during), $3::date)) FROM placement_bed pb
     WHERE pb.live AND pb.bed_id = ANY($2::uuid[]) AND pb.placement_id <> $1::uuid AND pb.during && daterange($3::date, $4::date)),
    CASE WHEN u.ends_on + 1 < $4::date THEN greatest(u.ends_on + 1, $3::date) END) AS "freeUntil"
  FROM unit u JOIN shelter s ON s.id = u.shelter_id WHERE u.id = $5::uuid`;

/** $1 placement, $2 end, $3 agency, $4 staff, $5 beds */
const EXTEND = `WITH moved AS (
    UPDATE placement p SET during = daterange(lower(p.during), $2::date), version = p.version + 1 WHERE p.id = $1::uuid
    RETURNING p.id, p.unit_id, p.during
  ) INSERT INTO placement_step (placement_id, step, agency, staff, unit_id, during, beds)
    SELECT id, 'EXTEND', $3, $4, unit_id, during, $5::uuid[] FROM moved`;

/**
 * Plans a stay, or one that is promised, until another day: a later one if its beds are free for all of the nights, or an earlier one, after which they are others'.
 * Asked again for the day that is planned, it does nothing.
 * @throws Refusal NOT_FOUND, WRONG_STATE, VERSION_CONFLICT, INVALID beyond a year or without a night that is left, NOT_AVAILABLE saying until when they are free
 */
export async function extend(
  manager: EntityManager,
  requester: readonly unknown[],
  request: { readonly holdId: string; readonly expectedVersion?: number | null; readonly until: string },
): Promise<string> {
  const [agency, , staff] = requester;
  const locked = await lockPlacement(manager, requester, request.holdId);
  stateAfter('extend', locked.parties, locked.state);
  const { until } = request;
  if (until === locked.until) return locked.id;
  assertVersion(locked, request.expectedVersion);
  // ISO dates compare as they lie
  if (until <= locked.today || until <= locked.from) throw noNightLeft();
  if (until > locked.until) await assertFree(manager, locked, until);
  await rowsOf(manager, EXTEND, [locked.id, until, agency, staff, locked.beds]);
  if (until < locked.until) await offerFreed(manager, locked.unit);
  return locked.id;
}

async function assertFree(manager: EntityManager, locked: LockedPlacement, until: string): Promise<void> {
  const [free] = await rowsOf<{ tooFar: boolean; freeUntil: string | null }>(manager, FREE_UNTIL, [
    ...[locked.id, locked.beds, locked.until, until, locked.unit],
  ]);
  if (free!.tooFar) throw tooFar();
  if (free!.freeUntil) throw freeOnlyUntil(free!.freeUntil);
}

const noNightLeft = (): Refusal =>
  new Refusal(
    UserErrorCode.INVALID,
    {
      en: 'This day leaves no night. When she has left, record the departure.',
      ru: 'К этому дню не остаётся ни одной ночи. Если она уехала, запишите отъезд.',
      kk: 'Бұл күнге дейін бірде-бір түн қалмайды. Кетіп қалған болса, кеткенін жазыңыз.',
    },
    ['until'],
  );

const freeOnlyUntil = (date: string): Refusal =>
  new Refusal(
    UserErrorCode.NOT_AVAILABLE,
    {
      en: `The beds are free for this household only until ${date}.`,
      ru: `Места свободны для этой семьи только до ${date}.`,
      kk: `Орындар бұл отбасы үшін тек ${date} дейін бос.`,
    },
    ['until'],
  );

const tooFar = (): Refusal =>
  new Refusal(
    UserErrorCode.INVALID,
    {
      en: 'A stay ends within a year from today.',
      ru: 'Срок проживания заканчивается не позже чем через год.',
      kk: 'Тұру мерзімі бүгіннен бастап бір жыл ішінде аяқталады.',
    },
    ['until'],
  );
