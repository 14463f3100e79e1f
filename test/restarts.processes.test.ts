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
/** Mutations of one request, at most */
const SIDE_BY_SIDE = 10;
/** Processes that are away at one time: of the two of each name never both */
const AWAY = 4;

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

/** Registers once more, with the keys that were used; the ids. */
async function registered(keys: readonly string[]): Promise<string[]> {
  const names = keys.map((_, i) => `m${i}`);
  const { data } = await hub.as('officer-almaty', 'POLICE_RESPONSE').query(
    `mutation (${names.map((name) => `$${name}: VictimRegisterInput!`).join(', ')}) {
       ${names.map((name) => `${name}: victimRegister(input: $${name}) { victimId }`).join(' ')} }`,
    Object.fromEntries(keys.map((idempotencyKey, i) => [names[i], { idempotencyKey }])),
  );
  return names.map((name) => data[name].victimId);
}

/** Whatever was acknowledged is there, and what was not is there once when it is sent again. */
async function assertNothingIsMissing({ acknowledged, unknown }: SteadyLoad): Promise<void> {
  const waiting = [...acknowledged, ...unknown.map((key) => ({ key, victimId: null }))];
  const hand = async () => {
    for (let next = waiting.splice(0, SIDE_BY_SIDE); next.length > 0; next = waiting.splice(0, SIDE_BY_SIDE)) {
      const keys = next.map(({ key }) => key);
      const ids = await registered(keys);
      const again = next.every(({ victimId }) => victimId) ? ids : await registered(keys);
      expect(ids).toEqual(next.map(({ victimId }, i) => victimId ?? again[i]));
    }
  };
  await Promise.all(Array.from({ length: 4 }, hand));
  const [{ victims, keys: used }] = await hub.db('consent').query(
    `SELECT (SELECT count(*)::int FROM victim) AS victims,
       (SELECT count(*)::int FROM idempotency_key WHERE operation = 'victimRegister') AS keys`,
  );
  expect(victims).toBe(used);
}

describe('under a steady load', () => {
  test('every process is restarted, four at a time and never both of one, and no request fails', async () => {
    const first = hub.processes.filter((each) => each === hub.process(each.name));
    const inTurn = [...first, ...hub.processes.filter((each) => !first.includes(each))];
    const load = await underLoad(async () => {
      while (inTurn.length > 0) {
        const away = inTurn.splice(0, AWAY);
        expect(new Set(away.map(({ name }) => name)).size).toBe(away.length);
        await Promise.all(
          away.map(async (each) => {
            expect(await each.stop('SIGTERM')).toBe(0);
            await each.start();
          }),
        );
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
        // fourteen processes on a busy machine have read the new ones before they are used
        await run(process.execPath, ['dist/scripts/keys.js', 'rotate', '--folder', keys, '--in', '12', '--keep', '12']);
        await sleep(25_000);
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
