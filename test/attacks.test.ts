import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { operation } from '../scripts/operations.js';
import type { Caller, Subgraph } from '../subgraphs/kit/index.js';
import { ATTACKS, type Attack } from './attacks/cases.js';
import { plansMade } from './attacks/planner.js';
import { openTestHub, type TestHub } from './hub.js';

const NORMAL = operation('Regions');
const CLOSED = new Set([
  ...['BAD_USER_INPUT', 'GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'OPERATION_RESOLUTION_FAILURE'],
  'OPERATION_NOT_REGISTERED',
]);

setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc') as () => void;

describe.each([
  ['off', false],
  ['on', true],
])('with the register of operations %s', (_, registeredOnly) => {
  let hub: TestHub;
  /** Who has reached a subgraph, by agency */
  const reached: string[] = [];
  beforeAll(async () => {
    hub = await openTestHub({ registeredOnly });
    for (const subgraph of hub.subgraphs.values() as Iterable<{ execute: Subgraph['execute'] }>) {
      const { execute } = subgraph;
      subgraph.execute = (request) => {
        if (request.caller.requester) reached.push(staffOf(request.caller));
        return execute(request);
      };
    }
    attacker = `Bearer ${await hub.token('officer-bostandyk')}`;
    // both plans that this file needs are made before anything is counted
    await hub.as('officer-almaty').query(NORMAL);
    reached.length = 0;
  });
  afterAll(() => hub?.close());

  let attacker: string;
  const staffOf = ({ requester }: Caller) => requester!.agency;
  async function send({ body, headers = {}, method = 'POST', path = '' }: Attack) {
    const response = await fetch(`${hub.url}${path}`, {
      method,
      headers: { 'content-type': 'application/json', authorization: attacker, ...headers },
      ...(method === 'GET' ? {} : { body: body as string }),
    });
    const text = await response.text();
    const answer = JSON.parse(text) as { data?: unknown; errors?: { extensions: { code: string } }[] };
    return { status: response.status, size: text.length, answer };
  }

  async function attackAll(): Promise<void> {
    for (const attack of ATTACKS) {
      const { status, size, answer } = await send(attack);
      const codes = answer.errors?.map(({ extensions }) => extensions.code) ?? [];
      const outcome = {
        name: attack.name,
        status: status >= 400 && status < 500,
        data: answer.data ?? null,
        errors: codes.length === 1 || codes.length === 2,
      };
      expect(outcome).toEqual({ name: attack.name, status: true, data: null, errors: true });
      expect({ name: attack.name, code: CLOSED.has(codes[0]!) }).toEqual({ name: attack.name, code: true });
      // what was sent does not come back
      expect(size).toBeLessThan(1_000);
    }
  }

  test(`each of ${ATTACKS.length} attacks is refused before a plan is made or a subgraph reached; others are answered meanwhile`, async () => {
    let going = true;
    let answered = 0;
    const others = Array.from({ length: 2 }, async () => {
      while (going) {
        const { status, data, errors } = await hub.as('officer-almaty').query(NORMAL);
        expect({ status, errors, regions: data?.regions?.length }).toEqual({
          status: 200,
          errors: undefined,
          regions: 20,
        });
        answered += 1;
      }
    });
    const made = await plansMade(attackAll).finally(() => {
      going = false;
    });
    await Promise.all(others);
    expect(made).toBe(0);
    expect(answered).toBeGreaterThan(5);
    const stranger = (
      await hub.db('directory').query("SELECT agency_id FROM staff_member WHERE subject = 'officer-bostandyk'")
    )[0].agency_id;
    expect(reached.length).toBe(answered);
    expect(reached).not.toContain(stranger);
    expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('requester');
  });

  test('they leave nothing behind: the memory in use is about the same after three times as many', async () => {
    await attackAll();
    gc();
    const before = process.memoryUsage().heapUsed;
    for (let i = 0; i < 2; i++) await attackAll();
    gc();
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(20_000_000);
  });

  test('the count of plans counts', async () => {
    const document = registeredOnly ? operation('Agencies') : '{ regions { name } }';
    const variables = registeredOnly ? { first: 1 } : {};
    const made = await plansMade(async () => void (await hub.as('officer-bostandyk').query(document, variables)));
    expect(made).toBe(1);
  });
});
