import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openRecordingHub } from '../../test/fixtures/import/recording-hub.js';
import { runImport } from './run.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'import-hmis-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function run(fixture: string, hub: Awaited<ReturnType<typeof openRecordingHub>>) {
  const rejects = join(folder, 'rejects.jsonl');
  const path = resolve('test/fixtures/import', fixture);
  const command = {
    kind: 'HMIS',
    path,
    url: hub.url,
    token: undefined,
    source: 'test',
    rejects,
    region: 'KZ-75',
    zone: 'Asia/Almaty',
  } as const;
  const printed: string[] = [];
  const report = await runImport(command, {
    token: async () => 'token',
    print: (line) => printed.push(line),
    now: new Date('2025-06-15T12:00:00Z'),
  });
  const kept = readFileSync(rejects, 'utf8');
  const entries = kept
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  return {
    report,
    printed,
    kept,
    entries: entries.map(({ kind, file, line, field }) => `${kind} ${file}:${line} ${field}`),
  };
}

test('every row of an export with faults is imported, or named with its file, line and field', async () => {
  const hub = await openRecordingHub();
  try {
    const { report, entries } = await run('hmis-faults', hub);
    expect(entries).toEqual([
      'REJECTED Organization.csv:5 OrganizationName',
      'SKIPPED Organization.csv:6 DateDeleted',
      'REJECTED Organization.csv:7 OrganizationID',
      'REJECTED Organization.csv:10 ',
      'SKIPPED Project.csv:3 OperatingEndDate',
      'SKIPPED Project.csv:4 ProjectType',
      'SKIPPED Project.csv:7 DateDeleted',
      'REJECTED Project.csv:8 ProjectName',
      'SKIPPED Project.csv:9 ProjectType',
      'SKIPPED Project.csv:10 ProjectType',
      'REJECTED Inventory.csv:3 InventoryStartDate',
      'SKIPPED Inventory.csv:5 ESBedType',
      'SKIPPED Inventory.csv:6 BedInventory',
      'SKIPPED Inventory.csv:7 InventoryStartDate',
      'REJECTED Inventory.csv:8 HouseholdType',
      'REJECTED Inventory.csv:9 BedInventory',
      'REJECTED Inventory.csv:10 InventoryStartDate',
      'REJECTED Inventory.csv:11 InventoryEndDate',
      'SKIPPED Inventory.csv:12 DateDeleted',
      'REJECTED Inventory.csv:13 ProjectID',
      'SKIPPED Inventory.csv:14 ProjectID',
      'SKIPPED Inventory.csv:16 ProjectID',
      'SKIPPED Inventory.csv:17 ProjectID',
      'REJECTED Inventory.csv:18 InventoryID',
      'FIELD Organization.csv:9 OrganizationName',
      'FIELD Project.csv:5 OrganizationID',
      'SKIPPED Project.csv:6 ProjectID',
    ]);
    expect(report.counts('Organization.csv')).toMatchObject({ read: 7, CREATED: 3, REJECTED: 3, SKIPPED: 1 });
    expect(report.counts('Project.csv')).toMatchObject({ read: 9, CREATED: 2, REJECTED: 1, SKIPPED: 6 });
    expect(report.counts('Inventory.csv')).toMatchObject({ read: 17, CREATED: 3, REJECTED: 7, SKIPPED: 7 });
    expect(report.accountedFor).toBe(true);

    const again = (await run('hmis-faults', hub)).report;
    expect(again.counts('Organization.csv')).toMatchObject({ CREATED: 0, UPDATED: 0, UNCHANGED: 3 });
    expect(again.counts('Project.csv')).toMatchObject({ CREATED: 0, UPDATED: 0, UNCHANGED: 2 });
    expect(again.counts('Inventory.csv')).toMatchObject({ CREATED: 0, UPDATED: 0, UNCHANGED: 3 });
  } finally {
    await hub.close();
  }
});

test('organisations of shelters and victim service providers are confidential; shelters have their current units', async () => {
  const hub = await openRecordingHub();
  try {
    await run('hmis-faults', hub);
    expect(hub.organizations().map(({ externalId, name, confidential }) => [externalId, name, confidential])).toEqual([
      ['1', 'House of the River', true],
      // its rapid re-housing project has no beds, but people live there
      ['2', 'Open Kitchen', true],
      ['5', 'Lodge at [withheld]', true],
    ]);
    expect(hub.shelters()).toEqual([
      expect.objectContaining({
        externalId: '10',
        organizationExternalId: '1',
        regionCode: 'KZ-75',
        zone: 'Asia/Almaty',
        units: [
          ...[4, 4, 3, 3, 3].map((beds, index) =>
            expect.objectContaining({ externalId: `100/${index + 1}`, kind: 'FAMILY_ROOM', beds }),
          ),
          expect.objectContaining({
            externalId: '102',
            kind: 'DORMITORY',
            beds: 8,
            availability: 'SEASONAL',
            endsOn: '2999-12-31',
          }),
        ],
      }),
      expect.objectContaining({
        externalId: '13',
        organizationExternalId: null,
        units: [expect.objectContaining({ beds: 6 })],
      }),
    ]);
  } finally {
    await hub.close();
  }
});

test('an address in a name is neither sent nor kept', async () => {
  const hub = await openRecordingHub();
  try {
    const { kept, printed } = await run('hmis-faults', hub);
    expect(kept + printed.join('\n') + JSON.stringify(hub.requests)).not.toMatch(/12 Example/);
  } finally {
    await hub.close();
  }
});

test.each([
  ['hmis-unclosed-quote', 'Inventory.csv:3'],
  ['hmis-wrong-header', 'Project.csv:1'],
])('%s: an export that cannot be read to its end is not imported by halves', async (fixture, where) => {
  const hub = await openRecordingHub();
  try {
    const { report, entries, printed } = await run(fixture, hub);
    expect(hub.requests).toEqual([]);
    expect(entries.some((entry) => entry.startsWith(`REJECTED ${where}`))).toBe(true);
    expect(report.accountedFor).toBe(false);
    expect(printed.join('\n')).toMatch(/NOT IMPORTED[\s\S]*STOPPED/);
  } finally {
    await hub.close();
  }
});

test('a shelter that the hub rejects takes its inventory with it, and the row at fault is named', async () => {
  const hub = await openRecordingHub(({ organizations, shelters }) => {
    const results = (organizations ?? shelters ?? []).map(({ externalId }) =>
      externalId === '10' && shelters
        ? { externalId, outcome: 'REJECTED', field: 'units.5.beds', message: 'Occupied.' }
        : { externalId, outcome: 'CREATED', field: null, message: null },
    );
    return { body: { data: { answer: { results, userErrors: [] } } } };
  });
  try {
    const { entries, report } = await run('hmis-faults', hub);
    expect(entries).toEqual(
      expect.arrayContaining(['REJECTED Inventory.csv:4 BedInventory', 'REJECTED Inventory.csv:2 ProjectID']),
    );
    expect(report.counts('Project.csv')).toMatchObject({ CREATED: 1, REJECTED: 2 });
    expect(report.accountedFor).toBe(true);
  } finally {
    await hub.close();
  }
});
