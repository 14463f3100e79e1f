import type { EntityManager } from 'typeorm';
import { Refusal, rowsOf, Statement, UserErrorCode } from '../../kit/index.js';
import { shelterDay } from '../availability/shelter-day.js';
import type { Household } from '../household/fit.js';
import { householdOf } from '../household/household.js';
import { offerFreed } from '../waiting-list/offer-freed.js';
import { bedsOnArrival } from './arrival.js';
import type { BedDeclineReason } from './decline.js';
import { assertVersion, type LockedPlacement, lockPlacement } from './locked.js';
import type { ShelterStaffRole } from './spoken-yes.js';
import { FREES, PlacementState, type PlacementStep, stateAfter } from './states.js';

export interface StepRequest {
  readonly holdId: string;
  readonly expectedVersion?: number | null;
  /** Internal key to link */
  readonly victim?: string | null;
  readonly guestReference?: string | null;
  readonly declineReason?: BedDeclineReason;
  /** Who came, when it is recorded */
  readonly came?: Household | null;
  readonly spoken?: { readonly role: ShelterStaffRole; readonly reference: string | null };
}

/** Steps of this file: those that change nights or units have files of their own. */
export type SimpleStep = Exclude<PlacementStep, 'take' | 'extend' | 'transfer' | 'nameGuest' | 'link'>;

const TOLD_AS: Readonly<Record<SimpleStep, string>> = {
  recordByPhone: 'RECORD_BY_PHONE',
  accept: 'ACCEPT',
  decline: 'DECLINE',
  arrive: 'ARRIVE',
  arriveInError: 'ARRIVE_IN_ERROR',
  depart: 'DEPART',
  departInError: 'DEPART_IN_ERROR',
  release: 'RELEASE',
  notWanted: 'NOT_WANTED',
};

/**
 * One step in the life of a placement, inside a transaction. `requester` holds the own record parameters ($1 agency, $2 unit, $3
 * staff, …): who is no party to it, or is walled off from its victim, finds nothing.
 * @throws Refusal NOT_FOUND, NOT_PERMITTED, WRONG_STATE, EXPIRED, VERSION_CONFLICT, NOT_AVAILABLE when her beds are not free as she arrives
 */
export async function takeStep(
  manager: EntityManager,
  requester: readonly unknown[],
  step: SimpleStep,
  request: StepRequest,
): Promise<string> {
  const locked = await lockPlacement(manager, requester, request.holdId);
  const state = stateAfter(step, locked.parties, locked.state);
  assertVersion(locked, request.expectedVersion);
  if (request.victim && locked.victim && request.victim !== locked.victim) throw linkedOtherwise();
  if (step === 'recordByPhone' && !locked.unanswered) throw notYet();
  const beds = await bedsAfter(manager, step, request, locked);
  const [agency, , staff] = requester;
  await MOVE_ON.rowsIn(manager, [
    ...[locked.id, state === PlacementState.ACCEPTED_BY_PHONE ? PlacementState.ACCEPTED : state],
    ...[request.victim ?? null, request.guestReference ?? null, request.declineReason ?? null],
    ...[locked.parties.includes('SHELTER'), TOLD_AS[step], agency, staff, beds],
    ...[request.spoken?.role ?? null, request.spoken?.reference ?? null],
    request.came ? JSON.stringify(householdOf(request.came)) : null,
  ]);
  await rowsOf(manager, TAKE_MORE, [locked.id, beds]);
  if (FREES.includes(step) || beds.length < locked.beds.length) await offerFreed(manager, locked.unit);
  if (locked.before && step === 'arrive') await endStay(manager, locked.before);
  return locked.id;
}

async function bedsAfter(
  manager: EntityManager,
  step: SimpleStep,
  request: StepRequest,
  locked: LockedPlacement,
): Promise<readonly string[]> {
  if (FREES.includes(step)) return [];
  if (step !== 'arrive' && step !== 'departInError') return locked.beds;
  if (locked.until <= locked.today) throw stayOver();
  const beds = await bedsOnArrival(manager, locked, request.came ?? null);
  const left = locked.beds.filter((bed) => !beds.includes(bed));
  if (left.length > 0)
    await rowsOf(manager, 'DELETE FROM placement_bed WHERE placement_id = $1 AND bed_id = ANY($2::uuid[])', [
      locked.id,
      left,
    ]);
  return beds;
}

/** She who comes before her first night has her beds from today. */
const MOVE_ON = new Statement(
  'shelter-capacity.move-on',
  `WITH moved AS (
    UPDATE placement p SET state = $2, version = p.version + 1,
      victim_key = coalesce(p.victim_key, $3::uuid), guest_reference = coalesce($4, p.guest_reference), decline_reason = $5,
      accepted_at = CASE WHEN $7 IN ('ACCEPT', 'ARRIVE') THEN coalesce(p.accepted_at, clock_timestamp()) ELSE p.accepted_at END,
      spoken_at = CASE WHEN $11::text IS NULL THEN p.spoken_at ELSE clock_timestamp() END,
      spoken_role = coalesce($11, p.spoken_role), spoken_reference = coalesce($12, p.spoken_reference),
      came = CASE $7 WHEN 'ARRIVE_IN_ERROR' THEN NULL ELSE coalesce($13::jsonb, p.came) END,
      arrived_at = CASE $7 WHEN 'ARRIVE' THEN clock_timestamp() WHEN 'ARRIVE_IN_ERROR' THEN NULL ELSE p.arrived_at END,
      in_unit_since = CASE $7 WHEN 'ARRIVE' THEN clock_timestamp() WHEN 'ARRIVE_IN_ERROR' THEN NULL ELSE p.in_unit_since END,
      arrived_version = CASE $7 WHEN 'ARRIVE' THEN p.version + 1 WHEN 'ARRIVE_IN_ERROR' THEN NULL ELSE p.arrived_version END,
      departed_at = CASE WHEN $2 = 'DEPARTED' THEN clock_timestamp() END,
      during = CASE WHEN $7 = 'ARRIVE'
        THEN daterange(least(lower(p.during), ${shelterDay()}), upper(p.during)) ELSE p.during END
    FROM unit u JOIN shelter s ON s.id = u.shelter_id WHERE p.id = $1::uuid AND u.id = p.unit_id
    RETURNING p.id, p.unit_id, p.during
  ), told AS (
    INSERT INTO placement_step (placement_id, step, agency, staff, unit_id, during, beds)
    SELECT id, $7, $8, $9, unit_id, during, $10::uuid[] FROM moved
  ) UPDATE unit SET observed_at = clock_timestamp() FROM moved WHERE unit.id = moved.unit_id AND $6::boolean`,
);

/** Beds that it did not have before. $1 placement, $2 beds */
const TAKE_MORE = `INSERT INTO placement_bed (placement_id, bed_id, unit_id, live, during)
  SELECT p.id, bed, p.unit_id, p.live, p.during FROM placement p CROSS JOIN unnest($2::uuid[]) AS bed
  WHERE p.id = $1::uuid ON CONFLICT (placement_id, bed_id) DO NOTHING`;

/** The stay that another shelter has taken over: she sleeps there until she arrives at the other one, and has her beds until then. $1 placement */
const END = `WITH ended AS (
    UPDATE placement SET state = CASE state WHEN 'ARRIVED' THEN 'DEPARTED' ELSE 'RELEASED' END, version = version + 1,
      departed_at = CASE state WHEN 'ARRIVED' THEN clock_timestamp() END
    WHERE id = $1::uuid AND live RETURNING id, unit_id, during
  ) INSERT INTO placement_step (placement_id, step, unit_id, during, beds) SELECT id, 'TRANSFER', unit_id, during, '{}' FROM ended`;

async function endStay(manager: EntityManager, { id, unit }: { id: string; unit: string }): Promise<void> {
  await rowsOf(manager, END, [id]);
  await offerFreed(manager, unit);
}

export const linkedOtherwise = (): Refusal =>
  new Refusal(
    UserErrorCode.WRONG_STATE,
    {
      en: 'It is linked with another record already.',
      ru: 'Место уже связано с другой записью.',
      kk: 'Орын басқа жазбамен байланыстырылған.',
    },
    ['victimId'],
  );

const notYet = (): Refusal =>
  new Refusal(
    UserErrorCode.WRONG_STATE,
    {
      en: 'The shelter has five minutes to answer by itself. Telephone it after that.',
      ru: 'У приюта есть пять минут, чтобы ответить самому. Позвоните после этого.',
      kk: 'Баспананың өзі жауап беруіне бес минут беріледі. Содан кейін телефон соғыңыз.',
    },
    ['holdId'],
  );

const stayOver = (): Refusal =>
  new Refusal(
    UserErrorCode.EXPIRED,
    {
      en: 'The planned stay is over; its beds may have been given to others. Hold them anew.',
      ru: 'Запланированный срок прошёл, места могли быть отданы другим. Удержите их заново.',
      kk: 'Жоспарланған мерзім өтті, орындар басқаларға берілген болуы мүмкін. Жаңадан ұстаңыз.',
    },
    ['holdId'],
  );
