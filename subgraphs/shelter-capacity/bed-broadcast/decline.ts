import type { EntityManager } from 'typeorm';
import { notWalled, Refusal, type Requester, rowsOf, UserErrorCode } from '../../kit/index.js';
import type { BedDeclineReason } from '../placement/decline.js';
import { notFound } from '../placement/reader.js';
import { closed, LOCK } from './offer.js';
import { BROADCAST_STATE, RUNNING_OFFER } from './sql.js';
import type { BedBroadcastState } from './types.js';

/** $1 agency, $2 unit, $3 staff, $4 id, $5 shelter */
const SENT = `SELECT ${BROADCAST_STATE} AS state, EXISTS (SELECT FROM placement p JOIN unit u ON u.id = p.unit_id
    WHERE p.broadcast_id = b.id AND u.shelter_id = t.shelter_id AND ${RUNNING_OFFER}) AS offered
  FROM bed_broadcast b JOIN bed_broadcast_shelter t ON t.broadcast_id = b.id
  WHERE b.id = $4::uuid AND t.shelter_id = $5::uuid AND t.agency = $1::text AND ${notWalled('b.victim_key')}`;

/** The first answer stands. $1 id, $2 shelter, $3 reason */
const DECLINE = `UPDATE bed_broadcast_shelter SET declined_at = clock_timestamp(), decline_reason = $3
  WHERE broadcast_id = $1::uuid AND shelter_id = $2::uuid AND declined_at IS NULL`;

/**
 * Records that a shelter of the requester's agency has no place for a request to many. Who asked learns no more of it than of a declined hold.
 * @throws Refusal NOT_FOUND, EXPIRED after the deadline, WRONG_STATE when it is over or beds of the shelter are offered for it
 */
export async function declineBroadcast(
  manager: EntityManager,
  { agency, unit, staff }: Requester,
  request: { readonly broadcastId: string; readonly shelterId: string; readonly reason: BedDeclineReason },
): Promise<string> {
  const { broadcastId, shelterId, reason } = request;
  await rowsOf(manager, LOCK, [broadcastId]);
  const [sent] = await rowsOf<{ state: BedBroadcastState; offered: boolean }>(manager, SENT, [
    ...[agency, unit, staff, broadcastId, shelterId],
  ]);
  if (!sent) throw notFound(['broadcastId']);
  if (sent.state !== 'OPEN') throw closed(sent.state);
  if (sent.offered) throw offersBeds();
  await rowsOf(manager, DECLINE, [broadcastId, shelterId, reason]);
  return broadcastId;
}

const offersBeds = (): Refusal =>
  new Refusal(
    UserErrorCode.WRONG_STATE,
    {
      en: 'Your shelter offers beds for it. Withdraw them with `bedDecline`.',
      ru: 'Ваш приют предложил места. Отзовите их через `bedDecline`.',
      kk: 'Баспанаңыз орын ұсынып тұр. Оны `bedDecline` арқылы қайтарып алыңыз.',
    },
    ['broadcastId'],
  );
