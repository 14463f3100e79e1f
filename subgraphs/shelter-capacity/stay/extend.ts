import type { EntityManager } from 'typeorm';
import { Refusal, rowsOf, UserErrorCode } from '../../kit/index.js';
import { shelterDay } from '../availability/shelter-day.js';
import { assertVersion, type LockedPlacement, lockPlacement } from '../placement/locked.js';
import { stateAfter } from '../placement/states.js';

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
  ), told AS (
    INSERT INTO placement_step (placement_id, step, agency, staff, unit_id, during, beds)
    SELECT id, 'EXTEND', $3, $4, unit_id, during, $5::uuid[] FROM moved
  ) UPDATE unit SET observed_at = clock_timestamp() FROM moved WHERE unit.id = moved.unit_id`;

/**
 * Adds nights to a stay, or to one that is promised, if its beds are free for all of them.
 * @throws Refusal NOT_FOUND, WRONG_STATE, VERSION_CONFLICT, INVALID beyond a year, NOT_AVAILABLE saying until when they are free
 */
export async function extend(
  manager: EntityManager,
  requester: readonly unknown[],
  request: { readonly holdId: string; readonly expectedVersion?: number | null; readonly nights: number },
): Promise<string> {
  const [agency, , staff] = requester;
  const locked = await lockPlacement(manager, requester, request.holdId);
  stateAfter('extend', locked.parties, locked.state);
  assertVersion(locked, request.expectedVersion);
  const wanted = endAfter(locked, request.nights);
  const [free] = await rowsOf<{ tooFar: boolean; freeUntil: string | null }>(manager, FREE_UNTIL, [
    ...[locked.id, locked.beds, locked.until, wanted, locked.unit],
  ]);
  if (free!.tooFar) throw tooFar();
  if (free!.freeUntil) throw freeOnlyUntil(free!.freeUntil);
  await rowsOf(manager, EXTEND, [locked.id, wanted, agency, staff, locked.beds]);
  return locked.id;
}

/** ISO dates compare as they lie. */
function endAfter({ until, today }: LockedPlacement, nights: number): string {
  const end = new Date(`${until > today ? until : today}T00:00:00Z`);
  end.setUTCDate(end.getUTCDate() + nights);
  return end.toISOString().slice(0, 10);
}

const freeOnlyUntil = (date: string): Refusal =>
  new Refusal(
    UserErrorCode.NOT_AVAILABLE,
    {
      en: `The beds are free for this household only until ${date}.`,
      ru: `Места свободны для этой семьи только до ${date}.`,
      kk: `Орындар бұл отбасы үшін тек ${date} дейін бос.`,
    },
    ['nights'],
  );

const tooFar = (): Refusal =>
  new Refusal(
    UserErrorCode.INVALID,
    {
      en: 'A stay ends within a year from today.',
      ru: 'Срок проживания заканчивается не позже чем через год.',
      kk: 'Тұру мерзімі бүгіннен бастап бір жыл ішінде аяқталады.',
    },
    ['nights'],
  );
