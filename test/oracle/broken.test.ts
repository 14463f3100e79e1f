/**
 * Promise: the oracle can fail. Each rule of the decision, and of what is kept for it when something is recorded, is taken out of its statement on the way to
 * the database, as a slip would, and the oracle finds a counterexample among the first cases that it makes up.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import pg from 'pg';
import { openTestHub, type TestHub } from '../hub.js';
import { compare, Findings } from './compare.js';
import { type Batch, batch, suspicions } from './history.js';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub({ poolSize: 20 });
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
  ['a guardian who is suspended goes on consenting', /g\.suspended_at IS NULL/, 'true', 'overDisclosures'],
  [
    'a guardian consents for somebody who is of age',
    /child\.majority_at > clock_timestamp\(\)/,
    'true',
    'overDisclosures',
  ],
  ['the record of a child says where her mother is', /r\.majority_at IS NULL OR/, 'true OR', 'overDisclosures'],
  ['another basis opens nothing', /l\.ended_at IS NULL/, 'false', 'falseRefusals'],
  [
    'an oral consent opens nothing',
    /c\.withdrawn_at IS NULL/,
    "c.withdrawn_at IS NULL AND c.form = 'WRITTEN'",
    'falseRefusals',
  ],
  ['what was shown is not logged', /FROM open o JOIN/, 'FROM open o JOIN (SELECT) nothing ON false JOIN', 'unlogged'],
];
/** One that shows each slip early: another one shows them all too, some of them after minutes */
const SEED = 4;
/** Batches side by side, as in the oracle */
const AT_ONCE = 4;
/** On a machine that does other work too */
const LONG_ENOUGH = 300_000;
/** In the statements that record something */
const RECORDED: readonly (readonly [...Slip, fc.Arbitrary<Batch>])[] = [
  ['a report suspends nobody', /rule\.guardian = g\.relation/, 'false', 'overDisclosures', suspicions],
  [
    'a report about the other parent suspends nobody',
    /other\.own_key IS NOT NULL/,
    'false',
    'overDisclosures',
    suspicions,
  ],
  [
    'a guardian is suspended by what was done to herself',
    /other\.own_key <> ALL/,
    'g.id <> ALL',
    'falseRefusals',
    suspicions,
  ],
  ['what keeps somebody from one record opens the other', /j\.state = 'JOINED'/, 'false', 'overDisclosures', batch],
];

describe('a decision in which', () => {
  test.each(SLIPS)(
    '%s is found out',
    async (...slip) => expect(await findingsWith('consent.decide', slip, batch)).not.toEqual([]),
    LONG_ENOUGH,
  );
});
describe('a hub in which', () => {
  test.each(RECORDED)(
    '%s is found out',
    async (...[name, from, to, kind, histories]) =>
      expect(await findingsWith(null, [name, from, to, kind], histories)).not.toEqual([]),
    LONG_ENOUGH,
  );
});

/** What is found among the first cases. @param statement that has the slip; null for every one without a name */
async function findingsWith(
  statement: string | null,
  [name, from, to, kind]: Slip,
  histories: fc.Arbitrary<Batch>,
): Promise<readonly string[]> {
  const findings = new Findings();
  let slipped = 0;
  const text = (sql: string) => {
    if (from.test(sql)) slipped++;
    return sql.replace(from, to);
  };
  await slipping({ name, statement, text }, () =>
    fc.check(
      fc.asyncProperty(fc.array(histories, { minLength: AT_ONCE, maxLength: AT_ONCE }), async (batches) => {
        await compare(hub, batches, findings);
        return findings[kind].length === 0;
      }),
      { numRuns: 100 / AT_ONCE, seed: SEED, endOnFailure: true },
    ),
  );
  expect(slipped).toBeGreaterThan(0);
  return findings[kind];
}

interface Slipped {
  readonly name: string;
  readonly statement: string | null;
  readonly text: (sql: string) => string;
}

/** While `work` goes on, statements reach the database as `text` has them; one with a name under another name: connections keep what they prepared. */
async function slipping<T>({ name, statement, text }: Slipped, work: () => Promise<T>): Promise<T> {
  const client = pg.Client.prototype as unknown as { query: (...args: unknown[]) => unknown };
  const original = client.query;
  client.query = function (this: unknown, ...args: unknown[]) {
    const query = args[0] as string | { name?: string; text: string };
    if (typeof query === 'string') args[0] = statement ? query : text(query);
    else if (statement && query.name === statement)
      args[0] = { ...query, name: `${statement} ${name}`, text: text(query.text) };
    return original.apply(this, args);
  };
  try {
    return await work();
  } finally {
    client.query = original;
  }
}
