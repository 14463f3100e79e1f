import { createHmac } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import type { Requester } from './requester.js';
import { Refusal, UserErrorCode } from './user-error.js';

/**
 * Claims an idempotency key inside the transaction of its effect. Returns the id of the object that the key already made, or
 * null when this transaction is the first: a second one with the same key waits on the unique index until the first has ended.
 * Only HMACs of the key and of the input are kept: a client may have written a name into either. Keys are forgotten after 30 days.
 */
export async function claimIdempotencyKey(
  manager: EntityManager,
  secret: Buffer,
  requester: Requester,
  operation: string,
  input: { readonly idempotencyKey: string },
): Promise<string | null> {
  const mac = macOf(secret, operation, input);
  const scope = scopeOf(secret, requester, operation, input.idempotencyKey);
  // one that was kept as it came, before an upgrade, still has its one effect
  const claimed = await manager.query(
    `INSERT INTO idempotency_key (agency, staff, operation, key, input_hmac) SELECT $1, $2, $3, $4, $5
     WHERE NOT EXISTS (SELECT FROM idempotency_key WHERE agency = $1 AND staff = $2 AND operation = $3 AND key = $6
       AND created_at >= clock_timestamp() - interval '30 days')
     ON CONFLICT (agency, staff, operation, key) DO UPDATE
       SET input_hmac = excluded.input_hmac, object_id = NULL, created_at = clock_timestamp()
       WHERE idempotency_key.created_at < clock_timestamp() - interval '30 days'
     RETURNING 1`,
    [...scope, mac, input.idempotencyKey],
  );
  if (claimed.length > 0) return null;
  const [first] = await manager.query(FIRST, [...scope, input.idempotencyKey]);
  if (!mac.equals(first.input_hmac)) throw keyReused();
  return first.object_id;
}

/**
 * The id of the object that an idempotency key has made; null when it has made none yet, which says nothing of the next moment. For what is asked before the
 * transaction and may be answered otherwise by the time it is sent again.
 * @throws Refusal IDEMPOTENCY_KEY_REUSED
 */
export async function earlierResult(
  db: DataSource,
  secret: Buffer,
  requester: Requester,
  operation: string,
  input: { readonly idempotencyKey: string },
): Promise<string | null> {
  const scope = scopeOf(secret, requester, operation, input.idempotencyKey);
  const [first] = await db.query(`${FIRST} AND created_at >= clock_timestamp() - interval '30 days'`, [
    ...scope,
    input.idempotencyKey,
  ]);
  if (!first) return null;
  if (!macOf(secret, operation, input).equals(first.input_hmac)) throw keyReused();
  return first.object_id;
}

const FIRST =
  'SELECT input_hmac, object_id FROM idempotency_key WHERE agency = $1 AND staff = $2 AND operation = $3 AND key IN ($4, $5)';

const macOf = (secret: Buffer, operation: string, input: object): Buffer =>
  createHmac('sha256', secret).update(operation).update(canonical(input)).digest();

const scopeOf = (secret: Buffer, { agency, staff }: Requester, operation: string, key: string): readonly string[] => [
  agency,
  staff,
  operation,
  keptAs(secret, key),
];

const keyReused = (): Refusal =>
  new Refusal(
    UserErrorCode.IDEMPOTENCY_KEY_REUSED,
    {
      en: 'This idempotency key was already used with another input. Use a new one.',
      ru: 'Этот ключ идемпотентности уже использован с другими данными. Возьмите новый.',
      kk: 'Бұл идемпотенттілік кілті басқа деректермен қолданылған. Жаңасын алыңыз.',
    },
    ['idempotencyKey'],
  );

export async function recordIdempotentResult(
  manager: EntityManager,
  secret: Buffer,
  requester: Requester,
  operation: string,
  key: string,
  objectId: string,
): Promise<void> {
  await manager.query(
    'UPDATE idempotency_key SET object_id = $5 WHERE agency = $1 AND staff = $2 AND operation = $3 AND key = $4',
    [requester.agency, requester.staff, operation, keptAs(secret, key), objectId],
  );
}

/** What is kept of a key. */
export const keptAs = (secret: Buffer, key: string): string =>
  createHmac('sha256', secret).update('idempotency key').update(key).digest('base64url');

/** Forgets keys older than 30 days. Run once a day by every process; running it twice does no harm. */
export async function forgetIdempotencyKeys(db: DataSource): Promise<void> {
  await db.query("DELETE FROM idempotency_key WHERE created_at < clock_timestamp() - interval '30 days'");
}

/** JSON with sorted keys, so that the order in which a client writes its fields does not matter. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, v) =>
    v && typeof v === 'object' && !Array.isArray(v) && !(v instanceof Date)
      ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1)))
      : v,
  );
}
