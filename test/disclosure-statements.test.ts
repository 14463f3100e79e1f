import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { secretsOf } from '../standalone/secrets.js';
import { seedId } from '../standalone/seed/index.js';
import { CENTRE, CLINIC, OFFICER, SCHEDULER, Scene, type Who } from '../subgraphs/consent/test/scene.js';
import { openTestHub, type TestHub } from './hub.js';
import { testServer } from './setup/test-server.js';

/** Sees nothing of anybody below, and asks for the same part of the record in the same words. */
const READER: Who = SCHEDULER;
const QUERY =
  'query ($id: ID!) { victim(id: $id) { id sharing { category state basis until } identity { familyName } } }';

let hub: TestHub;
let open: string;
const closed: Record<string, string> = {};
beforeAll(async () => {
  hub = await openTestHub();
  const consent = hub.db('consent');
  const scene = async (prepare: (scene: Scene) => Promise<unknown>) => {
    const one = await Scene.open(hub);
    await prepare(one);
    return one.idFor(READER);
  };
  const granted = (scene: Scene) => scene.grant();
  open = await scene(granted);
  Object.assign(closed, {
    'unknown, as an id': secretsOf(testServer().secrets, 'consent').pairwise!.toPublic(randomUUID(), CLINIC),
    'unknown, as a word': 'x',
    'unknown, as nothing': '',
    'unknown, in other letters': 'жер',
    'unknown, of the right length': 'A'.repeat(43),
    'never consented': await scene(async () => {}),
    'consented to another purpose': await scene((s) => s.grant({ purposes: ['MEDICAL_CARE'] })),
    'consented to another agency': await scene((s) => s.grant({ recipient: CENTRE, purposes: ['SHELTER'] })),
    'all of it excluded': await scene(async (s) => {
      await granted(s);
      await consent.query('UPDATE consent SET excluded = categories WHERE victim_key = $1', [s.key]);
    }),
    expired: await scene(async (s) => {
      await granted(s);
      await consent.query(
        "UPDATE consent SET granted_at = granted_at - interval '100 hours', expires_at = clock_timestamp() - interval '1 second' WHERE victim_key = $1",
        [s.key],
      );
    }),
    withdrawn: await scene(async (s) => {
      await granted(s);
      await s.done(OFFICER, 'consentWithdraw', {});
    }),
    'a review that is due': await scene(async (s) => {
      await s.duty({ kind: 'STATUTORY_DUTY' });
      await consent.query(
        `UPDATE legal_basis SET agency = $2, purpose = 'FORENSIC_EXAM', recorded_at = recorded_at - interval '100 hours',
           review_at = clock_timestamp() - interval '1 second' WHERE victim_key = $1`,
        [s.key, CLINIC],
      );
    }),
    'another agency’s id for her': await scene(granted).then(async () => {
      const s = await Scene.open(hub);
      await granted(s);
      return s.idFor(OFFICER);
    }),
    'her internal key': await Scene.open(hub).then(async (s) => {
      await granted(s);
      return s.key;
    }),
  });
  // walls of every kind against the reader; directly, for a wall is told to every keeper first
  for (const [kind, subject] of [
    ['STAFF', seedId('staff:scheduler-almaty')],
    ['AGENCY', CLINIC],
  ] as const) {
    closed[`walled off as ${kind}`] = await scene(async (s) => {
      await granted(s);
      await consent.query(
        `INSERT INTO conflict_wall (id, victim_key, subject_kind, subject, reason, added_by_agency, added_by_staff)
         VALUES ($1, $2, $3, $4, 'OTHER', 'a', 's')`,
        [randomUUID(), s.key, kind, subject],
      );
    });
  }
  for (const [name, suspended, majority] of [
    ['given by a guardian who is suspended', true, '3 years'],
    ['given by a guardian, of age since', false, '-1 day'],
  ] as const)
    closed[name] = await scene(async (s) => {
      await granted(s);
      await consent.query('UPDATE victim SET majority_at = clock_timestamp() + $2::interval WHERE key = $1', [
        s.key,
        majority,
      ]);
      await consent.query(
        `WITH g AS (INSERT INTO guardian (victim_key, relation, agency, staff, suspended_at)
           VALUES ($1, 'MOTHER', 'a', 's', CASE WHEN $2 THEN clock_timestamp() END) RETURNING id)
         UPDATE consent SET given_by = g.id FROM g WHERE consent.victim_key = $1`,
        [s.key, suspended],
      );
    });
  closed['an emergency that is over'] = await scene((s) =>
    consent.query(
      `INSERT INTO emergency_access (id, victim_key, agency, staff, role, threat, statement, categories, opened_at, expires_at)
       VALUES ($1, $2, $3, $4, 'SCHEDULER', 'THREAT_TO_KILL', '\\x00', '{IDENTITY}', clock_timestamp() - interval '2 hours',
         clock_timestamp() - interval '1 hour')`,
      [randomUUID(), s.key, CLINIC, seedId('staff:scheduler-almaty')],
    ),
  );
  for (const shredded of [false, true])
    closed[shredded ? 'erased, its keys destroyed' : 'erasure asked for'] = await scene(async (s) => {
      await granted(s);
      await consent.query(
        `INSERT INTO erasure (id, victim_key, asked_by_agency, asked_by_staff, due_at, shredded_at)
         VALUES ($1, $2, 'a', 's', clock_timestamp() + interval '1 minute', CASE WHEN $3 THEN clock_timestamp() END)`,
        [randomUUID(), s.key, shredded],
      );
    });
});
afterAll(() => hub?.close());

type Sent = string | { readonly name?: string; readonly text?: string; readonly values?: readonly unknown[] };
/** Statements of the hub's background, which come when they come */
const OF_THE_REQUEST = /^(consent\.decide|referral|person|directory)/;

/** Of each value its kind and size: what a statement is given must not tell one case from another, even by its length. */
const shape = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(shape).join()}]`;
  if (typeof value === 'string') return `text ${/^[0-9a-f]{8}-/.test(value) ? 'uuid' : value.length}`;
  return value === null ? 'null' : typeof value;
};

/** What the reader is told for an id, and which statements that has cost. */
async function observe(id: string) {
  const statements: { statement: string; parameters: string[] }[] = [];
  const client = pg.Client.prototype as unknown as { query: (...args: unknown[]) => unknown };
  const original = client.query;
  client.query = function (this: unknown, ...args: unknown[]) {
    const query = args[0] as Sent;
    const statement = typeof query === 'string' ? query : (query.name ?? query.text ?? '');
    const values = (typeof query === 'string' ? undefined : query.values) ?? (args[1] as unknown[]) ?? [];
    if (OF_THE_REQUEST.test(statement)) statements.push({ statement, parameters: [...values].map(shape) });
    return original.apply(this, args);
  };
  const looks = async () => {
    const [{ n }] = await hub.db('consent').query('SELECT count(*)::int AS n FROM access_log');
    return n as number;
  };
  const before = await looks();
  try {
    const response = await fetch(hub.url, {
      method: 'POST',
      headers: {
        ...{ 'content-type': 'application/json', 'purpose-of-use': READER[1] },
        authorization: `Bearer ${await hub.token(READER[0])}`,
      },
      body: JSON.stringify({ query: QUERY, variables: { id } }),
    });
    const body = await response.text();
    const headers = [...response.headers].filter(([name]) => name !== 'date');
    return { status: response.status, headers, body, looks: (await looks()) - before, statements };
  } finally {
    client.query = original;
  }
}

describe('one answer for everything that is not open', () => {
  test('equal in status, headers, body and looks, by the same statements with parameters of the same shape', async () => {
    const expected = await observe(closed['never consented']!);
    expect(expected).toMatchObject({ status: 200, body: '{"data":{"victim":null}}\n', looks: 0 });
    expect(expected.statements.map(({ statement }) => statement)).toEqual(['consent.decide']);
    for (const [name, id] of Object.entries(closed))
      expect({ name, ...(await observe(id)) }).toEqual({ name, ...expected });
  });

  test('and none of them is merely unreadable: the same question opens what is open', async () => {
    const { body, looks, statements } = await observe(open);
    expect(JSON.parse(body).data.victim).toMatchObject({ id: open });
    expect(looks).toBe(1);
    expect(statements.length).toBeGreaterThan(1);
  });

  test('a difference in what a statement is given would be seen', () => {
    const digest = createHash('sha256').update('x').digest('hex');
    expect(shape(['a', digest])).not.toBe(shape(['a', 'x']));
    expect(shape([randomUUID()])).toBe(shape([randomUUID()]));
    expect(shape([randomUUID(), null])).not.toBe(shape([randomUUID()]));
  });
});
