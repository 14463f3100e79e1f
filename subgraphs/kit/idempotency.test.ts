import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { secretsOf } from '../../standalone/secrets.js';
import { seedId } from '../../standalone/seed/index.js';
import { openTestHub, type TestHub } from '../../test/hub.js';
import { testServer } from '../../test/setup/test-server.js';
import { forgetIdempotencyKeys, keptAs } from './idempotency.js';

const REGISTER = `mutation ($input: VictimRegisterInput!) { victimRegister(input: $input) {
  victimId userErrors { code field message } } }`;
const GRANT = `mutation ($input: ConsentGrantInput!) { consentGrant(input: $input) {
  consent { id categories } userErrors { code field message } } }`;

let hub: TestHub;
let victimId: string;
beforeAll(async () => {
  hub = await openTestHub();
  victimId = (await register(randomUUID())).victimId;
});
afterAll(() => hub.close());

const register = async (idempotencyKey: string, account = 'officer-almaty') => {
  const { data } = await hub.as(account, 'POLICE_RESPONSE').query(REGISTER, { input: { idempotencyKey } });
  return data.victimRegister;
};
const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
const terms = (idempotencyKey: string) => ({
  idempotencyKey,
  victimId,
  recipient: seedId('agency:clinic-almaty'),
  purposes: ['FORENSIC_EXAM'],
  categories: ['IDENTITY', 'FORENSIC'],
  expiresAt,
  provisional: true,
  form: 'ORAL_WITNESSED',
  language: 'kk',
  interpreter: 'NONE',
  witnessed: true,
  consequencesExplained: true,
});
const grant = async (input: object, language = 'en', account = 'officer-almaty') => {
  const { data, errors } = await hub.as(account, 'POLICE_RESPONSE', language).query(GRANT, { input });
  expect(errors).toBeUndefined();
  return data.consentGrant;
};
const count = async (table: string): Promise<number> =>
  (await hub.db('consent').query(`SELECT count(*)::int AS n FROM ${table}`))[0].n;

/** As the table has it */
const kept = (key: string) => keptAs(secretsOf(testServer().secrets, 'consent').idempotency, key);

describe('the same idempotency key', () => {
  test('has its one effect also when it was kept as it came, before an upgrade', async () => {
    const key = randomUUID();
    const { victimId: first } = await register(key);
    await hub.db('consent').query('UPDATE idempotency_key SET key = $2 WHERE key = $1', [kept(key), key]);
    expect((await register(key)).victimId).toBe(first);
  });

  test('sent many times at once makes one pseudonym', async () => {
    const before = await count('victim');
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 8 }, () => register(key)));
    expect(new Set(answers.map((answer) => answer.victimId)).size).toBe(1);
    expect(answers.every((answer) => answer.victimId && answer.userErrors.length === 0)).toBe(true);
    expect(await count('victim')).toBe(before + 1);
  });

  test('sent many times at once makes one consent, and the same answer later', async () => {
    const before = await count('consent');
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 8 }, () => grant(terms(key))));
    answers.push(await grant(terms(key)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0].userErrors).toEqual([]);
    expect(await count('consent')).toBe(before + 1);
  });

  test('with another input is refused, the field named, in the language of the caller, and does nothing', async () => {
    const key = randomUUID();
    await grant(terms(key));
    const before = await count('consent');
    for (const [language, word] of [
      ['en', 'another input'],
      ['ru', 'другими данными'],
      ['kk', 'басқа деректермен'],
    ] as const) {
      const answer = await grant({ ...terms(key), categories: ['IDENTITY'] }, language);
      expect(answer).toEqual({
        consent: null,
        userErrors: [
          {
            code: 'IDEMPOTENCY_KEY_REUSED',
            field: ['input', 'idempotencyKey'],
            message: expect.stringContaining(word),
          },
        ],
      });
    }
    expect(await count('consent')).toBe(before);
  });

  test('with the same input written in another order or another zone is the same', async () => {
    const key = randomUUID();
    const { consent } = await grant(terms(key));
    const reordered = Object.fromEntries(Object.entries(terms(key)).reverse());
    expect((await grant(reordered)).consent.id).toBe(consent.id);
    const inAlmaty = `${new Date(Date.parse(expiresAt) + 5 * 3_600_000).toISOString().slice(0, -1)}+05:00`;
    expect((await grant({ ...terms(key), expiresAt: inAlmaty })).consent.id).toBe(consent.id);
    expect((await grant({ ...terms(key), excluded: [] })).consent.id).toBe(consent.id);
  });

  test('used for what failed is not consumed', async () => {
    const key = randomUUID();
    const refused = await grant({ ...terms(key), interpreter: 'RELATIVE' });
    expect(refused.userErrors[0].field).toEqual(['input', 'interpreter']);
    const unknown = await grant({ ...terms(key), victimId: 'unknown' });
    expect(unknown.userErrors[0].code).toBe('NOT_FOUND');
    expect((await grant(terms(key))).userErrors).toEqual([]);
  });

  test('used for what failed in the database is not consumed', async () => {
    const key = randomUUID();
    const db = hub.db('consent');
    await db.query('ALTER TABLE consent RENAME TO consent_gone');
    const failed = await hub.as('officer-almaty', 'POLICE_RESPONSE').query(GRANT, { input: terms(key) });
    await db.query('ALTER TABLE consent_gone RENAME TO consent');
    expect(failed.errors?.[0]?.extensions.code).toBe('INTERNAL');
    expect((await grant(terms(key))).userErrors).toEqual([]);
  });

  test('belongs to one member of staff and one operation', async () => {
    const key = randomUUID();
    const first = await register(key);
    expect((await register(key, 'duty-officer-almaty')).victimId).not.toBe(first.victimId);
    expect((await grant(terms(key))).userErrors).toEqual([]);
  });

  test('may be used anew after 30 days, not before', async () => {
    const key = randomUUID();
    const aged = (days: string) =>
      hub
        .db('consent')
        .query('UPDATE idempotency_key SET created_at = clock_timestamp() - $2::interval WHERE key = $1', [
          kept(key),
          days,
        ]);
    const first = await register(key);
    await aged('29 days 23 hours');
    expect((await register(key)).victimId).toBe(first.victimId);
    await aged('30 days 1 minute');
    const answers = await Promise.all(Array.from({ length: 4 }, () => register(key)));
    expect(new Set(answers.map((answer) => answer.victimId)).size).toBe(1);
    expect(answers[0].victimId).not.toBe(first.victimId);
    expect((await register(key)).victimId).toBe(answers[0].victimId);
  });

  test('is forgotten after 30 days', async () => {
    const [old, young] = [randomUUID(), randomUUID()];
    await register(old);
    await register(young);
    const db = hub.db('consent');
    await db.query("UPDATE idempotency_key SET created_at = created_at - interval '31 days' WHERE key = $1", [
      kept(old),
    ]);
    await forgetIdempotencyKeys(hub.subgraphs.get('consent')!.db);
    const left = await db.query('SELECT key FROM idempotency_key WHERE key IN ($1, $2)', [kept(old), kept(young)]);
    expect(left).toEqual([{ key: kept(young) }]);
  });
});

test('a key and an input are kept as HMACs only', async () => {
  await grant(terms('Айгерім 7015550142'));
  const rows = await hub
    .db('consent')
    .query('SELECT k::text AS row, length(input_hmac) AS bytes FROM idempotency_key k');
  expect(rows.length).toBeGreaterThan(0);
  for (const { row, bytes } of rows) {
    expect(bytes).toBe(32);
    expect(row).not.toMatch(/FORENSIC|clinic|Айгерім|7015550142/);
    expect(row).not.toContain(victimId);
  }
});
