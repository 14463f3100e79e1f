import type { EntityManager } from 'typeorm';
import { Refusal, rowsOf, UserErrorCode } from '../../kit/index.js';
import { lockUnit } from '../bed-hold/unit-lock.js';
import type { BedDeclineReason } from './decline.js';
import { notFound } from './reader.js';
import { PARTY, SENT } from './sql.js';
import { type PlacementParty, PlacementState, type PlacementStep, stateAfter } from './states.js';

export interface StepRequest {
  readonly holdId: string;
  readonly expectedVersion?: number | null;
  /** Internal key to link */
  readonly victim?: string | null;
  readonly guestReference?: string | null;
  readonly declineReason?: BedDeclineReason;
}

interface Locked {
  readonly state: PlacementState;
  readonly version: number;
  readonly victim: string | null;
  /** The planned stay is over before she came */
  readonly over: boolean;
}

/**
 * One step in the life of a placement, inside a transaction. `requester` holds the own record parameters ($1 agency, $2 unit, $3
 * staff, …): who is no party to it, or is walled off from its victim, finds nothing.
 * @throws Refusal NOT_FOUND, NOT_PERMITTED, WRONG_STATE, EXPIRED, VERSION_CONFLICT
 */
export async function takeStep(
  manager: EntityManager,
  requester: readonly unknown[],
  step: PlacementStep,
  request: StepRequest,
): Promise<string> {
  const who = requester.slice(0, 3);
  const find = `SELECT p.unit_id AS unit, p.agency = $1::text AS hosts, ${SENT} AS sent FROM placement p WHERE p.id = $4::uuid AND ${PARTY}`;
  const [found] = await rowsOf<{ unit: string; hosts: boolean; sent: boolean }>(manager, find, [
    ...who,
    request.holdId,
  ]);
  if (!found) throw notFound(['holdId']);
  await lockUnit(manager, found.unit);
  const [locked] = await rowsOf<Locked>(
    manager,
    `SELECT p.state, p.version, p.victim_key AS victim, upper(p.during) <= (clock_timestamp() AT TIME ZONE s.zone)::date AS over
     FROM placement p JOIN unit u ON u.id = p.unit_id JOIN shelter s ON s.id = u.shelter_id
     WHERE p.id = $4::uuid AND ${PARTY} FOR UPDATE OF p`,
    [...who, request.holdId],
  );
  if (!locked) throw notFound(['holdId']);
  const parties: PlacementParty[] = [
    ...(found.hosts ? ['SHELTER' as const] : []),
    ...(found.sent ? ['SENDER' as const] : []),
  ];
  const state = stateAfter(step, parties, locked.state);
  if (request.expectedVersion != null && request.expectedVersion !== locked.version) throw changedMeanwhile();
  if (request.victim && locked.victim && request.victim !== locked.victim) throw linkedOtherwise();
  if (state === PlacementState.ARRIVED && locked.over) throw stayOver();
  await rowsOf(manager, UPDATE, [
    request.holdId,
    state,
    request.victim ?? null,
    request.guestReference ?? null,
    request.declineReason ?? null,
    found.hosts,
  ]);
  return request.holdId;
}

/** She who comes before her first night has her beds from today; the exclusion constraint says whether they are free. */
const UPDATE = `WITH moved AS (
    UPDATE placement p SET state = $2, version = p.version + 1,
      victim_key = coalesce(p.victim_key, $3::uuid), guest_reference = coalesce($4, p.guest_reference), decline_reason = $5,
      arrived_at = CASE WHEN $2 = 'ARRIVED' THEN clock_timestamp() ELSE p.arrived_at END,
      departed_at = CASE WHEN $2 = 'DEPARTED' THEN clock_timestamp() END,
      during = CASE WHEN $2 = 'ARRIVED'
        THEN daterange(least(lower(p.during), (clock_timestamp() AT TIME ZONE s.zone)::date), upper(p.during)) ELSE p.during END
    FROM unit u JOIN shelter s ON s.id = u.shelter_id WHERE p.id = $1::uuid AND u.id = p.unit_id
    RETURNING p.unit_id
  ) UPDATE unit SET observed_at = clock_timestamp() FROM moved WHERE unit.id = moved.unit_id AND $6::boolean`;

const changedMeanwhile = (): Refusal =>
  new Refusal(
    UserErrorCode.VERSION_CONFLICT,
    {
      en: 'Somebody else has changed it meanwhile. Look again.',
      ru: 'Кто-то уже изменил запись. Посмотрите ещё раз.',
      kk: 'Оны басқа біреу өзгертіп қойды. Қайта қараңыз.',
    },
    ['expectedVersion'],
  );

const linkedOtherwise = (): Refusal =>
  new Refusal(
    UserErrorCode.WRONG_STATE,
    {
      en: 'It is linked with another record already.',
      ru: 'Место уже связано с другой записью.',
      kk: 'Орын басқа жазбамен байланыстырылған.',
    },
    ['victimId'],
  );

const stayOver = (): Refusal =>
  new Refusal(UserErrorCode.EXPIRED, {
    en: 'The planned stay is over; its beds may have been given to others. Hold them anew.',
    ru: 'Запланированный срок прошёл, места могли быть отданы другим. Удержите их заново.',
    kk: 'Жоспарланған мерзім өтті, орындар басқаларға берілген болуы мүмкін. Жаңадан ұстаңыз.',
  });
