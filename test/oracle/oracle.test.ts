/**
 * Promise: nobody sees what she did not agree to, and nobody is refused what is open. Histories of families, made up by fast-check (consents, guardians and
 * reports, walls, other legal bases, emergencies, records joined, erasure, time), are told to the real hub and to a model that shares no code with it; what each
 * then opens to whom must be the same, and so must her log. A thousand records here; a hundred thousand by `npm run test:oracle`. ORACLE_SEED tells others.
 */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { openTestHub } from '../hub.js';
import { compare, Findings } from './compare.js';
import { batch, RECORDS } from './history.js';

declare global {
  /** Set by test/oracle/jest.config.js */
  var oracleCases: number | undefined;
}
const EVENTS =
  'again basis cleared consent emergency end erase guardian hold join keep lift narrow passes report unjoin wall withdraw';
const CASES = globalThis.oracleCases ?? 1_000;
/** Batches side by side: while one waits the others are compared. */
const AT_ONCE = 4;
/** A hub keeps its log lines, and its databases what happened: a long comparison goes on with another one. */
const CASES_OF_A_HUB = 2_000;
const SEED = Number(process.env.ORACLE_SEED ?? 20_200_414);

test('the hub opens what the model opens, to the same people, and logs it', async () => {
  const findings = new Findings();
  const started = performance.now();
  while (findings.cases < CASES) {
    const cases = Math.min(CASES_OF_A_HUB, CASES - findings.cases);
    await compareOnOneHub(cases, SEED + findings.cases, findings);
    const { cases: done, asked, open, carriedOut } = findings;
    const seconds = Math.round((performance.now() - started) / 1000);
    // jest would keep it until the end
    if (globalThis.oracleCases) process.stdout.write(`${JSON.stringify({ done, asked, open, seconds, carriedOut })}\n`);
  }
  const { cases, asked, open, overDisclosures, falseRefusals, carriedOut } = findings;
  expect({ cases, over: overDisclosures.length, refused: falseRefusals.length }).toEqual({
    cases: CASES,
    over: 0,
    refused: 0,
  });
  // it has compared something: of what was asked a good part was open, and everything that can happen has happened
  expect(open / asked).toBeGreaterThan(0.03);
  expect(Object.keys(carriedOut).sort().join(' ')).toBe(EVENTS);
}, 86_400_000);

async function compareOnOneHub(cases: number, seed: number, findings: Findings): Promise<void> {
  const hub = await openTestHub({ poolSize: 20 });
  try {
    await fc.assert(
      fc.asyncProperty(fc.array(batch, { minLength: AT_ONCE, maxLength: AT_ONCE }), async (batches) => {
        await compare(hub, batches, findings);
        expect(findings.faults).toEqual([]);
      }),
      { numRuns: cases / (RECORDS * AT_ONCE), seed, endOnFailure: true },
    );
  } finally {
    await hub.close();
  }
}
