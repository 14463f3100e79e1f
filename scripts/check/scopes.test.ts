import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { scopeFaults } from './scopes.js';

const SDL = parse(`type Mutation { oneThing(a: Int): Int anotherThing: Int behind: Int @inaccessible }`);

test('a mutation that people can call needs a row in a table of scopes', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'dereu-scopes-'));
  try {
    const fault = (mutation: string) =>
      `it: ${mutation} has no row in ${folder}/scopes.test.ts: write down who may do it.`;
    expect(await scopeFaults('it', SDL, folder)).toEqual([fault('oneThing'), fault('anotherThing')]);
    await writeFile(
      join(folder, 'scopes.test.ts'),
      '// oneThing: said, not written\nconst S = {\n  anotherThing: step(),\n};',
    );
    expect(await scopeFaults('it', SDL, folder)).toEqual([fault('oneThing')]);
    await mkdir(join(folder, 'concept'));
    await writeFile(
      join(folder, 'concept', 'more.scopes.test.ts'),
      'const S = {\n  oneThing: {\n    may: [],\n  },\n};',
    );
    expect(await scopeFaults('it', SDL, folder)).toEqual([]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
