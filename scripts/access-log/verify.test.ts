import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { newEpochIsDue } from '../../subgraphs/consent/index.js';
import { receiptsOf } from '../../subgraphs/consent/log-seal/receipts.js';
import { SealedLog, WITNESS } from '../../subgraphs/consent/test/sealed-log.js';
import {
  KeySet,
  makeSigningKey,
  parseCheckpoint,
  parseNote,
  signedCheckpoint,
  transaction,
} from '../../subgraphs/kit/index.js';
import { publicKeys } from '../../test/public-keys.js';
import { type ExportLine, exportLines } from './export.js';
import type { VerificationKeys } from './keys.js';
import { receiptFaults } from './receipt.js';
import { type VerifyOptions, verifyExport } from './verify.js';

let log: SealedLog;
let folder: string;
let keys: VerificationKeys;
let note: string;
beforeAll(async () => {
  log = await SealedLog.open();
  folder = await mkdtemp(join(tmpdir(), 'dereu-log-'));
  const { consent, [WITNESS]: witness } = publicKeys();
  keys = { consent: consent!, [WITNESS]: witness! };
});
afterAll(async () => {
  await log?.close();
  await rm(folder, { recursive: true });
});

/** Twelve leaves under checkpoints over 4, 9 and 12, all countersigned, and two entries that are not sealed. */
async function threeBatches(): Promise<void> {
  await log.forget();
  const process = log.process();
  for (const times of [4, 5, 3]) {
    await log.look(times);
    await process.run();
  }
  [{ note }] = await log.hub.db(WITNESS).query('SELECT note FROM witnessed_checkpoint');
  await log.look(2);
}

const url = () => (log.owner.options as { url: string }).url;
async function exported(): Promise<ExportLine[]> {
  const lines: ExportLine[] = [];
  for await (const line of exportLines(url())) lines.push(line);
  return lines;
}
type Line = Extract<ExportLine, { leaf: number }>;
const isLeaf = (leaf: number) => (line: ExportLine) => 'leaf' in line && line.leaf === leaf;
const placeOf = (lines: readonly ExportLine[], leaf: number) => lines.findIndex(isLeaf(leaf));
const placeOfCheckpoint = (lines: readonly ExportLine[], size: number) =>
  lines.findIndex((line) => 'checkpoint' in line && parseCheckpoint(parseNote(line.checkpoint).text).size === size);
async function written(lines: readonly ExportLine[]): Promise<string> {
  const file = join(folder, 'log.jsonl');
  await writeFile(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  return file;
}
async function found(lines: readonly ExportLine[], options: Partial<VerifyOptions> = {}): Promise<string[]> {
  const { faults } = await verifyExport({ file: await written(lines), keys, ...options });
  return faults.map(({ kind, leaf }) => (leaf === undefined ? kind : `${kind} ${leaf}`));
}

describe('an export', () => {
  let lines: ExportLine[];
  beforeAll(async () => {
    await threeBatches();
    lines = await exported();
  });
  const without = (from: number, count = 1) => lines.toSpliced(from, count);
  const changed = (leaf: number, change: (line: Line) => Partial<Line>) => {
    const place = placeOf(lines, leaf);
    return lines.with(place, { ...(lines[place] as Line), ...change(lines[place] as Line) });
  };
  const entryWith = (leaf: number, change: object) =>
    changed(leaf, ({ entry }) => ({ entry: { ...entry!, ...change } }));

  test('that is as it was sealed has no fault; what is not sealed yet is said', async () => {
    const { faults, notes, leaves } = await verifyExport({ file: await written(lines), keys, heads: [note] });
    expect([faults, notes, leaves]).toEqual([
      [],
      ['2 entries at the end are not sealed yet: nothing proves them.'],
      12,
    ]);
  });

  test.each([
    ['agency', 'x'],
    ['staff', 'x'],
    ['at', '2020-01-01T00:00:00.000Z'],
    ['category', 'SHELTER'],
    ['victim', '00000000-0000-4000-8000-000000000000'],
    ['unit', 'x'],
    ['id', '1'],
  ])('in which %s of one entry is another: that entry', async (field, value) => {
    expect(await found(entryWith(6, { [field]: value }))).toEqual(['ALTERED 6']);
  });

  test('in which several are altered: each, the first one first', async () => {
    const place = placeOf(lines, 10);
    const both = entryWith(2, { staff: 'x' }).with(place, { ...(lines[place] as Line), salt: 'AAAA' });
    expect(await found(both)).toEqual(['ALTERED 2', 'ALTERED 10']);
  });

  test('in which one was altered together with its hash: the batch, and nothing after it is believed', async () => {
    const { hash } = lines[placeOf(lines, 0)] as Line;
    expect(await found(changed(6, () => ({ hash })))).toEqual(['ALTERED 6']);
    const rehashed = changed(6, ({ entry }) => ({ hash, entry: { ...entry!, staff: 'x' } }));
    expect(await found(rehashed)).toEqual(['ROOT 6']);
  });

  test.each([0, 3, 6, 11])('without entry %s: that it is missing', async (leaf) => {
    expect(await found(without(placeOf(lines, leaf)))).toEqual([`MISSING ${leaf}`]);
  });

  test('without an entry, the ones after it renumbered: their batch', async () => {
    const place = placeOf(lines, 6);
    const renumbered = without(place).map((line) =>
      'leaf' in line && line.leaf > 6 ? { ...line, leaf: line.leaf - 1 } : line,
    );
    expect((await found(renumbered))[0]).toBe('MISSING 8');
  });

  test('in which two changed places: the first of them', async () => {
    const [a, b] = [placeOf(lines, 5), placeOf(lines, 7)];
    expect(await found(lines.with(a, lines[b]!).with(b, lines[a]!))).toEqual(['REORDERED 5']);
    const [first, second] = [lines[a] as Line, lines[b] as Line];
    const swap = (line: Line, other: Line) => ({ ...line, id: other.id, entry: other.entry, salt: other.salt });
    const contents = lines.with(a, swap(first, second)).with(b, swap(second, first));
    expect(await found(contents)).toEqual(['REORDERED 5', 'REORDERED 7']);
  });

  test('in which one is there twice: that one', async () => {
    const place = placeOf(lines, 5);
    expect(await found(lines.toSpliced(place, 0, lines[place]!))).toEqual(['REPEATED 5']);
  });

  test('with its end cut off', async () => {
    expect(await found(lines.slice(0, -1))).toEqual(['FORM']);
    expect((await found(lines.slice(0, placeOf(lines, 11)).concat(lines.slice(-3))))[0]).toBe('CHECKPOINT 9');
    const tail = placeOf(lines, 11);
    expect((await found(without(tail)))[0]).toBe('MISSING 11');
  });

  test('with its end cut off neatly, down to a checkpoint: seen by whoever knows a later one', async () => {
    const end = { end: { leaves: 9, unsealed: 0 } };
    const cut = [...lines.slice(0, placeOfCheckpoint(lines, 9) + 1), end];
    expect(await found(cut)).toEqual([]);
    expect(await found(cut, { heads: [note] })).toEqual(['LOST 9']);
  });

  test('with leaves that no checkpoint covers', async () => {
    expect((await found(without(placeOfCheckpoint(lines, 12))))[0]).toBe('CHECKPOINT 9');
    expect(await found(without(placeOfCheckpoint(lines, 9)))).toEqual([]);
  });

  test('with an older checkpoint put in the place of the newest, or a second time', async () => {
    const [older, newest] = [placeOfCheckpoint(lines, 9), placeOfCheckpoint(lines, 12)];
    expect((await found(lines.with(newest, lines[older]!)))[0]).toBe('CHECKPOINT');
    expect(await found(lines.toSpliced(older, 0, lines[older]!))).toEqual(['CHECKPOINT']);
  });

  test('with a forged checkpoint or countersignature', async () => {
    const place = placeOfCheckpoint(lines, 12);
    const { checkpoint } = lines[place] as { checkpoint: string };
    const forged = (text: string) => found(lines.with(place, { checkpoint: text }));
    const head = parseCheckpoint(parseNote(checkpoint).text);
    const foreign = signedCheckpoint(head, new KeySet([makeSigningKey()]).newest().key);
    expect(await forged(foreign)).toEqual(['SIGNATURE', 'CHECKPOINT 9']);
    const other = signedCheckpoint({ ...head, root: Buffer.alloc(32) }, log.secrets.signing.newest().key);
    expect(await forged(other)).toEqual(['ROOT']);
    const elsewhere = signedCheckpoint({ ...head, origin: 'dereu/access-log/x' }, log.secrets.signing.newest().key);
    expect((await forged(elsewhere))[0]).toBe('CHECKPOINT');
    const [, line] = checkpoint.split(`\n— ${WITNESS} `);
    const bytes = Buffer.from(line!, 'base64');
    bytes[20]! ^= 1;
    expect(await forged(checkpoint.replace(line!, `${bytes.toString('base64')}\n`))).toEqual(['COUNTERSIGNATURE']);
    expect(await forged('x')).toEqual(['CHECKPOINT', 'CHECKPOINT 9']);
  });

  test('of a log that was written anew, every signature valid: seen by whoever knows the other', async () => {
    const kept = log.secrets.signing.newest().key;
    await threeBatches();
    const { faults } = await verifyExport({ file: await written(await exported()), keys, heads: [note] });
    expect(faults).toEqual([]);
    const place = placeOfCheckpoint(lines, 12);
    const { origin, size } = parseCheckpoint(parseNote((lines[place] as { checkpoint: string }).checkpoint).text);
    const other = signedCheckpoint({ origin, size, root: Buffer.alloc(32) }, kept);
    expect(await found(lines, { heads: [other] })).toEqual(['HEAD']);
    expect((await found(lines, { heads: [note] }))[0]).toBe('LOST');
  });

  test('with a line that is none', async () => {
    expect(await found([...lines.slice(0, -1), 'x' as never, lines.at(-1)!])).toEqual(['FORM']);
  });

  test('is read without any key of the log: nothing is believed', async () => {
    expect(await found(lines, { keys: { consent: [] } })).toEqual(expect.arrayContaining(['SIGNATURE']));
  });
});

describe('a database in which somebody has tampered under the owner login', () => {
  beforeEach(threeBatches);
  const tampered = async (sql: string) => {
    await log.owner.query(sql);
    return found(await exported());
  };
  const ENTRY = (leaf: number) => `(SELECT entry_id FROM log_leaf WHERE leaf = ${leaf})`;

  test('is found out, and the entry named', async () => {
    expect(await tampered(`UPDATE access_log SET staff = 'x' WHERE id = ${ENTRY(7)}`)).toEqual(['ALTERED 7']);
    expect(await tampered(`DELETE FROM access_log WHERE id = ${ENTRY(3)}`)).toEqual(['MISSING 3', 'ALTERED 7']);
    expect(await tampered('DELETE FROM log_leaf WHERE leaf = 1')).toEqual(['MISSING 1', 'UNQUEUED']);
  });

  test('also when the entry was taken away before it could be sealed, or taken off the queue', async () => {
    await log.owner.query('DELETE FROM access_log WHERE id = (SELECT min(entry_id) FROM log_unsealed)');
    await log.process().run();
    expect(await found(await exported())).toEqual(['MISSING 12']);
    await log.look();
    expect(await tampered('DELETE FROM log_unsealed')).toEqual(['MISSING 12', 'UNQUEUED']);
  });
});

describe('a log that was restored', () => {
  test('says what was lost; whoever knows of the restore may accept it', async () => {
    await threeBatches();
    await log.process().run();
    // the state of before the last two batches
    await log.owner.query('DELETE FROM log_cosignature WHERE size > 9');
    await log.owner.query('DELETE FROM log_checkpoint WHERE size > 9');
    await log.owner.query('DELETE FROM access_log WHERE id IN (SELECT entry_id FROM log_leaf WHERE leaf >= 9)');
    await log.owner.query('DELETE FROM log_leaf WHERE leaf >= 9');
    await log.owner.query('DELETE FROM log_node WHERE (position + 1) * 2 ^ level > 9');
    await transaction(log.owner, newEpochIsDue);
    await log.look(2);
    await log.process().run();
    const lines = await exported();
    expect(await found(lines)).toEqual(['LOST 9']);
    const { origin } = lines.find((line) => 'epoch' in line) as { origin: string };
    expect(await found(lines, { restored: [origin] })).toEqual([]);
    const second = lines.findIndex((line) => 'epoch' in line && line.epoch === 2);
    expect((await found(lines.toSpliced(1, second - 1), { restored: [origin] }))[0]).toBe('FORM');
    const beginning = lines[second] as { beginning: string };
    expect(
      await found(
        lines.with(second, { ...lines[second], beginning: beginning.beginning.replace('EPOCH', 'X') } as ExportLine),
      ),
    ).toContain('ALTERED 0');
  });
});

describe('npm run verify-log', () => {
  const run = (...args: string[]) =>
    new Promise<{ code: number; output: string }>((resolve) => {
      const child = execFile(process.execPath, ['dist/scripts/verify-log.js', ...args], (_, stdout, stderr) =>
        resolve({ code: child.exitCode ?? -1, output: stdout + stderr }),
      );
    });
  let keysFile: string;
  beforeAll(async () => {
    keysFile = join(folder, 'keys.json');
    await writeFile(
      keysFile,
      JSON.stringify(Object.fromEntries(Object.entries(keys).map(([name, each]) => [name, { keys: each }]))),
    );
    await threeBatches();
  });

  test('says that all is well, or which entry is not, and ends accordingly', async () => {
    const lines = await exported();
    const head = join(folder, 'head.txt');
    await writeFile(head, note);
    expect(await run(await written(lines), '--keys', keysFile, '--head', head)).toEqual({
      code: 0,
      output: '2 entries at the end are not sealed yet: nothing proves them.\n12 leaves are as they were sealed.\n',
    });
    const place = placeOf(lines, 6);
    const { id, entry } = lines[place] as Line;
    const altered = lines.with(place, { ...(lines[place] as Line), entry: { ...entry!, staff: 'x' } });
    const answer = await run(await written(altered), '--keys', keysFile);
    expect(answer.code).toBe(1);
    expect(answer.output).toContain(`ALTERED: Entry ${id} (leaf 6) is not as it was sealed.\n`);
    expect((await run(await written(lines))).code).toBe(2);
    expect((await run(join(folder, 'nothing'), '--keys', keysFile)).code).toBe(2);
  });

  test('checks a receipt', async () => {
    const ids = (await log.owner.query('SELECT entry_id::text AS id FROM log_leaf ORDER BY leaf')) as { id: string }[];
    const receipts = await receiptsOf({ db: log.db } as never, [ids[4]!.id]);
    const file = join(folder, 'receipt.json');
    const check = async (change: object) => {
      await writeFile(file, JSON.stringify({ ...receipts[0], ...change }));
      return run('--receipt', file, '--keys', keysFile);
    };
    const good = await check({});
    expect(good.code).toBe(0);
    expect(good.output).toMatch(
      /^Entry 4 of 12 in dereu\/access-log\/[0-9a-f]{16}: {"agency".*\nCountersigned by shelter-capacity at /,
    );
    const bad = await check({ leafIndex: 5 });
    expect(bad).toEqual({ code: 1, output: 'The entry is not in the tree of this checkpoint: it was altered.\n' });
    const faults = (change: object) => receiptFaults(JSON.stringify({ ...receipts[0], ...change }), keys).faults.length;
    expect(faults({})).toBe(0);
    expect(faults({ entry: receipts[0]!.entry.replace('POLICE_RESPONSE', 'COURT') })).toBe(1);
    expect(faults({ checkpoint: receipts[0]!.checkpoint.replace('\n12\n', '\n13\n'), treeSize: 13 })).toBeGreaterThan(
      1,
    );
    expect(faults({ auditPath: receipts[0]!.auditPath.slice(1) })).toBe(1);
    expect([faults({ checkpoint: 'x' }), receiptFaults('x', keys).faults]).toEqual([1, ['This is no receipt.']]);
  });
});
