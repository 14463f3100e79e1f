import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openTestHub, type TestHub } from '../../test/hub.js';
import { CLERK, SHE, STEWARD, type Who } from './test/scene.js';
import { asked, needed, STEWARDSHIP_MUTATIONS, stewardshipDocument } from './test/stewardship.js';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());

const EVERYBODY: readonly Who[] = [
  SHE,
  CLERK,
  STEWARD,
  ['advocate-almaty', 'SUPPORT'],
  ['officer-almaty', 'POLICE_RESPONSE'],
  ['duty-officer-almaty', 'POLICE_RESPONSE'],
  ['scheduler-almaty', 'FORENSIC_EXAM'],
  ['examiner-almaty', 'MEDICAL_CARE'],
  ['intake-almaty', 'SHELTER'],
  ['operator-150', 'SUPPORT'],
  ['clinician-almaty', 'MEDICAL_CARE'],
  ['social-worker-almaty', 'SUPPORT'],
  ['lawyer-almaty', 'LEGAL_AID'],
];
/** Their roles may state no purpose at all. */
const WITHOUT_PURPOSE = ['administrator', 'administrator-police', 'integrator-police'];

const MAY: Readonly<Record<string, readonly Who[]>> = {
  victimErase: [SHE],
  victimEraseCancel: [SHE],
  legalHoldPlace: [CLERK, STEWARD],
  legalHoldLift: [CLERK, STEWARD],
  recordJoinPropose: [STEWARD],
  recordJoin: [SHE],
  recordJoinDecline: [SHE],
  recordUnjoin: [SHE],
};

/** A valid input about nobody: who may do it is told that there is nobody, who may not is told that. */
const INPUTS: Readonly<Record<string, () => object>> = {
  victimErase: () => asked({ victimId: 'nobody' }),
  victimEraseCancel: () => ({ victimId: 'nobody', inPerson: true }),
  legalHoldPlace: () => needed({ victimId: 'nobody' }),
  legalHoldLift: () => ({ holdId: randomUUID() }),
  recordJoinPropose: () => ({ idempotencyKey: randomUUID(), oneId: 'nobody', otherId: 'nobody' }),
  recordJoin: () => asked({ joinId: randomUUID() }),
  recordJoinDecline: () => ({ joinId: randomUUID(), inPerson: true }),
  recordUnjoin: () => ({ joinId: randomUUID(), inPerson: true }),
};

async function outcome(mutation: string, account: string, purpose?: string): Promise<string> {
  const { data, errors } = await hub
    .as(account, purpose)
    .query(stewardshipDocument(mutation), { input: INPUTS[mutation]!() });
  return errors?.[0]?.extensions.code ?? data[mutation].userErrors[0]?.code ?? 'DONE';
}

describe.each(STEWARDSHIP_MUTATIONS)('%s', (mutation) => {
  test('is for the roles that it is for, with their purpose', async () => {
    const outcomes = await Promise.all(
      EVERYBODY.map(async ([account, purpose]) => [account, purpose, await outcome(mutation, account, purpose)]),
    );
    const expected = EVERYBODY.map((who) => [...who, MAY[mutation]!.includes(who) ? 'NOT_FOUND' : 'FORBIDDEN']);
    expect(outcomes).toEqual(expected);
    for (const [account] of MAY[mutation]!) expect(await outcome(mutation, account)).toBe('PURPOSE_REQUIRED');
    for (const account of WITHOUT_PURPOSE) expect(await outcome(mutation, account)).toBe('FORBIDDEN');
  });
});

test('her erasure and proposals are shown to her alone, holds to those who place them, pairs to a steward', async () => {
  const queries = {
    erasure: '{ erasure(victimId: "x") { id } }',
    holds: '{ legalHolds(first: 1) { edges { cursor } } }',
    proposals: '{ recordJoinProposals(victimId: "x") { id } }',
    pairs: '{ recordPairCandidates(first: 1) { edges { cursor } } }',
  };
  const code = async (who: Who, query: string) => (await hub.as(...who).query(query)).errors?.[0]?.extensions.code;
  for (const who of EVERYBODY) {
    expect([who, await code(who, queries.erasure)]).toEqual([who, who === SHE ? undefined : 'FORBIDDEN']);
    expect([who, await code(who, queries.proposals)]).toEqual([who, who === SHE ? undefined : 'FORBIDDEN']);
    expect([who, await code(who, queries.pairs)]).toEqual([who, who === STEWARD ? undefined : 'FORBIDDEN']);
    const holds = who === CLERK || who === STEWARD;
    expect([who, await code(who, queries.holds)]).toEqual([who, holds ? undefined : 'FORBIDDEN']);
  }
});
