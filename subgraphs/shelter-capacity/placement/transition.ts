import type { EntityManager } from 'typeorm';
import { Refusal, rowsOf, Statement, UserErrorCode } from '../../kit/index.js';
import { shelterDay } from '../availability/shelter-day.js';
import type { Household } from '../household/fit.js';
import { asBefore } from '../household/household.js';
import { offerFreed } from '../waiting-list/offer-freed.js';
import { bedsOnArrival } from './arrival.js';
import type { BedDeclineReason } from './decline.js';
import { assertVersion, householdIn, type LockedPlacement, lockPlacement } from './locked.js';
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
export type SimpleStep = Exclude<
  PlacementStep,
  'take' | 'extend' | 'transfer' | 'changeHousehold' | 'nameGuest' | 'link' | 'unlink'
>;

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
  if (step === 'arriveInError' && locked.victim) throw onHerRecord();
  if (step === 'departInError' && (await rowsOf(manager, GONE_ON, [locked.id])).length > 0) throw takenInElsewhere();
  const came =
    step === 'arriveInError'
      ? await expectedBefore(manager, locked.id)
      : request.came && asBefore(request.came, householdIn(locked));
  const asked = { ...request, came };
  const beds = await bedsAfter(manager, step, asked, locked);
  const [agency, , staff] = requester;
  await MOVE_ON.rowsIn(manager, [
    ...[locked.id, state === PlacementState.ACCEPTED_BY_PHONE ? PlacementState.ACCEPTED : state],
    ...[request.victim ?? null, request.guestReference ?? null, request.declineReason ?? null],
    ...[TOLD_AS[step], agency, staff, beds],
    ...[request.spoken?.role ?? null, request.spoken?.reference ?? null],
    came ? JSON.stringify(came) : null,
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
  if (step !== 'arrive' && step !== 'arriveInError' && step !== 'departInError') return locked.beds;
  if (step !== 'arriveInError' && locked.until <= locked.today) throw stayOver();
  // who is expected again has the beds that were promised, as far as nobody else has them
  const household = request.came ?? (step === 'arriveInError' ? locked.household : null);
  const beds = await bedsOnArrival(manager, locked, household);
  const left = locked.beds.filter((bed) => !beds.includes(bed));
  if (left.length > 0)
    await rowsOf(manager, 'DELETE FROM placement_bed WHERE placement_id = $1 AND bed_id = ANY($2::uuid[])', [
      locked.id,
      left,
    ]);
  return beds;
}

/** The first night that was planned when she was said to have arrived. */
const NIGHT_BEFORE_ARRIVAL = `(SELECT lower(b.during) FROM placement_step b WHERE b.placement_id = p.id
  AND b.id < (SELECT max(a.id) FROM placement_step a WHERE a.placement_id = p.id AND a.step = 'ARRIVE') ORDER BY b.id DESC LIMIT 1)`;

/** Who was expected last, where they were others than those asked for: what was changed while she was said to be there is of that time alone. $1 placement */
const EXPECTED = `SELECT c.household FROM placement_step c WHERE c.placement_id = $1::uuid AND c.step = 'HOUSEHOLD'
  AND 'ARRIVE' IS DISTINCT FROM (SELECT b.step FROM placement_step b WHERE b.placement_id = c.placement_id AND b.id < c.id
    AND b.step IN ('ARRIVE', 'ARRIVE_IN_ERROR') ORDER BY b.id DESC LIMIT 1)
  ORDER BY c.id DESC LIMIT 1`;

const expectedBefore = async (manager: EntityManager, id: string): Promise<Household | null> =>
  (await rowsOf<{ household: Household }>(manager, EXPECTED, [id]))[0]?.household ?? null;

/** She was taken in at another agency's shelter from here. $1 placement */
const GONE_ON = "SELECT FROM placement WHERE transfer_of = $1::uuid AND state = 'ARRIVED'";

/** She who comes before her first night has her beds from today. */
const MOVE_ON = new Statement(
  'shelter-capacity.move-on',
  `WITH moved AS (
    UPDATE placement p SET state = $2, version = p.version + 1,
      victim_key = coalesce(p.victim_key, $3::uuid), guest_reference = coalesce($4, p.guest_reference), decline_reason = $5,
      accepted_at = CASE WHEN $6 IN ('ACCEPT', 'ARRIVE') THEN coalesce(p.accepted_at, clock_timestamp()) ELSE p.accepted_at END,
      spoken_at = CASE WHEN $10::text IS NULL THEN p.spoken_at ELSE clock_timestamp() END,
      spoken_role = coalesce($10, p.spoken_role), spoken_reference = coalesce($11, p.spoken_reference),
      came = CASE $6 WHEN 'ARRIVE_IN_ERROR' THEN $12::jsonb ELSE coalesce($12::jsonb, p.came) END,
      arrived_at = CASE $6 WHEN 'ARRIVE' THEN clock_timestamp() WHEN 'ARRIVE_IN_ERROR' THEN NULL ELSE p.arrived_at END,
      in_unit_since = CASE $6 WHEN 'ARRIVE' THEN clock_timestamp() WHEN 'ARRIVE_IN_ERROR' THEN NULL ELSE p.in_unit_since END,
      departed_at = CASE WHEN $2 = 'DEPARTED' THEN clock_timestamp() END,
      during = CASE $6 WHEN 'ARRIVE' THEN daterange(least(lower(p.during), ${shelterDay()}), upper(p.during))
        WHEN 'ARRIVE_IN_ERROR' THEN daterange(least(coalesce(${NIGHT_BEFORE_ARRIVAL}, lower(p.during)), upper(p.during) - 1), upper(p.during))
        ELSE p.during END
    FROM unit u JOIN shelter s ON s.id = u.shelter_id WHERE p.id = $1::uuid AND u.id = p.unit_id
    RETURNING p.id, p.unit_id, p.during
  ) INSERT INTO placement_step (placement_id, step, agency, staff, unit_id, during, beds)
    SELECT id, $6, $7, $8, unit_id, during, $9::uuid[] FROM moved`,
);

/** Beds that it did not have before. $1 placement, $2 beds */
export const TAKE_MORE = `INSERT INTO placement_bed (placement_id, bed_id, unit_id, live, during)
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
      en: 'It is linked with another record already. If that is the wrong one, take that link away first.',
      ru: 'Место уже связано с другой записью. Если та неверная, сначала снимите связь с ней.',
      kk: 'Орын басқа жазбамен байланыстырылған. Ол қате болса, алдымен сол байланысты алып тастаңыз.',
    },
    ['victimId'],
  );

/** The link would stay, and with it whom her consents open the stay to: on her record it says who came. */
const onHerRecord = (): Refusal =>
  new Refusal(
    UserErrorCode.WRONG_STATE,
    {
      en: 'It is linked with a record, so the arrival stays. If the link is wrong, take it away first; if not, record the departure, and let the beds be held anew.',
      ru: 'Место связано с записью, поэтому прибытие остаётся. Если связь неверная, сначала снимите её; если верная, запишите отъезд, и пусть места удержат заново.',
      kk: 'Орын жазбамен байланысты, сондықтан келуі қалады. Байланыс қате болса, алдымен оны алып тастаңыз; дұрыс болса, кеткенін жазыңыз, орындар жаңадан ұсталсын.',
    },
    ['holdId'],
  );

const takenInElsewhere = (): Refusal =>
  new Refusal(
    UserErrorCode.WRONG_STATE,
    {
      en: 'Another shelter has taken her in from here. If that was recorded wrongly, it takes the arrival back first.',
      ru: 'Её принял другой приют. Если это записано ошибочно, сначала он отменяет прибытие.',
      kk: 'Оны басқа баспана қабылдады. Бұл қате жазылса, алдымен сол баспана келуін кері алады.',
    },
    ['holdId'],
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
