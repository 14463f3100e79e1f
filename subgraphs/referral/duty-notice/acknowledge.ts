import type { EntityManager } from 'typeorm';
import { notWalled, Refusal, rowsOf, type SubgraphContext, transaction, UserErrorCode } from '../../kit/index.js';
import { parsed, same, secondHalf } from './code.js';
import { end } from './tell.js';

const GUESSES = 5;

/** Counted before it is compared: a wrong second half uses up one of five, and only of this message. */
const GUESSED = `UPDATE duty_message SET guesses = guesses + 1 WHERE number = $1 AND open AND sent_at IS NOT NULL AND guesses < ${GUESSES}
  RETURNING id, notice, agency`;

/**
 * Somebody who was told says so by the code of the message. Each is of use once, for its own notice, and says nothing of what waits. The guess is kept also
 * when it is wrong.
 */
export async function acknowledgeByCode(ctx: SubgraphContext, typed: string): Promise<boolean> {
  const code = parsed(typed);
  if (!code) return false;
  return transaction(ctx.db, async (manager) => {
    const [message] = await rowsOf<{ id: string; notice: string; agency: string }>(manager, GUESSED, [code.number]);
    if (!message || !same(secondHalf(ctx.secrets.idempotency, message.id), code.second)) return false;
    return acknowledge(manager, message.notice, message.agency);
  });
}

/** True when it waited for an answer until now. The clock of the referral goes on: to have heard of it is not to have looked. */
async function acknowledge(manager: EntityManager, notice: string, agency: string): Promise<boolean> {
  const rows = await rowsOf(
    manager,
    `UPDATE duty_notice SET acknowledged_at = clock_timestamp(), acknowledged_agency = $2, next_at = NULL, unanswered_at = NULL
     WHERE id = $1 AND acknowledged_at IS NULL RETURNING id`,
    [notice, agency],
  );
  await end(manager, notice);
  return rows.length > 0;
}

/** $1 to $3 the requester, $4 notice: one of which the requester's desk was told, and no wall stands between. */
const TOLD = `SELECT n.id FROM duty_notice n JOIN referral r ON r.id = n.referral WHERE n.id = $4::uuid AND ${notWalled('r.victim_key')}
  AND EXISTS (SELECT FROM duty_message m WHERE m.notice = n.id AND m.agency = $1::uuid AND (m.unit IS NULL OR m.unit = $2::uuid OR $2 IS NULL)
    AND m.sent_at IS NOT NULL)`;

/** In the hub. Once more does nothing. @throws Refusal NOT_FOUND for who was not told, or is walled off */
export async function acknowledgeInHub(manager: EntityManager, ctx: SubgraphContext, notice: string): Promise<string> {
  const { agency, unit, staff } = ctx.requester;
  const [told] = await rowsOf<{ id: string }>(manager, TOLD, [agency, unit, staff, notice]);
  if (!told) throw noticeNotFound();
  await acknowledge(manager, told.id, agency);
  return told.id;
}

export function noticeNotFound(): Refusal {
  return new Refusal(
    UserErrorCode.NOT_FOUND,
    {
      en: 'Your desk was told of no such request.',
      ru: 'Вашему подразделению о такой заявке не сообщали.',
      kk: 'Бөліміңізге мұндай өтініш туралы хабарланған жоқ.',
    },
    ['noticeId'],
  );
}
