import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openRecordingHub } from '../../test/fixtures/import/recording-hub.js';

const ROWS = 10_000;
/** The rows of each input are some 36 MB as strings: whoever keeps them dies in a heap of this size. */
const HEAP_MB = 34;
const TEXT = 'помощь'.repeat(300);
const TIMEOUT_MS = 180_000;

let folder: string;
let hub: Awaited<ReturnType<typeof openRecordingHub>>;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bounded-memory-'));
  hub = await openRecordingHub();
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await hub.close();
});

async function written(path: string, lines: Iterable<string>): Promise<void> {
  const stream = createWriteStream(path);
  for (const line of lines) if (!stream.write(line)) await once(stream, 'drain');
  stream.end();
  await once(stream, 'close');
}

/** The command as it is run, built, in a heap that is too small for its input. */
async function run(...args: string[]): Promise<{ code: number | null; printed: string }> {
  const command = [
    `--max-old-space-size=${HEAP_MB}`,
    'dist/scripts/import.js',
    ...args,
    '--url',
    hub.url,
    '--token',
    'token',
  ];
  const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += chunk));
  const [code] = await once(child, 'close');
  return { code, printed };
}

test(
  'a page of 10,000 organisations is imported in bounded memory, and the last one has the right line',
  async () => {
    function* page() {
      yield '{"contents": [\n';
      for (let id = 1; id <= ROWS; id += 1)
        yield `{"id": "${id}", "name": "Organization",\n "description": "${id} ${TEXT}"},\n`;
      yield '{"id": "last", "name": ""}\n]}\n';
    }
    const path = join(folder, 'page.json');
    await written(path, page());
    const { code, printed } = await run('hsds', path);
    expect(printed).toContain(`rejected page.json:${2 * ROWS + 2} /contents/${ROWS} name:`);
    expect(printed).toContain(
      `page.json: 10001 read = 10000 created + 0 updated + 0 unchanged + 1 rejected + 0 skipped`,
    );
    expect(code).toBe(0);
  },
  TIMEOUT_MS,
);

test(
  '10,000 ended periods of an HMIS export stream by in bounded memory',
  async () => {
    const header =
      'InventoryID,ProjectID,HouseholdType,Availability,UnitInventory,BedInventory,ESBedType,InventoryStartDate,InventoryEndDate,DateDeleted';
    function* inventory() {
      yield `${header},Note\n`;
      for (let id = 1; id <= ROWS; id += 1) yield `${id},10,1,1,0,9,1,2015-01-01,2016-01-01,,"${TEXT}\n"\n`;
      yield `last,10,1,1,0,9,1,2015-01-01,,,\n`;
    }
    const path = join(folder, 'hmis');
    mkdirSync(path);
    await written(join(path, 'Organization.csv'), [
      'OrganizationID,OrganizationName,VictimServiceProvider,DateDeleted\n1,A,0,\n',
    ]);
    await written(join(path, 'Project.csv'), [
      'ProjectID,OrganizationID,ProjectName,ProjectType,DateDeleted\n10,1,B,0,\n',
    ]);
    await written(join(path, 'Inventory.csv'), inventory());
    const { code, printed } = await run('hmis', path, '--region', 'KZ-75');
    expect(printed).toContain(`skipped  Inventory.csv:${2 * ROWS} /${ROWS - 1} InventoryEndDate:`);
    expect(printed).toContain(
      'Inventory.csv: 10001 read = 1 created + 0 updated + 0 unchanged + 0 rejected + 10000 skipped',
    );
    expect(code).toBe(0);
  },
  TIMEOUT_MS,
);
