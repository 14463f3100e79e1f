import { keyed, LANGUAGES, rowsOf, Statement, type SubgraphContext, transaction } from '../../kit/index.js';
import { type KitState, STATE_TOLD } from './custody.js';
import type { EvidenceKitFollowInput, FollowedKit } from './inputs.js';
import { isPin } from './pin.js';

/**
 * Wrong PINs within an hour, after which nothing is right: for one kit from one source, so that whoever has found a number locks himself out and
 * not her; and for one kit in all. Eight digits are then guessed with a chance of one in two hundred, by somebody who tries for 26 months.
 */
export const GUESSES = { fromOneSource: 5, inAll: 25 } as const;

const RECENT = "at > clock_timestamp() - interval '1 hour'";

export const FORGET_KIT_GUESSES = "DELETE FROM kit_guess WHERE at < clock_timestamp() - interval '1 hour'";

interface Followable {
  readonly id: string;
  readonly pin: Buffer;
  readonly state: KitState;
  readonly keepUntil: string;
  readonly since: Date;
}

/** $1 number */
const BY_NUMBER = new Statement<Followable>(
  'forensic.kit-by-number',
  `SELECT k.id, k.pin, k.state, k.keep_until::text AS "keepUntil",
     (SELECT at FROM custody_step s WHERE s.kit_id = k.id ORDER BY place DESC LIMIT 1) AS since
   FROM evidence_kit k WHERE k.number = $1`,
);

/** Guesses at one kit follow one another. */
const LOCK = 'SELECT FROM evidence_kit WHERE id = $1::uuid FOR UPDATE';

/** Whether a PIN may be right now, by what was counted before it; one that is not right is counted. $1 kit, $2 source, $3 whether it is right */
const TRY = `WITH counted AS (
    SELECT count(*) < ${GUESSES.inAll} AND count(*) FILTER (WHERE source_hmac = $2::bytea) < ${GUESSES.fromOneSource} AS open
    FROM kit_guess WHERE kit_id = $1::uuid AND ${RECENT}
  ), wrong AS (
    INSERT INTO kit_guess (kit_id, source_hmac) SELECT $1::uuid, $2::bytea FROM counted WHERE open AND NOT $3::boolean AND $1::uuid IS NOT NULL
  )
  SELECT open AND $3::boolean AS told FROM counted`;

/**
 * What she is told by number and PIN; null for a wrong one, a locked one and one that does not exist, by the same statements. It has a count of its
 * own: whoever guesses here does not lock her out at the clinic, where she gives her PIN herself.
 */
export async function followKit(
  ctx: SubgraphContext,
  { number, pin, language, source }: EvidenceKitFollowInput,
): Promise<FollowedKit | null> {
  const words = LANGUAGES.find((known) => known === language) ?? 'kk';
  const [kit] = await BY_NUMBER.rows(ctx.db, [digitsOf(number)]);
  const right = await isPin(digitsOf(pin), kit?.pin ?? null);
  const told = await transaction(ctx.db, async (manager) => {
    const id = kit?.id ?? null;
    await rowsOf(manager, LOCK, [id]);
    const [tried] = await rowsOf<{ told: boolean }>(manager, TRY, [
      id,
      keyed(ctx.secrets, 'evidence-kit/source', source),
      right,
    ]);
    return tried!.told;
  });
  return told && kit ? { told: STATE_TOLD[kit.state][words], since: kit.since, keepUntil: kit.keepUntil } : null;
}

/** As it was meant: in groups, with hyphens. */
const digitsOf = (typed: string): string => typed.slice(0, 40).replace(/\D/g, '');
