import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readJsonRecords } from './json-records.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'json-records-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function read(document: string | Buffer) {
  const path = join(folder, 'document.json');
  writeFileSync(path, document);
  const found = [];
  for await (const one of readJsonRecords(path)) found.push(one);
  return found;
}

const record = (line: number, pointer: string, value: unknown) => ({ kind: 'RECORD', line, pointer, value });

test('an array gives its elements, each with the line of its first character', async () => {
  expect(await read('[\n  {"a":\n 1}, {"b": [2]},\n\n  {"c": {}}\n]\n')).toEqual([
    record(2, '/0', { a: 1 }),
    record(3, '/1', { b: [2] }),
    record(5, '/2', { c: {} }),
  ]);
});

test('a list page gives the elements of contents, wherever that property stands', async () => {
  expect(
    await read('{"total": 2,\n"meta": {"contents": [0]},\n"contents": [{"a": 1},\n{"a": 2}], "next": null}'),
  ).toEqual([record(3, '/contents/0', { a: 1 }), record(4, '/contents/1', { a: 2 })]);
});

test('any other object is one record', async () => {
  expect(await read('\n\n{"name": "x", "services": [{"id": 1}, {"id": 2}]}')).toEqual([
    record(3, '', { name: 'x', services: [{ id: 1 }, { id: 2 }] }),
  ]);
});

test('elements that are no objects are given out too, so that they can be reported', async () => {
  expect(await read('[1, "a", null, [2]]')).toEqual([
    record(1, '/0', 1),
    record(1, '/1', 'a'),
    record(1, '/2', null),
    record(1, '/3', [2]),
  ]);
});

test('empty lists have no records and are complete', async () => {
  expect(await read('[]')).toEqual([]);
  expect(await read('{"contents": []}')).toEqual([]);
});

test('a byte order mark and Windows line ends do not disturb the count', async () => {
  expect(await read('\ufeff[\r\n{"a": "дом"},\r\n{"a": "үй"}\r\n]\r\n')).toEqual([
    record(2, '/0', { a: 'дом' }),
    record(3, '/1', { a: 'үй' }),
  ]);
});

test('letters of several bytes survive the boundary of a chunk', async () => {
  const long = 'қ'.repeat(70_001);
  expect(await read(`[{"a": "x${long}"}]`)).toEqual([record(1, '/0', { a: `x${long}` })]);
});

test.each([
  [
    'cut off in a record',
    '[\n{"a": 1},\n{"a": 2',
    3,
    '/1',
    'cut off here. The row that begins on line 3 is incomplete.',
  ],
  ['cut off in a string', '[\n{"a": 1},\n{"a": "Main Str', 3, '/1', 'cut off'],
  ['cut off between records', '[\n{"a": 1},\n', 3, '/1', 'cut off'],
  ['cut off before the end of the page', '{"contents": [\n{"a": 1}\n]\n', 4, '/contents/0', 'cut off'],
  ['a comma too many', '[\n{"a": 1},\n]', 3, '/1', 'not valid JSON'],
  ['a comma missing', '[\n{"a": 1}\n{"a": 2}]', 3, '/0', 'not valid JSON'],
  ['a raw line break in a string', '[\n{"a": 1},{"a": "x\ny"}]', 2, '/1', 'not valid JSON'],
  ['something after the end', '[{"a": 1}]\n[]', 2, '/0', 'not valid JSON'],
  ['bytes that are not UTF-8', Buffer.from('[{"a": 1},\n{"a": "\xcf\xf0"}]', 'latin1'), 2, '/1', 'not valid JSON'],
])('%s: what stood before is given out, then the break with its line', async (_, document, line, pointer, reason) => {
  expect(await read(document)).toEqual([
    expect.objectContaining({ kind: 'RECORD', value: { a: 1 } }),
    { kind: 'BREAK', line, pointer, reason: expect.stringContaining(reason) },
  ]);
});

test('no break repeats what it stumbled over', async () => {
  const [found] = await read('{"address": "850 Bryant" "secret"}');
  expect(JSON.stringify(found)).not.toMatch(/Bryant|secret/);
});

test('an empty file is cut off at its first line', async () => {
  expect(await read('')).toEqual([expect.objectContaining({ kind: 'BREAK', line: 1 })]);
});
