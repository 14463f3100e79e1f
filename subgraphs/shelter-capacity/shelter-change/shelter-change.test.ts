/**
 * Promise: somebody inside who changes where she is met, who answers her call, or anything else of a house is seen by the others of the house; what it was and
 * is, by nobody.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { seedId } from '../../../standalone/seed/ids.js';
import { type Client, openTestHub, type TestHub } from '../../../test/hub.js';
import { ask, codeOf, type Told } from '../test/desk.js';

let hub: TestHub;
let intake: Client;
/** A house of its own for each test */
let shelterId: string;
beforeAll(async () => {
  hub = await openTestHub();
  intake = hub.as('intake-almaty', 'SHELTER');
});
afterAll(() => hub?.close());

const STAFF = seedId('staff:intake-almaty');
const name = { kk: 'Үй', ru: 'Дом', en: 'House' };
const content = { name, regionCode: 'KZ-75', participation: 'BED_BY_BED' };
const MEETING = { kk: 'Шам дәріханасы', ru: 'аптека «Фонарь»', en: 'Lantern Pharmacy' };
const ADDRESS = { kk: 'Қарлығаш 7', ru: 'Ласточкина 7', en: 'Swallow Street 7' };
const ROOM = { kind: 'SINGLE', name, beds: 1, exclusive: true, householdTypes: ['WITHOUT_CHILDREN'] };
const sql = (text: string, values: unknown[] = []) => hub.db('shelter-capacity').query(text, values);

beforeEach(async () => {
  const { shelter } = await carriedOut('shelterCreate', { ...content, idempotencyKey: randomUUID() });
  shelterId = shelter.id;
});

async function carriedOut(mutation: string, input: object, select = 'shelter { id version }'): Promise<Told> {
  const answer = await ask(intake, mutation, input, select);
  expect(answer.userErrors).toEqual([]);
  return answer;
}
const CHANGES = `query ($shelter: ID!, $first: Int!, $after: String) { shelterChanges(shelter: $shelter, first: $first, after: $after) {
  edges { node { what staff changedAt } } pageInfo { hasNextPage endCursor } } }`;
async function page(first: number, after: string | null = null, reader = intake): Promise<Told> {
  const { data, errors } = await reader.query(CHANGES, { shelter: shelterId, first, after });
  expect(errors).toBeUndefined();
  return data.shelterChanges;
}
/** What was done to it since it was entered, in that order */
const done = async (reader = intake): Promise<string[]> => {
  const { edges } = await page(100, null, reader);
  const what: string[] = edges.map(({ node }: { node: { what: string } }) => node.what);
  expect(what.at(-1)).toBe('ENTERED');
  return what.slice(0, -1).reverse();
};

test('each change of it is there with who made it: newest first, page by page, and nothing of what it says', async () => {
  const update = { ...content, shelterId, intakePhone: '+7 700 111 22 33', expectedVersion: 1 };
  await carriedOut('shelterUpdate', update);
  expect(await done()).toEqual(['INTAKE_PHONE']);
  // the same again is no change
  await carriedOut('shelterUpdate', { ...update, expectedVersion: 2 });
  await carriedOut('shelterAddressSet', { shelterId, address: ADDRESS, meetingPoint: MEETING });
  await carriedOut('shelterAddressSet', { shelterId, address: ADDRESS, meetingPoint: MEETING });
  expect((await done()).sort()).toEqual(['ADDRESS', 'INTAKE_PHONE', 'MEETING_POINT']);
  const elsewhere = { ...MEETING, en: 'Where he waits' };
  await carriedOut('shelterAddressSet', { shelterId, address: ADDRESS, meetingPoint: elsewhere });
  for (let again = 0; again < 2; again++)
    await carriedOut('shelterOpeningSet', { shelterId, state: 'CLOSED', reason: 'REPAIR' });
  expect((await done()).slice(-2)).toEqual(['MEETING_POINT', 'OPENING']);

  const first = await page(3);
  const second = await page(3, first.pageInfo.endCursor);
  expect([first, second].map(({ edges }) => edges.length)).toEqual([3, 3]);
  expect([first, second].map(({ pageInfo }) => pageInfo.hasNextPage)).toEqual([true, false]);
  const rows = [...first.edges, ...second.edges].map(({ node }) => node);
  expect(new Set(rows.map(({ staff }) => staff))).toEqual(new Set([STAFF]));
  const times = rows.map(({ changedAt }) => Date.parse(changedAt));
  expect(times).toEqual(times.toSorted((a, b) => b - a));
  const [{ text }] = await sql('SELECT string_agg(c::text, $1) AS text FROM shelter_change c', ['\n']);
  for (const secret of ['Lantern', 'he waits', 'Swallow', '111 22 33', 'Үй']) expect(text).not.toContain(secret);
});

test('of some things alone, whatever else has been changed since', async () => {
  await carriedOut('shelterAddressSet', { shelterId, meetingPoint: MEETING });
  for (const state of ['CLOSED', 'OPEN', 'CLOSED'])
    await carriedOut('shelterOpeningSet', { shelterId, state, reason: state === 'OPEN' ? null : 'REPAIR' });
  const { data } = await intake.query(
    `query ($shelter: ID!, $what: [ShelterChanged!]) { shelterChanges(shelter: $shelter, what: $what, first: 2) { edges { node { what } } } }`,
    { shelter: shelterId, what: ['MEETING_POINT', 'INTAKE_PHONE'] },
  );
  expect(data.shelterChanges.edges).toEqual([{ node: { what: 'MEETING_POINT' } }]);
});

test('its units, its name and how it takes part are among it', async () => {
  const { unit } = await carriedOut(
    'shelterUnitAdd',
    { ...ROOM, shelterId, idempotencyKey: randomUUID() },
    'unit { id }',
  );
  await carriedOut('shelterBedServiceSet', { unitId: unit.id, number: 1, inService: false }, 'unit { id }');
  await carriedOut('shelterBedServiceSet', { unitId: unit.id, number: 1, inService: false }, 'unit { id }');
  expect(await done()).toEqual(['UNITS', 'UNITS']);
  const room = { ...ROOM, unitId: unit.id, maxNights: 9, startsOn: '2026-01-01', languages: ['ru', 'kk'] };
  for (const expectedVersion of [2, 3])
    await carriedOut('shelterUnitUpdate', { ...room, expectedVersion }, 'unit { id }');
  const table = { shelterId, units: [{ ...ROOM, reference: 'R-1' }] };
  await carriedOut('shelterUnitsSet', table, 'changed');
  await carriedOut('shelterUnitsSet', table, 'changed');
  expect(await done()).toEqual(['UNITS', 'UNITS', 'UNITS', 'UNITS']);
  const other = {
    ...content,
    name: { ...name, en: 'Home' },
    districtCode: 'KZ-75-MEDEU',
    keepsWaitlist: true,
    holdMinutes: 30,
  };
  await carriedOut('shelterUpdate', { ...other, shelterId, participation: 'VIEW_ONLY', expectedVersion: 1 });
  expect((await done()).slice(4).sort()).toEqual(['HOLD_TIME', 'NAME', 'PARTICIPATION', 'REGION', 'WAITING_LIST']);
});

test('what is refused has changed nothing', async () => {
  const late = { ...content, name: { ...name, en: 'Home' }, shelterId, expectedVersion: 7 };
  expect(codeOf(await ask(intake, 'shelterUpdate', late, 'shelter { id }'))).toBe('VERSION_CONFLICT');
  await carriedOut('shelterUnitAdd', { ...ROOM, shelterId, idempotencyKey: randomUUID() }, 'unit { id }');
  const counts = { ...content, shelterId, participation: 'COUNTS_ONLY', expectedVersion: 1 };
  expect(codeOf(await ask(intake, 'shelterUpdate', counts, 'shelter { id }'))).toBe('WRONG_STATE');
  expect(await done()).toEqual(['UNITS']);
});

test('who brings it in from another system is named too, and again is nothing new', async () => {
  const administrator = hub.as('administrator');
  const imported = async (more: object = {}): Promise<string> => {
    const unit = { externalId: '1', kind: 'SINGLE', name: 'One', beds: 1, householdType: 'WITHOUT_CHILDREN' };
    const shelter = {
      externalId: 'log',
      name: 'House',
      regionCode: 'KZ-47',
      zone: 'Asia/Almaty',
      units: [unit],
      ...more,
    };
    const input = { source: 'log', shelters: [shelter] };
    const { results } = await ask(administrator, 'shelterImport', input, 'results { outcome }');
    return results[0].outcome;
  };
  expect(await imported({ confidential: { street: 'Swallow Street 7' } })).toBe('CREATED');
  [{ id: shelterId }] = await sql("SELECT id FROM shelter WHERE external_id = 'log'");
  expect(await done(administrator)).toEqual(['ADDRESS']);
  expect(await imported()).toBe('UNCHANGED');
  expect(await imported({ name: 'Home', units: [] })).toBe('UPDATED');
  expect((await done(administrator)).sort()).toEqual(['ADDRESS', 'NAME', 'UNITS']);
  expect(await imported({ name: 'Home', units: [], organizationExternalId: 'other' })).toBe('UPDATED');
  expect((await done(administrator)).at(-1)).toBe('ORGANIZATION');
  const { edges } = await page(100, null, administrator);
  expect(new Set(edges.map(({ node }: Told) => node.staff))).toEqual(new Set([seedId('staff:administrator')]));
});

describe('it is the own house that sees it:', () => {
  test('another agency is told nothing, and who does not run houses may not ask', async () => {
    expect((await page(10, null, hub.as('intake-karaganda', 'SHELTER'))).edges).toEqual([]);
    for (const account of ['officer-almaty', 'advocate-almaty', 'examiner-almaty', 'steward', 'integrator-police']) {
      const { errors } = await hub.as(account).query(CHANGES, { shelter: shelterId, first: 10 });
      expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    }
  });

  const may = async (right: string): Promise<string[]> =>
    (
      await sql(
        `SELECT rolname AS name FROM pg_roles WHERE rolcanlogin AND NOT rolsuper AND has_table_privilege(rolname, 'shelter_change', $1)
           AND rolname <> (SELECT tableowner FROM pg_tables WHERE tablename = 'shelter_change')`,
        [right],
      )
    ).map(({ name }: { name: string }) => name);

  test('no login of the hub changes it or takes it away, and that of the vault only adds', async () => {
    expect(await may('UPDATE')).toEqual([]);
    expect(await may('DELETE')).toEqual([]);
    const readers = await may('SELECT');
    expect(readers).not.toEqual([]);
    expect(readers.filter((name) => /vault/.test(name))).toEqual([]);
  });

  test('where she is met does not change unseen: what cannot be written down is not done', async () => {
    await carriedOut('shelterAddressSet', { shelterId, meetingPoint: MEETING });
    const kept = () => sql('SELECT changed_at FROM shelter_address WHERE shelter_id = $1', [shelterId]);
    const before = await kept();
    await sql("ALTER TABLE shelter_change ADD CONSTRAINT not_now CHECK (what <> 'MEETING_POINT') NOT VALID");
    const moved = { shelterId, meetingPoint: { ...MEETING, en: 'Where he waits' } };
    expect(codeOf(await ask(intake, 'shelterAddressSet', moved, 'shelter { id }'))).not.toBe('');
    await sql('ALTER TABLE shelter_change DROP CONSTRAINT not_now');
    expect(await kept()).toEqual(before);
    expect(await done()).toEqual(['MEETING_POINT']);
  });
});
