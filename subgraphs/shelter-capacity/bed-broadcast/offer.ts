import type { EntityManager } from 'typeorm';
import { notWalled, Refusal, type Requester, rowsOf, UserErrorCode } from '../../kit/index.js';
import { shelterDay } from '../availability/shelter-day.js';
import { takeBeds } from '../bed-hold/take-beds.js';
import { lockUnit } from '../bed-hold/unit-lock.js';
import type { Household } from '../household/fit.js';
import { notFound } from '../placement/reader.js';
import { BROADCAST_STATE } from './sql.js';
import type { BedBroadcastState } from './types.js';

/** An offer stays at least so long, also one that is made in the last minute. */
const AT_LEAST_MINUTES = 15;

interface Open {
  readonly state: BedBroadcastState;
  readonly household: Household;
  readonly from: string | null;
  readonly nights: number;
  readonly deadline: Date;
  readonly wallsOf: string | null;
  readonly sender: { readonly agency: string; readonly unit: string | null; readonly staff: string };
}

/** Nobody takes or cancels it meanwhile; other shelters may offer at the same time. $1 id */
export const LOCK = 'SELECT FROM bed_broadcast WHERE id = $1::uuid FOR SHARE';

/** What was sent to the shelter of a unit of the requester's agency. $1 agency, $2 unit, $3 staff, $4 id, $5 unit with the beds */
const OPEN = `SELECT ${BROADCAST_STATE} AS state, b.household, b.nights, b.deadline_at AS deadline, b.victim_key AS "wallsOf",
    CASE WHEN b.first_night > ${shelterDay()} THEN b.first_night END AS "from",
    jsonb_build_object('agency', b.sender_agency, 'unit', b.sender_unit, 'staff', b.sender_staff) AS sender
  FROM bed_broadcast b JOIN bed_broadcast_shelter t ON t.broadcast_id = b.id JOIN shelter s ON s.id = t.shelter_id
  JOIN unit u ON u.shelter_id = s.id
  WHERE b.id = $4::uuid AND u.id = $5::uuid AND t.agency = $1::text AND ${notWalled('b.victim_key')}`;

/**
 * Holds beds of the requester's own shelter for a request to many. Locks are taken in the order request, unit, placement. Returns the id of the
 * placement.
 * @throws Refusal NOT_FOUND, EXPIRED after the deadline, WRONG_STATE when it was taken or called off, NOT_AVAILABLE with the reason in words
 */
export async function offer(
  manager: EntityManager,
  requester: Requester,
  { broadcastId, unitId }: { readonly broadcastId: string; readonly unitId: string },
): Promise<string> {
  const asked = [requester.agency, requester.unit, requester.staff, broadcastId, unitId];
  if ((await rowsOf(manager, OPEN, asked)).length === 0) throw notFound(['broadcastId']);
  await rowsOf(manager, LOCK, [broadcastId]);
  await lockUnit(manager, unitId);
  const [open] = await rowsOf<Open>(manager, OPEN, asked);
  if (!open) throw notFound(['broadcastId']);
  if (open.state !== 'OPEN') throw closed(open.state);
  const { household, from, nights, sender, wallsOf, deadline } = open;
  return takeBeds(manager, {
    ...{ unit: unitId, household, from, nights, sender, by: requester, wallsOf, broadcast: broadcastId },
    until: { instant: deadline, minutes: AT_LEAST_MINUTES },
  });
}

/** Which of the others' offers was taken, or whether she has called it off, is not the shelter's to know. */
export const closed = (state: BedBroadcastState): Refusal =>
  new Refusal(
    state === 'CLOSED' ? UserErrorCode.EXPIRED : UserErrorCode.WRONG_STATE,
    {
      en: 'The request is over. No beds were held.',
      ru: 'Запрос закрыт. Места не удержаны.',
      kk: 'Сұраныс жабылды. Орын ұсталған жоқ.',
    },
    ['broadcastId'],
  );
