import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readCsv } from './csv-rows.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'csv-rows-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function read(document: string | Buffer, required = ['A', 'B']) {
  const path = join(folder, 'document.csv');
  writeFileSync(path, document);
  const found = [];
  for await (const one of readCsv(path, required)) found.push(one);
  return found;
}

const row = (line: number, index: number, values: object, fault: string | null = null) => ({
  kind: 'ROW',
  line,
  index,
  values,
  fault,
});

test('byte order mark, Windows line ends, quoted line breaks, blank lines: each row has the line on which it begins', async () => {
  expect(await read('\ufeffB,A\r\n"x\r\ny", 1\r\n\r\n,\r\nz,"2, ""two"""\r\n')).toEqual([
    row(2, 0, { A: '1', B: 'x\r\ny' }),
    row(6, 1, { A: '2, "two"', B: 'z' }),
  ]);
});

test('a quotation mark inside an unquoted field is a letter like any other', async () => {
  expect(await read('A,B\n1,the "Lodge"\n"2"x,y\n')).toEqual([
    row(2, 0, { A: '1', B: 'the "Lodge"' }),
    row(3, 1, { A: '"2"x', B: 'y' }),
  ]);
});

test('a row with fields too few or too many is given out as faulty', async () => {
  expect(await read('A,B\n1\n1,2,3\n1,2\n')).toEqual([
    row(2, 0, { A: '1', B: '' }, 'The row has 1 fields, the header has 2.'),
    row(3, 1, { A: '1', B: '2' }, 'The row has 3 fields, the header has 2.'),
    row(4, 2, { A: '1', B: '2' }),
  ]);
});

test('a row that is not UTF-8 is faulty, its neighbours are not', async () => {
  const document = Buffer.concat([Buffer.from('A,B\n1,'), Buffer.from([0xcf, 0xf0]), Buffer.from('\n2,z\n')]);
  expect(await read(document)).toEqual([
    expect.objectContaining({ line: 2, fault: 'The row is not encoded in UTF-8.' }),
    row(3, 1, { A: '2', B: 'z' }),
  ]);
});

test('a quoted field that is never closed breaks the file at the row in which it opens', async () => {
  expect(await read('A,B\n1,2\n3,"4\n5,6\n')).toEqual([
    row(2, 0, { A: '1', B: '2' }),
    { kind: 'BREAK', line: 3, field: '', reason: expect.stringContaining('not closed') },
  ]);
  expect(await read(`A,B\n1,2\n3,"${'4,5\n'.repeat(50_000)}`)).toEqual([
    row(2, 0, { A: '1', B: '2' }),
    { kind: 'BREAK', line: 3, field: '', reason: expect.stringContaining('not closed') },
  ]);
});

test.each([
  ['a column is missing', 'A,C\n1,2\n', 'B', 'lacks'],
  ['the separator is not a comma', 'A;B\n1;2\n', 'A, B', 'lacks'],
  ['a column comes twice', 'A,B,A\n1,2,3\n', 'A', 'twice'],
  ['the file is empty', '', 'A', 'empty'],
])('%s: the header is refused and no row is read', async (_, document, field, reason) => {
  expect(await read(document)).toEqual([{ kind: 'BREAK', line: 1, field, reason: expect.stringContaining(reason) }]);
});
