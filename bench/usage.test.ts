import { spawnSync } from 'node:child_process';
import { expect, test } from '@jest/globals';

test('the measurements are there outside of the tests, and are named to whoever names none', () => {
  const { status, stderr } = spawnSync(process.execPath, ['dist/bench/main.js'], { encoding: 'utf8' });
  expect(stderr).toMatch(/^npm run bench -- NAME/m);
  expect(status).toBe(1);
});
