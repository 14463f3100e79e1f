import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { commandOf } from '../scripts/import/command.js';
import { isConfidential } from '../scripts/import/confidential.js';
import { runImport } from '../scripts/import/run.js';
import { whereaboutsOf } from '../scripts/import/whereabouts.js';
import { SUBGRAPHS } from '../standalone/subgraphs.js';
import { dumpOf } from './dump.js';
import { openHub, type PublicHub } from './hub.js';

const OWN = 'test/fixtures/import';
/** What others published, faults included; it stands beside the repository, not in it. */
const PUBLISHED = '../shared/data';
const published = existsSync(PUBLISHED);

const INPUTS: readonly string[][] = [
  ['hsds', `${OWN}/hsds-page-of-services.json`],
  ['hmis', `${OWN}/hmis-faults`, '--region', 'KZ-75', '--source', 'own-hmis'],
  ...(published
    ? [
        ['hsds', `${PUBLISHED}/hsds/organization_full.json`],
        ['hsds', `${PUBLISHED}/hsds/sf-dv-consortium-2013.json`],
        ['hmis', `${PUBLISHED}/hmis-csv-2024`, '--region', 'KZ-75'],
      ]
    : []),
];

let hub: PublicHub;
let folder: string;
beforeAll(async () => {
  hub = await openHub();
  folder = mkdtempSync(join(tmpdir(), 'import-e2e-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await hub?.close();
});

async function imported(args: readonly string[], account = 'administrator') {
  const rejects = join(folder, 'rejects.jsonl');
  const command = await commandOf([...args, '--url', hub.url, '--rejects', rejects], process.cwd(), {});
  if (command.kind === 'HELP') throw new Error('No import was asked for.');
  const printed: string[] = [];
  const report = await runImport(command, { token: () => hub.token(account), print: (line) => printed.push(line) });
  const kept = existsSync(rejects) ? readFileSync(rejects, 'utf8') : '';
  return { report, printed: printed.join('\n'), kept };
}

const counts = ({ report }: Awaited<ReturnType<typeof imported>>, file: string) => {
  const { read, CREATED, UPDATED, UNCHANGED, REJECTED, SKIPPED } = report.counts(file);
  return [read, CREATED, UPDATED, UNCHANGED, REJECTED, SKIPPED];
};

const lastOf = (path: string) => path.split('/').at(-1)!;
const filesOf = ([kind, path]: readonly string[]) =>
  kind === 'hsds' ? [lastOf(path!)] : ['Organization.csv', 'Project.csv', 'Inventory.csv'];

describe('an import through the public door', () => {
  const firstRuns: string[] = [];

  test.each(INPUTS)(
    '%s %s: every row is accounted for, and a second run finds all of it unchanged',
    async (...args) => {
      const input = args.filter((argument) => argument !== undefined);
      const first = await imported(input);
      expect(first.printed).not.toMatch(/STOPPED|NOT IMPORTED/);
      expect(first.report.accountedFor).toBe(true);
      firstRuns.push(first.printed + first.kept);

      const second = await imported(input);
      expect(second.report.accountedFor).toBe(true);
      for (const file of filesOf(input)) {
        const [read, created, updated, unchanged, rejected, skipped] = counts(first, file);
        expect(read).toBeGreaterThan(0);
        expect(read).toBe(created! + updated! + unchanged! + rejected! + skipped!);
        expect(counts(second, file)).toEqual([read, 0, 0, created! + updated! + unchanged!, rejected, skipped]);
      }
    },
  );

  test('the published data has become what it says', async () => {
    if (!published) return expect(INPUTS).toHaveLength(2);
    const consortium = await imported(['hsds', `${PUBLISHED}/hsds/sf-dv-consortium-2013.json`]);
    expect(counts(consortium, 'sf-dv-consortium-2013.json')).toEqual([18, 0, 0, 17, 1, 0]);
    const hmis = await imported(['hmis', `${PUBLISHED}/hmis-csv-2024`, '--region', 'KZ-75']);
    expect(counts(hmis, 'Organization.csv')).toEqual([10, 0, 0, 10, 0, 0]);
    expect(counts(hmis, 'Project.csv')).toEqual([10, 0, 0, 4, 0, 6]);
    expect(counts(hmis, 'Inventory.csv')).toEqual([49, 0, 0, 5, 0, 44]);
    const shelters = await hub.db('shelter-capacity').query(
      `SELECT s.external_id AS id, count(DISTINCT u.id)::int AS units, count(b.id)::int AS beds FROM shelter s
       JOIN unit u ON u.shelter_id = s.id JOIN bed b ON b.unit_id = u.id AND b.in_service
       WHERE s.source = 'hmis' GROUP BY s.external_id ORDER BY s.external_id::int`,
    );
    expect(shelters).toEqual([
      { id: '93', units: 1, beds: 60 },
      { id: '388', units: 6, beds: 32 },
      { id: '780', units: 1, beds: 20 },
      { id: '1362', units: 1, beds: 20 },
    ]);
  });

  test('of the published inventory each kind of bed counts once: what has ended, what has not begun and vouchers count for nothing', async () => {
    if (!published) return expect(INPUTS).toHaveLength(2);
    const shelters = await hub.db('shelter-capacity').query(
      `SELECT s.external_id AS id, count(b.id)::int AS beds FROM shelter s JOIN unit u ON u.shelter_id = s.id JOIN bed b ON b.unit_id = u.id AND b.in_service
       WHERE s.source = 'hmis' GROUP BY s.external_id`,
    );
    const lines = readFileSync(`${PUBLISHED}/hmis-csv-2024/Inventory.csv`, 'utf8').trim().split(/\r?\n/);
    const [header, ...rows] = lines.map((line) => line.replaceAll('"', '').split(','));
    const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Almaty' }).format(new Date());
    const latest = new Map<string, { project: string; beds: number; starts: string }>();
    const left = { ended: 0, vouchers: 0, overlapping: 0 };
    for (const row of rows) {
      const of = Object.fromEntries(header!.map((name, i) => [name, row[i]!]));
      const [starts, ends] = [of.InventoryStartDate!, of.InventoryEndDate || '9999-12-31'];
      if (of.DateDeleted || ends < today || starts > today) left.ended++;
      else if (of.ESBedType === '2') left.vouchers++;
      else {
        const kind = [of.ProjectID, of.HouseholdType, of.Availability, of.ESBedType, of.CoCCode].join();
        const known = latest.get(kind);
        if (known) left.overlapping++;
        if (!known || starts >= known.starts)
          latest.set(kind, { project: of.ProjectID!, beds: Number(of.BedInventory), starts });
      }
    }
    // the data has all three faults, or this shows nothing
    expect(left.ended).toBeGreaterThan(0);
    expect(left.vouchers).toBeGreaterThan(0);
    for (const { id, beds } of shelters) {
      const counted = [...latest.values()]
        .filter(({ project }) => project === id)
        .reduce((sum, kind) => sum + kind.beds, 0);
      expect({ id, beds }).toEqual({ id, beds: counted });
    }
  });

  test('a bed that was imported is found by an officer once its own people say that the house is open', async () => {
    const bookable = async (): Promise<string[]> => {
      const found = await hub
        .as('officer-almaty')
        .query(`query ($input: BedSearchInput!) { bedSearch(input: $input) { offers { shelterName unitId } } }`, {
          input: { adults: 1, children: [{ age: 4, sex: 'FEMALE' }], regionCode: 'KZ-75', first: 50 },
        });
      expect(found.errors).toBeUndefined();
      const offers: { shelterName: string; unitId: string | null }[] = found.data.bedSearch.offers;
      return offers.filter(({ unitId }) => unitId).map(({ shelterName }) => shelterName);
    };
    expect(await bookable()).not.toContain('River Shelter');
    const [{ id }] = await hub.db('shelter-capacity').query("SELECT id FROM shelter WHERE name_en = 'River Shelter'");
    const opened = await hub
      .as('administrator')
      .query(
        'mutation ($input: ShelterOpeningSetInput!) { shelterOpeningSet(input: $input) { userErrors { code } } }',
        { input: { shelterId: id, state: 'OPEN' } },
      );
    expect(opened.data.shelterOpeningSet.userErrors).toEqual([]);
    expect(await bookable()).toContain('River Shelter');
  });

  test('no street, coordinate or telephone of a confidential place is readable in any column, on the screen or in the rejects file', async () => {
    const secrets = confidentialWhereabouts();
    expect(secrets.length).toBeGreaterThanOrEqual(published ? 10 : 4);
    const texts: (readonly [place: string, text: string])[] = firstRuns.map((text) => ['report or rejects file', text]);
    for (const { name } of SUBGRAPHS) {
      for (const [table, text] of await dumpOf(hub.db(name))) texts.push([`${name}.${table}`, text]);
    }
    for (const secret of secrets) {
      const spellings = [secret, JSON.stringify(secret).slice(1, -1), Buffer.from(secret).toString('hex')];
      const places = texts.filter(([, text]) => spellings.some((spelling) => text.includes(spelling)));
      expect({ secret, found: places.map(([place]) => place) }).toEqual({ secret, found: [] });
    }
  });

  test('the hub keeps those addresses sealed', async () => {
    const [{ sealed }] = await hub.db('directory').query(
      `SELECT count(*)::int AS sealed FROM organization_address a JOIN organization o ON o.id = a.organization_id
       WHERE o.source = 'hsds' AND o.confidential`,
    );
    expect(sealed).toBeGreaterThanOrEqual(published ? 5 : 1);
  });

  test('whoever is no administrator imports nothing', async () => {
    const { report, printed } = await imported(
      ['hsds', `${OWN}/hsds-page-of-services.json`, '--source', 'other'],
      'officer-almaty',
    );
    expect(report.accountedFor).toBe(false);
    expect(printed).toMatch(/NOT IMPORTED[\s\S]*STOPPED: .*administrator/);
    const rows = await hub.db('directory').query(`SELECT 1 FROM organization WHERE source = 'other'`);
    expect(rows).toEqual([]);
  });
});

/** Streets, telephones and coordinates that the inputs themselves give to places whose words say that they are confidential. */
function confidentialWhereabouts(): string[] {
  const page = JSON.parse(readFileSync(`${OWN}/hsds-page-of-services.json`, 'utf8')).contents.slice(0, 2);
  const consortium = published ? JSON.parse(readFileSync(`${PUBLISHED}/hsds/sf-dv-consortium-2013.json`, 'utf8')) : [];
  const records = [...page, ...consortium.filter((record: unknown) => isConfidential(record))];
  const found = records.map(whereaboutsOf);
  const streets = found.flatMap((one) => one.streets.flatMap((street) => [street, street.split(',')[0]!]));
  const phones = found.flatMap((one) => one.phones).flatMap((phone) => [phone, phone.replace(/\D/g, '')]);
  const points = found.flatMap((one) => one.coordinates.flat().map(String));
  return [...new Set([...streets, ...phones, ...points, '12 Example Street'])].filter((secret) => secret.length >= 6);
}
