import type { EntityManager } from 'typeorm';
import { Refusal, Statement, UserErrorCode } from '../../kit/index.js';
import { admission, type UnitState } from '../availability/admission.js';
import { BED_COUNTS, FREE_BEDS, nights, UNIT_STATE } from '../availability/sql.js';
import { notOffered, OFFERED_FOR, offerOver } from '../bed-search/offered-unit.js';
import { BedMisfit, bedsNeeded, type Household } from '../household/fit.js';
import { householdOf } from '../household/household.js';
import { MISFIT_WORDS } from '../household/words.js';
import { wallsBefore } from '../placement/walls.js';

/** Who takes beds, of which unit, for whom and how. The unit is locked. */
export interface Taking {
  readonly unit: string;
  readonly household: Household;
  /** First night in the shelter's zone; tonight when left out */
  readonly from?: string | null;
  readonly nights: number;
  /** When a search offered the unit to its sender; null when that named it by its id; left out when nobody named one */
  readonly offeredAt?: Date | null;
  /** For whom they are held */
  readonly sender: { readonly agency: string; readonly unit: string | null; readonly staff: string };
  /** Who did it; null for nobody in particular */
  readonly by: { readonly agency: string; readonly staff: string } | null;
  /** Internal key of her whose walls apply, with those of everybody behind whose walls what came before it is; nobody is told */
  readonly wallsOf?: string | null;
  readonly broadcast?: string;
  readonly waiting?: string;
  /** The stay that ends when she arrives here */
  readonly transferOf?: string;
  /** Until when at least; the shelter's hold time when left out */
  readonly until?: { readonly instant?: Date; readonly minutes: number };
}

/** A unit as it stands for the nights asked for. */
export interface Standing extends UnitState {
  readonly starts: string;
  readonly ends: string;
  readonly past: boolean;
  readonly tooFar: boolean;
  readonly free: string[];
  readonly holdMinutes: number;
  /** A wall stands between the shelter's agency and her */
  readonly walled: boolean;
  readonly agency: string;
  /** It has no beds on the hub */
  readonly viewOnly: boolean;
  /** It was offered too long ago, or she whom its sender's unit has held it for since has arrived */
  readonly offerOver: boolean | null;
}

/** How far ahead a first night may lie, in days. */
export const HORIZON = 180;

/**
 * An offer is over when she who was held those beds has arrived, whoever of the sender's unit has held them, as they see one another's holds: tried again it would tell when she leaves.
 * $1 unit, $2 first night or null, $3 nights, $4 whose walls apply or null, $5 when it was offered or null, $6 to which agency and $7 unit of it, $8 the stay that it goes on from or null,
 * $9 the entry of a waiting list or null
 */
const STANDING = new Statement<Standing>(
  'shelter-capacity.standing',
  `SELECT ${UNIT_STATE}, n.starts, n.ends, n.starts < d.today AS past, n.starts > d.today + ${HORIZON} AS "tooFar",
    ${FREE_BEDS} AS free, s.hold_minutes AS "holdMinutes", u.agency, s.participation = 'VIEW_ONLY' AS "viewOnly",
    EXISTS (SELECT FROM conflict_wall w WHERE w.victim_key = ANY (ARRAY[$4::uuid] || ARRAY(SELECT key FROM ${wallsBefore('$8::uuid', '$9::uuid')} earlier))
      AND w.subject_kind = 'AGENCY' AND w.subject = u.agency) AS walled,
    $5::timestamptz < clock_timestamp() - interval '${OFFERED_FOR}' OR EXISTS (SELECT FROM placement p WHERE p.sender_agency = $6::text
      AND coalesce(p.sender_unit, '') = coalesce($7::text, '') AND p.created_at > $5::timestamptz AND p.asked_unit = u.id AND p.arrived_at IS NOT NULL) AS "offerOver"
  FROM shelter s JOIN unit u ON u.shelter_id = s.id ${nights('$2', '$3')} ${BED_COUNTS} WHERE u.id = $1`,
);

const HOLD = new Statement<{ readonly id: string }>(
  'shelter-capacity.hold',
  `WITH held AS (
    INSERT INTO placement (unit_id, agency, state, during, held_until, adults, children_count, household, sender_agency, sender_unit, sender_staff,
      walls_of, broadcast_id, waiting_id, transfer_of, asked_unit, asked)
    SELECT u.id, u.agency, 'HELD', daterange($2::date, $3::date),
      greatest($4::timestamptz, clock_timestamp() + make_interval(mins => $5::int)), ($6::jsonb->>'adults')::int,
      jsonb_array_length($6::jsonb->'children'), $6::jsonb, $7, $8, $9, $10::uuid, $11::uuid, $12::uuid, $13::uuid, u.id, daterange($2::date, $3::date)
    FROM unit u WHERE u.id = $1
    RETURNING id, unit_id, live, during
  ), taken AS (
    INSERT INTO placement_bed (placement_id, bed_id, unit_id, live, during)
    SELECT held.id, bed, held.unit_id, held.live, held.during FROM held CROSS JOIN unnest($14::uuid[]) AS bed
  ), walled AS (
    INSERT INTO placement_unlinked (id, placement_id, victim_key, agency)
    SELECT gen_random_uuid(), held.id, earlier.key, earlier.agency FROM held CROSS JOIN ${wallsBefore('$13::uuid', '$12::uuid')} earlier
    WHERE earlier.key IS DISTINCT FROM $10::uuid
  ), told AS (
    INSERT INTO placement_step (placement_id, step, agency, staff, unit_id, during, beds)
    SELECT id, $15, $16, $17, unit_id, during, $14::uuid[] FROM held
  ) SELECT id FROM held`,
);

/**
 * Why a household cannot have beds of a unit. What a house says to newcomers is not said to its own desk: who sleeps there already, or stands at the door, is entered
 * also when it is full or closed, without opening it to the whole country.
 */
export const keepsOut = (household: Household, unit: Standing, sender: string): BedMisfit | undefined =>
  admission(household, unit).misfits.find(
    (each) => each !== BedMisfit.NOT_ADMITTING || unit.viewOnly || sender !== unit.agency,
  );

/**
 * Holds beds of a locked unit: as many as the household needs, or all of an exclusive unit. Returns the id of the placement.
 * @throws Refusal NOT_FOUND, EXPIRED, INVALID, NOT_AVAILABLE with the reason in words; a wall is told as beds that are not free
 */
export async function takeBeds(manager: EntityManager, taking: Taking): Promise<string> {
  const unit = await standingOf(manager, taking);
  if (!unit || (taking.offeredAt === null && unit.agency !== taking.sender.agency)) throw notOffered();
  if (unit.offerOver) throw offerOver();
  if (unit.past || unit.tooFar) throw wrongFirstNight();
  const misfit = keepsOut(taking.household, unit, taking.sender.agency);
  if (misfit) throw doesNotFit(misfit);
  if (unit.walled) throw doesNotFit(BedMisfit.NO_BEDS_FREE);
  return insert(manager, taking, unit);
}

/** The same, but null for whatever keeps the household out: for offers that nobody asked for at this moment. */
export async function takeBedsIfTheyFit(manager: EntityManager, taking: Taking): Promise<string | null> {
  const unit = await standingOf(manager, taking);
  if (!unit || unit.past || unit.tooFar || unit.walled || admission(taking.household, unit).misfits.length > 0)
    return null;
  return insert(manager, taking, unit);
}

/** A locked unit as it stands for the nights; undefined when there is none. */
export async function standingOf(
  manager: EntityManager,
  taking: Pick<Taking, 'unit' | 'from' | 'nights' | 'wallsOf'> & Partial<Taking>,
): Promise<Standing | undefined> {
  const { sender } = taking;
  const asked = [
    ...[taking.unit, taking.from ?? null, taking.nights, taking.wallsOf ?? null],
    ...[taking.offeredAt ?? null, sender?.agency ?? null, sender?.unit ?? null],
    ...[taking.transferOf ?? null, taking.waiting ?? null],
  ];
  return (await STANDING.rowsIn(manager, asked))[0];
}

async function insert(manager: EntityManager, taking: Taking, unit: Standing): Promise<string> {
  const { household, sender, by, until } = taking;
  const [held] = await HOLD.rowsIn(manager, [
    ...[taking.unit, unit.starts, unit.ends, until?.instant ?? null, until?.minutes ?? unit.holdMinutes],
    ...[JSON.stringify(householdOf(household)), sender.agency, sender.unit, sender.staff, taking.wallsOf ?? null],
    ...[taking.broadcast ?? null, taking.waiting ?? null, taking.transferOf ?? null],
    bedsOf(unit, household),
    ...[taking.broadcast || taking.waiting ? 'OFFER' : 'HOLD', by?.agency ?? null, by?.staff ?? null],
  ]);
  return held!.id;
}

/** The beds that a household gets in a unit that has enough. */
export const bedsOf = (unit: Standing, household: Household): readonly string[] =>
  unit.exclusive ? unit.free : unit.free.slice(0, bedsNeeded(household));

export const doesNotFit = (misfit: BedMisfit, field = 'unitId'): Refusal =>
  new Refusal(UserErrorCode.NOT_AVAILABLE, MISFIT_WORDS[misfit], [field]);

export const wrongFirstNight = (): Refusal =>
  new Refusal(
    UserErrorCode.INVALID,
    {
      en: `The first night lies in the past or more than ${HORIZON} days ahead.`,
      ru: `Первая ночь в прошлом или позже чем через ${HORIZON} дней.`,
      kk: `Алғашқы түн өткен күнде немесе ${HORIZON} күннен кейін.`,
    },
    ['from'],
  );
