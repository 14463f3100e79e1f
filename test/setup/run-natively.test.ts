/** Promise: what is red is red. Tests are run by node itself, and what fails in one is said of it, at its place in the source, and of no other. */
import { spawnSync } from 'node:child_process';
import { expect, test } from '@jest/globals';

interface Outcome {
  readonly name: string;
  readonly message: string;
  readonly assertionResults: readonly { readonly title: string; readonly status: string }[];
}

test('a test that fails, now or later, and a file that cannot be loaded are red; another file of the same worker is not', () => {
  const { status, stdout } = spawnSync(
    process.execPath,
    ['node_modules/jest/bin/jest.js', '--runInBand', '--json', '--config', 'test/setup/red/jest.config.js'],
    { encoding: 'utf8' },
  );
  expect(status).toBe(1);
  const { testResults } = JSON.parse(stdout) as { testResults: readonly Outcome[] };
  const of = (file: string) => testResults.find(({ name }) => name.endsWith(`/${file}.red.ts`))!;
  const told = (file: string) => of(file).assertionResults.map(({ title, status }) => [title, status]);
  expect(told('fails')).toEqual([
    ['what holds', 'passed'],
    ['what does not hold', 'failed'],
    ['what does not hold after a while', 'failed'],
  ]);
  expect(of('fails').message).toMatch(/test\/setup\/red\/fails\.red\.ts:4:/);
  expect(told('passes')).toEqual([['what another file of the worker has failed at', 'passed']]);
  expect(told('throws')).toEqual([]);
  expect(of('throws').message).toContain('a file that cannot be loaded');
});
