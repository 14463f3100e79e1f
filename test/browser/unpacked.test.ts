/** Promise: a browser is there for whoever comes, also while another one unpacks it and after one who was interrupted. */
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { unpacked } from './unpacked.js';

test('two who want the browser at once, where somebody was interrupted, both get a whole one, and nothing else is left', async () => {
  const cache = await mkdtemp(join(tmpdir(), 'dereu-test-'));
  try {
    const interrupted = join(cache, 'chromium-0.0.0.half');
    await mkdir(interrupted);
    await writeFile(join(interrupted, 'chromium'), '');
    const start = async () => {
      const { executable, libraries } = await unpacked(cache);
      return String(execFileSync(executable, ['--version'], { env: { LD_LIBRARY_PATH: libraries } }));
    };
    const versions = await Promise.all([start(), start()]);
    expect(versions).toEqual([expect.stringMatching(/^\S+ .*\d+\.\d+/), versions[0]]);
    expect(await start()).toBe(versions[0]);
    expect(await readdir(cache)).toHaveLength(2);
  } finally {
    await rm(cache, { recursive: true, force: true });
  }
});
