import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { asAdmin, databaseUrls } from '../standalone/databases.js';
import type { OpenPostgres } from '../standalone/postgres.js';
import { databaseName } from '../standalone/prepare.js';
import { openThrowawayPostgres } from '../standalone/throwaway-postgres.js';
import { GATEWAY } from '../subgraphs/kit/index.js';
import { type ComposeFile, interpolated } from './compose/compose-file.js';
import { imageFolder } from './compose/image.js';
import { type CreatedKeys, createKeys, run } from './compose/keys.js';
import { type LocalProcess, localProcesses } from './compose/local.js';
import { openProvider, type Provider } from './compose/provider.js';

const SUBJECT = 'a-first-administrator';

let folder: string;
let postgres: OpenPostgres;
let keys: CreatedKeys;
let file: ComposeFile;
let provider: Provider;
let all: Map<string, LocalProcess>;
let files: string[];

const image = () => join(folder, 'image');
const everything = async () => (await readdir(image(), { recursive: true })).sort();
const password = (name: string) => new RegExp(`^${name}=(.*)$`, 'm').exec(keys.env)![1]!;
/** A script to its end, in a container that has the environment of `migrate` */
const once = (args: readonly string[], environment: Readonly<Record<string, string>>) =>
  run(process.execPath, [...args], { cwd: image(), env: { PATH: process.env.PATH, ...environment } });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dereu-compose-'));
  // the embedded server's own user must reach its data below it
  await chmod(folder, 0o755);
  keys = await createKeys();
  file = interpolated(keys.env);
  await imageFolder(image());
  files = await everything();
  // not the server of the other tests: migrate gives the logins other passwords
  postgres = await openThrowawayPostgres(join(folder, 'postgres'));
  await asAdmin(postgres.adminUrl, (admin) =>
    admin.query(`ALTER ROLE postgres PASSWORD '${password('POSTGRES_PASSWORD')}'`),
  );
  all = await localProcesses(file, {
    containers: join(folder, 'containers'),
    volumes: join(folder, 'volumes'),
    keys: keys.folder,
    image: image(),
    postgresPort: Number(new URL(postgres.adminUrl).port),
  });
  provider = await openProvider(SUBJECT);
});
afterAll(async () => {
  await Promise.all([...(all?.values() ?? [])].map((each) => each.process.stop('SIGKILL')));
  await provider?.close();
  await postgres?.stop();
  await keys?.remove();
  await rm(folder, { recursive: true, force: true });
});

const running = () => [...all].filter(([name]) => name !== 'migrate');
const healthy = ({ health }: LocalProcess) =>
  run(process.execPath, [...health]).then(
    () => 0,
    ({ code }: { code: number }) => code,
  );

async function ask(operation: string, variables: object, token?: string) {
  const query = await readFile(`schema/operations/${operation}.graphql`, 'utf8').catch(() => operation);
  const response = await fetch(`http://127.0.0.1:${all.get(GATEWAY)!.process.port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data?: unknown; errors?: { extensions: { code: string } }[] };
  return { status: response.status, data, code: errors?.[0]?.extensions.code };
}

// one after another, as an operator goes through docs/operating.md
test('migrate makes logins, databases and tables with the passwords of .env, and ends', async () => {
  const { entry, environment } = all.get('migrate')!.process;
  const first = await once([entry], environment);
  expect(first.stdout).toContain('Every database is up to date.');
  // at each upgrade it runs again
  expect((await once([entry], environment)).stdout).not.toContain('migrated');
});

test('the others start in the order of the file, each healthy by its own health check', async () => {
  const started = new Set(['postgres', 'migrate']);
  const waits = (name: string) => Object.keys(file.services[name]!.depends_on ?? {});
  while (started.size <= running().length + 1) {
    const next = running().filter(([name]) => !started.has(name) && waits(name).every((other) => started.has(other)));
    expect(next).not.toEqual([]);
    await Promise.all(next.map(([, each]) => each.process.start()));
    for (const [name, each] of next) {
      for (let tries = 0; tries < 60 && (await healthy(each)) !== 0; tries++) await sleep(500);
      expect([name, await healthy(each)]).toEqual([name, 0]);
      started.add(name);
    }
  }
  const ready = await fetch(`http://127.0.0.1:${all.get(GATEWAY)!.process.port}/ready`);
  expect(ready.status).toBe(200);
});

test('the first administrator signs in at the agency’s provider and runs the hub’s own operations, and no others', async () => {
  const logins = { 'directory/owner': password('DIRECTORY_OWNER_PASSWORD') };
  const OWNER_DATABASE_URL = databaseUrls(postgres.adminUrl, databaseName('directory'), 'directory', { logins }).owner;
  const names = ['--kk', 'Хаб', '--ru', 'Хаб', '--en', 'Hub operator'];
  const args = ['dist/scripts/first-administrator.js', '--issuer', provider.issuer, '--subject', SUBJECT, ...names];
  expect((await once(args, { OWNER_DATABASE_URL })).stdout).toMatch(/^Agency \S+, administrator \S+\./);
  const token = await provider.token();
  // the worker reads the provider's keys, then the gateway the trust list
  for (let tries = 0; tries < 120 && (await ask('Agencies', { first: 10 }, token)).status === 401; tries++)
    await sleep(500);
  expect(await ask('Agencies', { first: 10 }, token)).toMatchObject({
    status: 200,
    data: { agencies: { edges: [{ node: { name: 'Hub operator', status: 'ACTIVE' } }] } },
  });
  expect(await ask('{ agencies(first: 1) { edges { node { id } } } }', {}, token)).toMatchObject({
    status: 403,
    code: 'OPERATION_NOT_REGISTERED',
  });
  expect(await ask('Agencies', { first: 10 })).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
  await expect(once(args, { OWNER_DATABASE_URL })).rejects.toThrow('an operator already');
});

test('each ends in order when it is told to, having written nothing in its image', async () => {
  const ended = await Promise.all(running().map(async ([name, each]) => [name, await each.process.stop()]));
  expect(Object.fromEntries(ended)).toEqual(Object.fromEntries(running().map(([name]) => [name, 0])));
  for (const [name, each] of running()) expect([name, await healthy(each)]).toEqual([name, 1]);
  expect(await everything()).toEqual(files);
  const secrets = [...keys.env.matchAll(/PASSWORD=(.*)$/gm)].map(([, secret]) => secret!);
  for (const [, { process: each }] of running())
    for (const secret of secrets) expect(each.output).not.toContain(secret);
});
