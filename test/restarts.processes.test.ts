import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { GATEWAY, HttpTransport, KeySet, type OwnKeys, tlsFilesIn } from '../subgraphs/kit/index.js';
import { openSeparateHub, type SeparateHub } from './hub/separate.js';
import { type SteadyLoad, steadyLoad } from './hub/steady-load.js';
import { testServer } from './setup/test-server.js';

const run = promisify(execFile);

/** Longer than callers keep an idle connection */
const DRAIN_MS = 4_500;

let hub: SeparateHub;
let keys: string;
beforeAll(async () => {
  keys = await mkdtemp(join(tmpdir(), 'dereu-test-'));
  await cp(testServer().keys, keys, { recursive: true });
  hub = await openSeparateHub({ replicas: 2, keys, environment: { DRAIN_MS: String(DRAIN_MS) } });
});
afterAll(async () => {
  await hub?.close();
  await rm(keys, { recursive: true, force: true });
});

const gateways = () =>
  hub.processes.filter(({ name }) => name === GATEWAY).map(({ port }) => `http://127.0.0.1:${port}`);

/** Load for as long as `work` takes, and until it has been carried through once more after it. */
async function underLoad(work: (load: SteadyLoad) => Promise<void>): Promise<SteadyLoad> {
  const load = steadyLoad(gateways(), 3);
  const more = async () => {
    const enough = load.answered + 60;
    while (load.answered < enough) await sleep(50);
  };
  try {
    await more();
    await work(load);
    await more();
  } finally {
    await load.stop();
  }
  return load;
}

/** Whatever was acknowledged is there, and what was not is there once when it is sent again. */
async function assertNothingIsMissing({ acknowledged, unknown }: SteadyLoad): Promise<void> {
  const register = async (idempotencyKey: string) => {
    const { data } = await hub
      .as('officer-almaty', 'POLICE_RESPONSE')
      .query('mutation ($input: VictimRegisterInput!) { victimRegister(input: $input) { victimId } }', {
        input: { idempotencyKey },
      });
    return data.victimRegister.victimId as string;
  };
  const waiting = [...acknowledged, ...unknown.map((key) => ({ key, victimId: null }))];
  const hand = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop())
      expect(await register(next.key)).toBe(next.victimId ?? (await register(next.key)));
  };
  await Promise.all(Array.from({ length: 8 }, hand));
  const [{ victims, keys: used }] = await hub.db('consent').query(
    `SELECT (SELECT count(*)::int FROM victim) AS victims,
       (SELECT count(*)::int FROM idempotency_key WHERE operation = 'victimRegister') AS keys`,
  );
  expect(victims).toBe(used);
}

describe('under a steady load', () => {
  test('every process is restarted in turn, and no request fails', async () => {
    const load = await underLoad(async () => {
      for (const each of hub.processes) {
        expect(await each.stop('SIGTERM')).toBe(0);
        await each.start();
      }
    });
    expect(load.failed).toEqual([]);
    await assertNothingIsMissing(load);
  }, 600_000);

  test('keys are rotated, twice, and no request fails; then the old ones are refused', async () => {
    const own = async (name: string) => JSON.parse(await readFile(`${keys}/${name}/own.json`, 'utf8')) as OwnKeys;
    const first = await own(GATEWAY);
    const load = await underLoad(async () => {
      for (let i = 0; i < 2; i++) {
        await run(process.execPath, ['dist/scripts/keys.js', 'rotate', '--folder', keys, '--in', '4', '--keep', '4']);
        await sleep(9_000);
      }
    });
    expect(load.failed).toEqual([]);
    const now = await own(GATEWAY);
    expect(now.signing.keys.map(({ kid }) => kid)).not.toContain(first.signing.keys[0]!.kid);
    expect((await own('consent')).disclosure.referral).toEqual((await own('referral')).disclosure.referral);

    const ask = async (signing: KeySet) => {
      const transport = await HttpTransport.open({
        self: GATEWAY,
        keys: { signing },
        tls: await tlsFilesIn(`${keys}/${GATEWAY}`),
        origins: { directory: [`https://127.0.0.1:${hub.process('directory').port}`] },
      });
      try {
        return await transport.call('directory', {
          document: '{ trustList }',
          variables: {},
          caller: { requester: null, actor: GATEWAY, requestId: 'test', deadline: Date.now() + 5_000 },
        });
      } finally {
        await transport.close();
      }
    };
    expect((await ask(new KeySet([now.signing.keys.at(-1)!]))).data?.trustList).toBeDefined();
    await expect(ask(new KeySet([first.signing.keys[0]!]))).rejects.toThrow('not available');
  }, 300_000);

  test('any process is killed, the rest goes on, and nothing acknowledged is missing', async () => {
    const load = await underLoad(async (loaded) => {
      for (const name of ['referral', 'consent', 'directory', 'worker', GATEWAY]) {
        // one of two: the other one goes on
        const killed = hub.process(name);
        const failed = loaded.failed.length;
        await killed.stop('SIGKILL');
        const enough = loaded.answered + 30;
        while (loaded.answered < enough) await sleep(50);
        // what was under way in that process may have failed; nobody who came later
        expect({ name, failed: loaded.failed.length - failed > 8 ? loaded.failed : [] }).toEqual({ name, failed: [] });
        await killed.start();
      }
    });
    await assertNothingIsMissing(load);
  }, 600_000);
});
