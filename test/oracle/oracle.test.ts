/**
 * Promise: nobody sees what she did not agree to, and nobody is refused what is open. Histories of consents, walls, other legal bases and time, made up by
 * fast-check, are told to the real hub and to a model that shares no code with it; what each then opens to whom must be the same, and so must her log.
 * A thousand cases here; a hundred thousand by `npm run test:oracle`. ORACLE_SEED tells another thousand.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { openTestHub, type TestHub } from '../hub.js';
import { compare, Findings } from './compare.js';
import { batch, VICTIMS } from './history.js';

declare global {
  /** Set by test/oracle/jest.config.js */
  var oracleCases: number | undefined;
}
const EVENTS = [
  'again',
  'basis',
  'consent',
  'emergency',
  'end',
  'erase',
  'keep',
  'lift',
  'narrow',
  'passes',
  'wall',
  'withdraw',
];
const CASES = globalThis.oracleCases ?? 1_000;

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub({ poolSize: 12 });
});
afterAll(() => hub?.close());

test('the hub opens what the model opens, to the same people, and logs it', async () => {
  const findings = new Findings();
  const started = performance.now();
  await fc.assert(
    fc.asyncProperty(batch, async (each) => {
      const before = findings.faults.length;
      await compare(hub, each, findings);
      expect(findings.faults.slice(before)).toEqual([]);
    }),
    { numRuns: CASES / VICTIMS, seed: Number(process.env.ORACLE_SEED ?? 20_200_414), endOnFailure: true },
  );
  const { cases, asked, open, overDisclosures, falseRefusals, carriedOut } = findings;
  if (globalThis.oracleCases)
    console.log({ cases, asked, open, carriedOut, seconds: (performance.now() - started) / 1000 });
  expect({ cases, over: overDisclosures.length, refused: falseRefusals.length }).toEqual({
    cases: CASES,
    over: 0,
    refused: 0,
  });
  // it has compared something: of what was asked a good part was open, and everything that can happen has happened
  expect(open / asked).toBeGreaterThan(0.03);
  expect(Object.keys(carriedOut).sort()).toEqual(EVENTS);
}, 7_200_000);
