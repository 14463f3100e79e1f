/**
 * Promise: the oracle can fail. Each rule of the decision is taken out of its statement on the way to the database, as a slip would, and the oracle finds a
 * counterexample among the first cases that it makes up.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import pg from 'pg';
import { openTestHub, type TestHub } from '../hub.js';
import { compare, Findings } from './compare.js';
import { batch } from './history.js';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub({ poolSize: 12 });
});
afterAll(() => hub?.close());

type Slip = readonly [name: string, from: RegExp, to: string, kind: 'overDisclosures' | 'falseRefusals' | 'unlogged'];
const SLIPS: readonly Slip[] = [
  ['an exclusion is ignored', /AND opened <> ALL\(c\.excluded\)/, '', 'overDisclosures'],
  ['a withdrawal is ignored', /c\.withdrawn_at IS NULL/, 'true', 'overDisclosures'],
  ['an expiry is ignored', /c\.expires_at > clock_timestamp\(\)/, 'true', 'overDisclosures'],
  ['a review that is due is ignored', /l\.review_at > clock_timestamp\(\)/, 'true', 'overDisclosures'],
  ['an emergency goes on after its hour', /e\.expires_at > clock_timestamp\(\)/, 'true', 'overDisclosures'],
  ['an emergency opens to a colleague', /e\.staff = \$6::text/, 'true', 'overDisclosures'],
  ['the purpose of a consent is ignored', /\$8::text = ANY\(c\.purposes\)/, 'true', 'overDisclosures'],
  ['the unit that a consent names is ignored', /c\.recipient_unit IS NULL/, 'true', 'overDisclosures'],
  ['somebody left out by name gets in', /AND \$6::text <> ALL\(c\.excluded_recipients\)/, '', 'overDisclosures'],
  ['the agency of a consent is ignored', /c\.recipient_agency = \$4::text/, 'true', 'overDisclosures'],
  ['walls against staff are ignored', /w\.subject = \$6::text/, 'false', 'overDisclosures'],
  ['walls against units are ignored', /w\.subject = \$5::text/, 'false', 'overDisclosures'],
  ['walls against agencies are ignored', /w\.subject = \$4::text/, 'false', 'overDisclosures'],
  ['an erasure is ignored', /FROM erasure e WHERE/, 'FROM erasure e WHERE false AND', 'overDisclosures'],
  ['a wall that was lifted keeps out', /w\.lifted_at IS NULL/, 'true', 'falseRefusals'],
  ['another basis opens nothing', /l\.ended_at IS NULL/, 'false', 'falseRefusals'],
  [
    'an oral consent opens nothing',
    /c\.withdrawn_at IS NULL/,
    "c.withdrawn_at IS NULL AND c.form = 'WRITTEN'",
    'falseRefusals',
  ],
  ['what was shown is not logged', /FROM open o JOIN/, 'FROM open o JOIN (SELECT) nothing ON false JOIN', 'unlogged'],
];

describe('a decision in which', () => {
  test.each(SLIPS)('%s is found out', async (name, from, to, kind) => {
    const findings = new Findings();
    const text = (sql: string) => {
      expect(sql).toMatch(from);
      return sql.replace(from, to);
    };
    const found = await deciding({ name, text }, () =>
      fc.check(
        fc.asyncProperty(batch, async (each) => {
          await compare(hub, each, findings);
          return findings[kind].length === 0;
        }),
        { numRuns: 100, seed: 20_200_414, endOnFailure: true },
      ),
    );
    expect(found.failed).toBe(true);
    expect(findings[kind]).not.toEqual([]);
  });
});

/** While `work` goes on, the statement that decides reaches the database as `text` has it, under a name of its own: connections keep what they prepared. */
async function deciding<T>(slip: { name: string; text: (sql: string) => string }, work: () => Promise<T>): Promise<T> {
  const client = pg.Client.prototype as unknown as { query: (...args: unknown[]) => unknown };
  const original = client.query;
  client.query = function (this: unknown, ...args: unknown[]) {
    const query = args[0] as { name?: string; text: string };
    if (query.name === 'consent.decide')
      args[0] = { ...query, name: `consent.decide ${slip.name}`, text: slip.text(query.text) };
    return original.apply(this, args);
  };
  try {
    return await work();
  } finally {
    client.query = original;
  }
}
