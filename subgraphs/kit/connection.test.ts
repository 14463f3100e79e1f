import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type ConsentedRecord, consentedRecord } from '../../test/consented-record.js';
import { openTestHub, type TestHub } from '../../test/hub.js';
import { ConnectionArgs, connectionFrom } from './index.js';

const args = (first: unknown, after?: string) => Object.assign(new ConnectionArgs(), { first, after });
const refused = expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT' } });
const cursor = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

function thrown(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

describe('a page', () => {
  test('has 1 to 100 items', () => {
    expect(args(1).page(['text', 'text'])).toEqual({ limit: 2, after: [null, null] });
    expect(args(100).page(['text'])).toEqual({ limit: 101, after: [null] });
    for (const first of [0, -1, 101, Number.NaN, Number.POSITIVE_INFINITY, 1.5, '10', null, undefined]) {
      expect(thrown(() => args(first).page(['text', 'text']))).toEqual(refused);
    }
  });

  test('ends with the cursor of its last item, and says whether another follows', () => {
    const at = new Date('2026-03-01T10:00:00.123Z');
    const rows = [1, 2, 3].map((id) => ({ id, at }));
    const page = connectionFrom(
      rows,
      2,
      (row) => [row.at, row.id],
      ({ id }) => id,
    );
    expect(page.edges.map(({ node }) => node)).toEqual([1, 2]);
    expect(page.pageInfo).toEqual({ hasNextPage: true, endCursor: page.edges[1]!.cursor });
    expect(args(2, page.pageInfo.endCursor!).page(['text', 'text']).after).toEqual(['2026-03-01T10:00:00.123Z', '2']);
    expect(connectionFrom(rows.slice(2), 2, (row) => [row.id], String)).toMatchObject({
      pageInfo: { hasNextPage: false },
    });
    expect(connectionFrom([], 2, () => [], String)).toEqual({
      edges: [],
      pageInfo: { hasNextPage: false, endCursor: null },
    });
  });

  test.each([
    'x',
    '%%%',
    cursor('x'),
    cursor(null),
    cursor({ length: 2 }),
    cursor(['one']),
    cursor(['one', 'two', 'three']),
    cursor(['one', 2]),
    cursor(['one', null]),
  ])('does not start after %j', (foreign) => {
    expect(thrown(() => args(2, foreign).page(['text', 'text']))).toEqual(refused);
  });
});

describe('at the public door', () => {
  let hub: TestHub;
  let record: ConsentedRecord;
  beforeAll(async () => {
    hub = await openTestHub();
    record = await consentedRecord(hub);
    const db = hub.db('consent');
    // 25 consents of one instant, and 25 looks of one instant
    await db.query(`INSERT INTO consent (victim_key, recipient_agency, purposes, categories, provisional, form, language, interpreter,
        witnessed, consequences_explained, taken_by_agency, taken_by_staff, expires_at)
      SELECT victim_key, recipient_agency, purposes, categories, provisional, form, language, interpreter,
        witnessed, consequences_explained, taken_by_agency, taken_by_staff, expires_at
      FROM (SELECT * FROM consent WHERE 'SUBJECT_REQUEST' = ANY(purposes) LIMIT 1) c, generate_series(1, 25)`);
    await db.query('UPDATE consent SET granted_at = (SELECT min(granted_at) FROM consent)');
    await db.query(`INSERT INTO access_log (victim_key, kind, category, basis, agency, staff, role, purpose, subgraph, request_id)
      SELECT (SELECT key FROM victim LIMIT 1), 'DISCLOSURE', 'IDENTITY', 'CONSENT', 'a', 's', 'OFFICER', 'COURT', 'consent', 'r'
      FROM generate_series(1, 25)`);
    await db.query('UPDATE access_log SET at = (SELECT min(at) FROM access_log)');
  });
  afterAll(() => hub.close());

  const list = async (field: string, first: number, after?: string | null) => {
    const { data, errors } = await hub.as('advocate-almaty', 'SUBJECT_REQUEST').query(
      `query ($id: ID!, $first: Int!, $after: String) { victim(id: $id) {
        list: ${field}(first: $first, after: $after) { edges { cursor node { id } } pageInfo { hasNextPage endCursor } } } }`,
      { id: record.centre, first, after },
    );
    return { list: data?.victim?.list, code: errors?.[0]?.extensions.code };
  };

  test.each([
    ['consents', 'consent'],
    ['accessLog', 'access_log'],
  ])('pages of %s with equal times skip and repeat nothing', async (field, table) => {
    const db = hub.db('consent');
    const expected: string[] = (await db.query(`SELECT id::text FROM ${table} ORDER BY id`)).map(
      ({ id }: { id: string }) => id,
    );
    const seen: string[] = [];
    let after: string | null = null;
    let more = true;
    while (more) {
      const page: Awaited<ReturnType<typeof list>>['list'] = (await list(field, 7, after)).list;
      seen.push(...page.edges.map((edge: { node: { id: string } }) => edge.node.id));
      after = page.pageInfo.endCursor;
      more = page.pageInfo.hasNextPage;
    }
    // the log also has the looks at itself that these reads were, newer than where they began
    expect(new Set(seen).size).toBe(seen.length);
    expect(expected.filter((id) => !seen.includes(id))).toEqual([]);
  });

  test('a page that is exactly full has nothing after it', async () => {
    const [{ n }] = await hub.db('consent').query('SELECT count(*)::int AS n FROM consent');
    expect((await list('consents', n)).list.pageInfo.hasNextPage).toBe(false);
    expect((await list('consents', n - 1)).list.pageInfo.hasNextPage).toBe(true);
  });

  test('a wrong length is refused, and so is a cursor of another list or of nobody', async () => {
    for (const first of [0, 101, -5]) expect((await list('consents', first)).code).toBe('BAD_USER_INPUT');
    const ofLog = (await list('accessLog', 1)).list.pageInfo.endCursor;
    const ofConsents = (await list('consents', 1)).list.pageInfo.endCursor;
    for (const [field, after] of [
      ['consents', ofLog],
      ['accessLog', ofConsents],
      ['consents', 'not a cursor'],
      ['consents', cursor(['yesterday', randomUUID()])],
      ['accessLog', cursor(['2026-01-01T00:00:00.000Z', "1'; DROP TABLE access_log"])],
      ['accessLog', cursor(['2026-01-01T00:00:00.000Z', '9'.repeat(30)])],
    ] as const) {
      expect({ field, after, code: (await list(field, 1, after)).code }).toEqual({
        field,
        after,
        code: 'BAD_USER_INPUT',
      });
    }
  });
});
