import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { operationFaults } from './operations.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dereu-operations-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('a fault of an own operation names the file and the field', async () => {
  const files = {
    'Good.graphql': 'query Good { regions { code } }',
    'Gone.graphql': 'query Gone {\n  regions { code population }\n}',
    'Other.graphql': 'query Another { regions { code } }',
    'Two.graphql': 'query Two { regions { code } } query Three { regions { code } }',
  };
  for (const [file, text] of Object.entries(files)) await writeFile(join(folder, file), text);
  const api = 'type Region { code: ID! } type Query { regions: [Region!]! }';
  expect(await operationFaults(api, folder)).toEqual([
    `${folder}/Gone.graphql: line 2: Cannot query field "population" on type "Region".`,
    `${folder}/Other.graphql: its operation is called Another; the file must be called Another.graphql.`,
    `${folder}/Two.graphql: A document has exactly one operation, and the operation has a name.`,
  ]);
});

test('a mutation that no own operation asks for is a fault that says which file to write', async () => {
  const other = await mkdtemp(join(folder, 'mutations-'));
  await writeFile(join(other, 'Asked.graphql'), 'mutation Asked { asked }');
  const api = 'type Query { asked: Int forgotten: Int } type Mutation { asked: Int forgotten: Int }';
  const [fault, ...more] = await operationFaults(api, other);
  expect(fault).toContain(
    `${other}/Forgotten.graphql is missing: an operation of the hub's own with the field forgotten`,
  );
  expect(more).toEqual([]);
});
