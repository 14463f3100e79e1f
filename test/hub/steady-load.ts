import { setTimeout as sleep } from 'node:timers/promises';
import { key } from '../consented-record.js';
import { testToken } from './client.js';

/** A mutation that was acknowledged: sent again with its key it must give the same id. */
export interface Acknowledged {
  readonly key: string;
  readonly victimId: string;
}

export interface SteadyLoad {
  /** What was not answered as it should be, in words */
  readonly failed: readonly string[];
  readonly acknowledged: readonly Acknowledged[];
  /** Mutations whose answer never came */
  readonly unknown: readonly string[];
  readonly answered: number;
  stop(): Promise<void>;
}

const REGISTER =
  'mutation ($input: VictimRegisterInput!) { victimRegister(input: $input) { victimId userErrors { code } } }';

/**
 * People at work, a few at a time, through whichever gateway says that it is ready, as a load balancer would choose: looking things up in two
 * subgraphs and registering victims.
 */
export function steadyLoad(origins: readonly string[], people = 4): SteadyLoad {
  const failed: string[] = [];
  const acknowledged: Acknowledged[] = [];
  const unknown: string[] = [];
  const ready = new Set(origins);
  let answered = 0;
  let going = true;
  let turn = 0;

  async function watch(origin: string): Promise<void> {
    while (going) {
      const state = await fetch(`${origin}/ready`).then(
        (response) => response.ok,
        () => false,
      );
      if (state) ready.add(origin);
      else ready.delete(origin);
      await sleep(100);
    }
  }

  async function ask(query: string, variables: object): Promise<{ data?: unknown }> {
    const choice = [...(ready.size > 0 ? ready : origins)];
    const response = await fetch(`${choice[turn++ % choice.length]}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await testToken('officer-almaty')}`,
        'purpose-of-use': 'POLICE_RESPONSE',
      },
      body: JSON.stringify({ query, variables }),
    });
    const body = (await response.json()) as { data?: unknown; errors?: unknown };
    if (response.status !== 200 || body.errors) throw new Error(`${response.status} ${JSON.stringify(body.errors)}`);
    return body;
  }

  async function person(): Promise<void> {
    while (going) {
      for (const query of [
        '{ regions { code } }',
        '{ incidents(first: 5) { edges { node { id } } } referralOutbox(first: 5) { edges { node { id } } } }',
      ]) {
        await ask(query, {}).then(
          () => answered++,
          (error: Error) => failed.push(`${query.slice(0, 12)}: ${error.message} ${error.cause ?? ''}`),
        );
      }
      const idempotencyKey = key();
      try {
        const { data } = await ask(REGISTER, { input: { idempotencyKey } });
        acknowledged.push({
          key: idempotencyKey,
          victimId: (data as { victimRegister: { victimId: string } }).victimRegister.victimId,
        });
        answered++;
      } catch (error) {
        unknown.push(idempotencyKey);
        failed.push(`register: ${(error as Error).message} ${(error as Error).cause ?? ''}`);
      }
      await sleep(20);
    }
  }

  const working = [...origins.map(watch), ...Array.from({ length: people }, person)];
  return {
    failed,
    acknowledged,
    unknown,
    get answered() {
      return answered;
    },
    async stop() {
      going = false;
      await Promise.all(working);
    },
  };
}
