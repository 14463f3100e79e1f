import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readCsv } from './csv-rows.js';
import { readJsonRecords } from './json-records.js';

const RECORDS = 10_000;
/** All records together are some 7 MB as strings; a reader that kept them could not stay below this. */
const MOST_GROWTH = 3 * 1024 * 1024;

setFlagsFromString('--expose_gc');
const collectGarbage = runInNewContext('gc') as () => void;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bounded-memory-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function written(name: string, lines: Iterable<string>): Promise<string> {
  const path = join(folder, name);
  const stream = createWriteStream(path);
  for (const line of lines) if (!stream.write(line)) await once(stream, 'drain');
  await new Promise<void>((resolve) => stream.end(() => resolve()));
  return path;
}

async function growth(
  records: AsyncIterable<{ kind: string; line: number }>,
): Promise<{ read: number; bytes: number; line: number }> {
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  let read = 0;
  let bytes = 0;
  let line = 0;
  for await (const record of records) {
    if (record.kind === 'BREAK') throw new Error(`The file broke off on line ${record.line}.`);
    read += 1;
    line = record.line;
    if (read % 2_000 !== 0) continue;
    collectGarbage();
    bytes = Math.max(bytes, process.memoryUsage().heapUsed - before);
  }
  return { read, bytes, line };
}

const text = 'приют '.repeat(60);

test.each([
  ['a list page', '{"contents": [\n', ']}\n'],
  ['an array', '[\n', ']\n'],
])(
  '%s of 10,000 organisations is read in bounded memory, with the right lines to the last',
  async (_, opening, closing) => {
    function* lines() {
      yield opening;
      for (let id = 1; id <= RECORDS; id += 1) {
        yield `{"id": "${id}", "name": "Organization",\n "description": "${text}"}${id < RECORDS ? ',' : ''}\n`;
      }
      yield closing;
    }
    const { read, bytes, line } = await growth(readJsonRecords(await written('list.json', lines())));
    expect(read).toBe(RECORDS);
    expect(line).toBe(2 * RECORDS);
    expect(bytes).toBeLessThan(MOST_GROWTH);
  },
);

test('a table of 10,000 rows is read in bounded memory', async () => {
  function* lines() {
    yield 'A,B\n';
    for (let id = 1; id <= RECORDS; id += 1) yield `${id},"${text}\n"\n`;
  }
  const { read, bytes, line } = await growth(readCsv(await written('table.csv', lines()), ['A', 'B']));
  expect(read).toBe(RECORDS);
  expect(line).toBe(2 * RECORDS);
  expect(bytes).toBeLessThan(MOST_GROWTH);
});
