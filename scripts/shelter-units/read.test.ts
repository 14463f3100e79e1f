import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { COLUMNS, faultOf, readTable } from './read.js';

const TEMPLATE = 'docs/templates/shelter-units.csv';
const EXAMPLE = 'docs/templates/shelter-units.example.csv';
const folder = mkdtempSync(join(tmpdir(), 'units-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function faultsOf(text: string): Promise<string[]> {
  const path = join(folder, 'table.csv');
  writeFileSync(path, text);
  return (await readTable(path)).faults.map(({ row, column }) => `${row} ${column}`);
}
const example = readFileSync(EXAMPLE, 'utf8');

test('template and example have the columns, and the example has no fault', async () => {
  expect(readFileSync(TEMPLATE, 'utf8').trim()).toBe(Object.keys(COLUMNS).join(','));
  const { rows, faults } = await readTable(EXAMPLE);
  expect(faults).toEqual([]);
  expect(rows).toHaveLength(5);
  expect(rows[0]?.unit).toMatchObject({
    ...{ reference: 'R-1', kind: 'FAMILY_ROOM', beds: 5, exclusive: true, boysMaxAge: 14, girlsMaxAge: null },
    ...{
      name: { kk: '1-отбасы бөлмесі' },
      languages: ['kk', 'ru'],
      householdTypes: ['ADULT_AND_CHILD'],
      startsOn: null,
    },
  });
});

test('each fault is named by its row and its column', async () => {
  expect(await faultsOf(example.replace('Family room 1,5', 'Family room 1,-5'))).toEqual(['2 beds']);
  expect(await faultsOf(example.replace('R-2,ACCESSIBLE', 'R-1,CASTLE'))).toEqual(['3 kind', '3 reference']);
  expect(await faultsOf(example.replace('2027-03-31', '2026-03-31'))).toEqual(['6 ends_on']);
  expect(
    await faultsOf(example.replace('2027-03-31', '2027-02-30').replace(',yes,no,kk ru,30', ',maybe,no,kazakh,30')),
  ).toEqual(['4 women_only', '4 languages', '6 ends_on']);
  expect(await faultsOf(example.replace('beds,exclusive', 'places,exclusive'))).toEqual(['1 beds']);
  expect(await faultsOf(example.replace(',180,ALL_YEAR,,', ',180,ALL_YEAR,'))).toEqual(['2 ']);
});

test('what the hub refuses is named so, too', async () => {
  const { rows } = await readTable(EXAMPLE);
  expect(faultOf(rows, ['input', 'units', '3', 'beds'], 'x')).toEqual({ row: 5, column: 'beds', reason: 'x' });
  expect(faultOf(rows, ['input', 'units', '0', 'name', 'kk'], 'x')).toEqual({ row: 2, column: 'name_kk', reason: 'x' });
  expect(faultOf(rows, ['input', 'units'], 'x')).toEqual({ row: 0, column: '', reason: 'x' });
});
