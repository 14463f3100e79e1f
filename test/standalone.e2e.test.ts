import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { freePorts } from './hub/processes.js';

let directory: string;
let port: number;
let hub: ChildProcess | undefined;
let output = '';

const environment = () => ({
  ...process.env,
  NODE_ENV: 'development',
  DATABASE_URL: '',
  DATA_DIRECTORY: directory,
  PORT: String(port),
});

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'dereu-standalone-'));
  await chmod(directory, 0o755);
  [port] = (await freePorts(1)) as [number];
});
afterAll(async () => {
  hub?.kill('SIGKILL');
  await rm(directory, { recursive: true, force: true });
});

/** Starts the hub as `npm start` does and waits until /ready says that the main job can be done. */
async function start(): Promise<void> {
  output = '';
  hub = spawn(process.execPath, ['dist/standalone/main.js'], { env: environment(), stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [hub.stdout, hub.stderr]) stream?.on('data', (data) => (output += data));
  for (let i = 0; i < 1_800; i++) {
    if (hub.exitCode !== null) throw new Error(`The hub ended:\n${output}`);
    const ready = await fetch(`http://127.0.0.1:${port}/ready`).catch(() => null);
    if (ready?.status === 200 && output.includes('is ready')) return;
    await sleep(100);
  }
  throw new Error(`The hub is not ready:\n${output}`);
}

/** Ctrl-C; resolves with the exit code. */
async function stop(): Promise<number | null> {
  const child = hub;
  const ended = new Promise<number | null>((resolve) => child?.once('exit', resolve));
  child?.kill('SIGINT');
  return ended;
}

async function run(script: string, ...args: string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [`dist/scripts/${script}.js`, ...args], { env: environment() });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (text += data));
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { code, output: text };
}

async function karagandaCases(): Promise<{ id: string }[]> {
  const token = (await run('token', 'officer-karaganda')).output.trim().split('\n').at(-1);
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      'purpose-of-use': 'POLICE_RESPONSE',
    },
    body: JSON.stringify({ query: '{ incidents(first: 10) { edges { node { id account } } } }' }),
  });
  const { data } = (await response.json()) as { data: { incidents: { edges: { node: { id: string } }[] } } };
  return data.incidents.edges.map((e) => e.node);
}

describe('the standalone hub', () => {
  test('starts on an empty directory, passes the demo, stops on Ctrl-C and keeps its data', async () => {
    await start();
    expect(await run('demo')).toMatchObject({ code: 0, output: expect.stringContaining('Every step held.') });
    const before = await karagandaCases();
    expect(before).toHaveLength(3);
    const second = await spawnSecondHub();
    expect(second.code).toBe(1);
    expect(second.output).toMatch(/pid|already|running|in use/i);
    expect(await stop()).toBe(0);

    await start();
    expect(await karagandaCases()).toEqual(before);
    expect((await run('demo')).code).toBe(0);
    expect(await run('token', 'stranger')).toMatchObject({ code: 1 });
    expect(await stop()).toBe(0);
    hub = undefined;

    expect(await run('migrate')).toMatchObject({ code: 0, output: expect.stringContaining('up to date') });
    expect(await run('reset')).toMatchObject({ code: 0 });
    await start();
    expect((await karagandaCases()).map((c) => c.id)).not.toEqual(before.map((c) => c.id));
    expect(await stop()).toBe(0);
    hub = undefined;
  }, 900_000);

  test('the demo without a hub, and a bad setting, say what to do', async () => {
    const demo = await run('demo');
    expect(demo.code).toBe(1);
    expect(demo.output).toContain('npm start');
    const child = spawn(process.execPath, ['dist/standalone/main.js'], {
      env: { ...environment(), PORT: 'http', DATABASE_URL: 'mysql://u:geheim@x' },
    });
    let text = '';
    child.stderr.on('data', (data) => (text += data));
    expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(1);
    expect(text).toMatch(/PORT: /);
    expect(text).toMatch(/DATABASE_URL: must start with postgres/);
    expect(text).not.toContain('geheim');
  }, 60_000);
});

/** A second hub on the same data directory. */
async function spawnSecondHub(): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, ['dist/standalone/main.js'], {
    env: { ...environment(), PORT: String((await freePorts(1))[0]) },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (text += data));
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { code, output: text };
}
