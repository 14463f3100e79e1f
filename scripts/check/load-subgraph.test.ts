import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeSubgraph } from '../../subgraphs/kit/index.js';
import { hospitalSocialService } from '../../test/hospital-social-service/index.js';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'dereu-check-subgraph-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

/** `npm run check -- --subgraph FILE`, without the build before it. */
function check(file: string): { code: number | null; lines: string[] } {
  const { status, stdout } = spawnSync(process.execPath, ['dist/scripts/check.js', '--subgraph', file], {
    encoding: 'utf8',
  });
  return { code: status, lines: stdout.trimEnd().split('\n') };
}

describe('npm run check -- --subgraph', () => {
  test('takes the module of a subgraph', () => {
    const file = 'test/hospital-social-service/index.ts';
    expect(check(file)).toEqual({ code: 0, lines: [`ok   ${file}`] });
  });

  test('takes an SDL, named after its file, and fails with a line for each fault', async () => {
    const { sdl } = await describeSubgraph(hospitalSocialService);
    const file = join(directory, 'hospital.graphql');
    await writeFile(
      file,
      sdl.replace('nextContactOn: String! @classified(category: "SUPPORT")', 'nextContactOn: String!'),
    );
    expect(check(file)).toEqual({
      code: 1,
      lines: [
        `FAIL ${file}`,
        '     hospital: SupportPlan.nextContactOn does not declare @classified(category:): the category it gives away, or OPAQUE for none.',
      ],
    });
  });

  test.each([
    ['nothing.graphql', 'nothing.graphql cannot be read.'],
    ['test/nothing.ts', 'test/nothing.ts cannot be loaded: '],
    ['test/dump.ts', 'test/dump.ts exports no subgraph: an object with name, resolvers and migrations.'],
  ])('says of %s what is wrong with it', (file, said) => {
    const { code, lines } = check(file);
    expect(code).toBe(1);
    expect(lines).toEqual([`FAIL ${file}`, expect.stringContaining(said)]);
  });
});
