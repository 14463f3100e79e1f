/**
 * Promise: a search for times over 300 clinics, 3,000 examiners and 90 days reads by index what its answer needs, and nothing of what has been. The plan and the
 * rows are those of the server; how long it takes is measured by `npm run bench -- exam-slots`.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { asked, tomorrowNoon } from '../bench/exam-slots/index.js';
import { loadExamCountry } from '../bench/exam-slots/load.js';
import { explain } from '../bench/plans/explain.js';
import { ExamKind, FREE_SLOTS } from '../subgraphs/forensic-appointment/index.js';
import { REGION_CODES } from '../subgraphs/kit/index.js';
import { cloneDatabases, type TestDatabases } from './hub/test-databases.js';
import { testServer } from './setup/test-server.js';

const NAME = 'forensic-appointment';
/** All but the clinics themselves, which are some pages */
const LARGE = new Set(['shift', 'appointment', 'appointment_use', 'examiner', 'exam_place', 'exam_equipment']);
const REGION = 'KZ-39';

let databases: TestDatabases;
let client: pg.Client;
beforeAll(async () => {
  databases = await cloneDatabases([NAME]);
  const url = new URL(testServer().adminUrl);
  url.pathname = new URL(databases.urls[NAME]!).pathname;
  client = new pg.Client({ connectionString: url.href });
  await client.connect();
  const country = { clinics: 300, examiners: 3_000, days: 90, bookedDays: 2, over: 20_000 };
  await loadExamCountry(client, country, REGION_CODES);
});
afterAll(async () => {
  await client?.end();
  await databases?.drop();
});

interface Node {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly Plans?: readonly Node[];
}
const nodesOf = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

/** Rows of a table that the search has read, and by which conditions. */
async function read(values: readonly unknown[]) {
  const { rows } = await client.query({
    text: `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${FREE_SLOTS.text}`,
    values: [...values],
  });
  const nodes = nodesOf(rows[0]['QUERY PLAN'][0].Plan).filter((node) => node['Actual Loops'] > 0);
  const found = nodes[0]!['Actual Rows'];
  const of = (table: string) =>
    nodes
      .filter((node) => (node['Relation Name'] ?? '') === table)
      .reduce((sum, node) => sum + node['Actual Rows'] * node['Actual Loops'], 0);
  return { found, nodes, of };
}

test('a search in her region reads no table from beginning to end, and shifts and what is taken by their times', async () => {
  const values = asked({ kind: ExamKind.PHYSICAL_INJURY, days: 90 }, REGION, tomorrowNoon());
  const plan = await explain(
    client,
    { text: FREE_SLOTS.text, values },
    new Set(['shift', 'appointment', 'appointment_use']),
  );
  expect(plan.sequential).toEqual([]);
  const { nodes, found } = await read(values);
  expect(found).toBe(20);
  const sequential = nodes.filter((node) => node['Node Type'] === 'Seq Scan' && LARGE.has(node['Relation Name'] ?? ''));
  expect(sequential.map((node) => node['Relation Name'])).toEqual([]);
  const conditions = nodes.flatMap((node) =>
    node['Index Name'] ? [`${node['Index Name']} ${node['Index Cond']}`] : [],
  );
  for (const expected of [
    /^examiner_clinic .*clinic_id = /,
    /^shift_examiner .*examiner_id = .*during && /,
    /^appointment_use_clinic .*clinic_id = .*during && /,
  ])
    expect(conditions).toContainEqual(expect.stringMatching(expected));
});

test.each([7, 90])(
  'what is read is of her region and the first hours, whether 7 days or 90 are searched: %i',
  async (days) => {
    const { found, of } = await read(asked({ kind: ExamKind.PHYSICAL_INJURY, days }, REGION, tomorrowNoon()));
    expect(found).toBe(20);
    // 15 clinics, 150 examiners: each once, and the shifts that touch the first part twice
    expect(of('examiner')).toBeLessThanOrEqual(600);
    expect(of('shift')).toBeLessThanOrEqual(700);
    expect(of('appointment_use')).toBeLessThanOrEqual(150 * 3 * 12);
    expect(of('exam_equipment')).toBeLessThanOrEqual(1_500);
  },
);

test('where nobody fits, no hour of anybody is looked at', async () => {
  const { found, of } = await read(
    asked({ kind: ExamKind.PHYSICAL_INJURY, days: 90, wishes: { language: 'de' } }, REGION, tomorrowNoon()),
  );
  expect(found).toBe(0);
  expect(of('shift') + of('appointment_use')).toBe(0);
});

test('whoever is rare is looked for at the clinics at which such an examiner works', async () => {
  const wishes = { paediatric: true, language: 'en' };
  const { found, of } = await read(asked({ kind: ExamKind.SEXUAL_ASSAULT, days: 90, wishes }, REGION, tomorrowNoon()));
  expect(found).toBe(20);
  expect(of('shift')).toBeLessThanOrEqual(3_000);
});
