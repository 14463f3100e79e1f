import { readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { environmentNames } from '../scripts/keys/environment.js';
import { loginKinds, loginName } from '../standalone/databases.js';
import { loginsIn, passwordSetting } from '../standalone/logins.js';
import { databaseName } from '../standalone/prepare.js';
import { PROCESS_SETTINGS, readSettings, settingOf } from '../subgraphs/kit/index.js';
import {
  COMPOSE_TEXT,
  composeFile,
  environmentOf,
  interpolated,
  mountsOf,
  ownServices,
  VARIABLE,
} from './compose/compose-file.js';
import { type CreatedKeys, createKeys } from './compose/keys.js';
import { EXPECTED, NAMES } from './compose/settings.js';

const file = composeFile();
const own = ownServices(file);
const others = Object.entries(file.services).filter(([name]) => !EXPECTED[name]);
const plain = (value: string) => value.replace(VARIABLE, '$${$1}');
let keys: CreatedKeys;
beforeAll(async () => {
  keys = await createKeys();
});
afterAll(() => keys?.remove());

test('the services of our image are the processes of the hub, each by its entry point', async () => {
  const commands = Object.fromEntries(own.map(([name, { command }]) => [name, command]));
  const expected = Object.entries(EXPECTED).map(([name, { entry }]) => [name, ['node', entry]]);
  expect(commands).toEqual(Object.fromEntries(expected));
  for (const { entry } of Object.values(EXPECTED)) expect((await stat(entry)).isFile()).toBe(true);
});

describe.each(Object.entries(EXPECTED))('%s', (name, expected) => {
  const service = file.services[name]!;
  const environment = environmentOf(service);
  const filled = () => environmentOf(interpolated(keys.env).services[name]!);

  test('is told only what it knows, and all that it needs', () => {
    const passwords = environmentNames(NAMES).filter((variable) => /_(OWNER|APP|VAULT)_PASSWORD$/.test(variable));
    const known = [
      ...Object.keys(expected.schema.shape),
      'NODE_EXTRA_CA_CERTS',
      ...(name === 'migrate' ? passwords : []),
    ];
    expect(Object.keys(environment).filter((variable) => !known.includes(variable))).toEqual([]);
    expect(() => readSettings(expected.schema, filled())).not.toThrow();
    expect(environment.NODE_ENV).toBe('production');
    if (name === 'migrate')
      expect(Object.keys(loginsIn(filled(), NAMES) ?? {})).toHaveLength(NAMES.flatMap(loginKinds).length);
  });

  test('has the address of each subgraph that it calls, and of no other', () => {
    const urls = Object.entries(environment).filter(([, value]) => value.startsWith('https://'));
    const wanted = expected.calls.map((called) => {
      const port = environmentOf(file.services[called]!).PORT;
      return [settingOf(called, 'URL'), `https://${called}:${port}`];
    });
    expect(Object.fromEntries(urls)).toEqual(Object.fromEntries(wanted));
  });

  test('works on its own databases, under the logins that serve', () => {
    if (name === 'migrate') {
      expect(environment.DATABASE_URL).toBe(`postgres://postgres:\${POSTGRES_PASSWORD}@postgres:5432/postgres`);
      return;
    }
    const urls = Object.entries(environment).filter(([variable]) => variable.endsWith('DATABASE_URL'));
    const wanted = expected.databases.map((database) => {
      const password = `\${${settingOf(database, 'URL').replace(/URL$/, 'APP_PASSWORD')}}`;
      const variable = name === database ? 'DATABASE_URL' : settingOf(database, 'DATABASE_URL');
      return [variable, `postgres://${loginName(database, 'app')}:${password}@postgres:5432/${databaseName(database)}`];
    });
    // a vault is its subgraph's alone: no worker has it
    if (loginKinds(name).includes('vault')) {
      const password = `\${${passwordSetting(name, 'vault')}}`;
      const url = `postgres://${loginName(name, 'vault')}:${password}@postgres:5432/${databaseName(name)}`;
      wanted.push(['VAULT_DATABASE_URL', url]);
    }
    expect(Object.fromEntries(urls)).toEqual(Object.fromEntries(wanted));
  });

  test('sees the key folders that it speaks with, cannot write them, and sees nobody else’s', async () => {
    const mounts = mountsOf(service).filter(({ source }) => source.startsWith('.'));
    const wanted = Object.entries(expected.keys).map(([place, folder]) => ({
      source: `./.keys/${folder}`,
      target: `${environment.KEYS_DIRECTORY}${place}`,
      readOnly: true,
    }));
    expect(mounts).toEqual(wanted);
    const user = Number(service.user && interpolated(keys.env).services[name]!.user!.split(':')[0]);
    for (const { source } of mounts) {
      for (const part of ['', 'own.json', 'trusted.json', 'tls-cert.pem', 'tls-key.pem', 'tls-ca.pem'])
        expect((await stat(join(keys.folder, '..', source, part))).uid).toBe(user);
    }
    const authority = environment.NODE_EXTRA_CA_CERTS;
    const mount = mounts.find(({ target }) => authority?.startsWith(`${target}/`));
    expect(authority?.replace(mount?.target ?? '-', '')).toBe(authority && '/tls-ca.pem');
  });

  test('keeps what was closed on a volume of its own, or has none', () => {
    const volumes = mountsOf(service).filter(({ source }) => !source.startsWith('.'));
    const wanted = { source: `${name}-closure-log`, target: '/closure-log', readOnly: false };
    expect(volumes).toEqual(expected.closureLog ? [wanted] : []);
    expect(environment.CLOSURE_LOG_DIRECTORY).toBe(expected.closureLog ? '/closure-log' : undefined);
  });

  test('is nobody special, writes nothing but its volume, and has the time to end in order', () => {
    expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] });
    expect(interpolated(keys.env).services[name]!.user).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    const grace = Number(/^(\d+)s$/.exec(service.stop_grace_period ?? '')?.[1]) * 1_000;
    // draining, then five seconds for what is under way
    expect(grace).toBeGreaterThan(PROCESS_SETTINGS.DRAIN_MS.parse(undefined) + 5_000);
  });

  test('is asked by its operations port whether it is ready', () => {
    if (name === 'migrate') {
      expect([service.healthcheck, service.restart]).toEqual([{ disable: true }, 'no']);
      return;
    }
    const [kind, program, flag, code] = service.healthcheck?.test ?? [];
    expect([kind, program, flag]).toEqual(['CMD', 'node', '-e']);
    expect(code).toContain(`fetch('http://127.0.0.1:${environment.OPERATIONS_PORT}/ready')`);
    // it asks nobody who he is: nothing but its own container may reach it
    expect(environment.OPERATIONS_HOST).toBeUndefined();
    expect(service.restart).toBe('unless-stopped');
  });
});

test('its variables are those that `npm run keys -- create` writes', () => {
  const used = new Set([...COMPOSE_TEXT.matchAll(VARIABLE)].map(([, name]) => name));
  expect([...used].sort()).toEqual(environmentNames(NAMES).sort());
  expect([...keys.env.matchAll(/^([A-Z_]+)=\S+$/gm)].map(([, name]) => name).sort()).toEqual([...used].sort());
});

test('no secret is written in it', () => {
  for (const [name, service] of Object.entries(file.services)) {
    for (const [variable, value] of Object.entries(environmentOf(service))) {
      if (/PASSWORD|SECRET|TOKEN|CREDENTIAL/.test(variable))
        expect([name, plain(value)]).toEqual([name, expect.stringMatching(/^\$\{[A-Z_]+\}$/)]);
      const inUrl = /\/\/[^/@]*:([^/@]*)@/.exec(plain(value))?.[1];
      if (inUrl !== undefined)
        expect([name, variable, inUrl]).toEqual([name, variable, expect.stringMatching(/^\$\{[A-Z_]+\}$/)]);
    }
  }
});

test('whom a service waits for is there and can say so, and only this machine is served', () => {
  for (const { depends_on = {}, ports = [] } of Object.values(file.services)) {
    for (const [name, { condition }] of Object.entries(depends_on)) {
      const other = file.services[name];
      if (condition === 'service_healthy') expect(other?.healthcheck?.test).toBeDefined();
      else expect([condition, other?.restart]).toEqual(['service_completed_successfully', 'no']);
    }
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
  }
  const published = Object.entries(file.services).filter(([, { ports = [] }]) => ports.length > 0);
  expect(published.map(([name]) => name)).toEqual(['gateway', 'keycloak']);
  const named = Object.values(file.services)
    .flatMap(mountsOf)
    .map(({ source }) => source);
  expect(named.filter((source) => !source.startsWith('.')).sort()).toEqual(Object.keys(file.volumes).sort());
});

test('a database is healthy when it answers over TCP: while its image prepares it, only its socket does', () => {
  const databases = others.filter(([, { image }]) => image.startsWith('postgres:'));
  expect(databases.map(([name]) => name)).toEqual(['postgres', 'keycloak-postgres']);
  for (const [, { healthcheck }] of databases) expect(healthcheck?.test?.[1]).toContain('-h 127.0.0.1');
});

test('the identity provider reads its certificate and its realm, and nothing else', async () => {
  const keycloak = file.services.keycloak!;
  expect(mountsOf(keycloak)).toEqual([
    { source: './.keys/keycloak', target: '/keys', readOnly: true },
    { source: './deploy/keycloak', target: '/opt/keycloak/data/import', readOnly: true },
  ]);
  const { KC_HTTPS_CERTIFICATE_FILE, KC_HTTPS_CERTIFICATE_KEY_FILE } = environmentOf(keycloak);
  for (const path of [KC_HTTPS_CERTIFICATE_FILE!, KC_HTTPS_CERTIFICATE_KEY_FILE!])
    expect((await stat(path.replace('/keys', join(keys.folder, 'keycloak')))).isFile()).toBe(true);
  expect(keycloak.user).toBe(file.services.gateway!.user!.replace(VARIABLE, '$${$1}'));
  expect(readFileSync('deploy/keycloak/agency-realm.json', 'utf8')).not.toMatch(/secret"|"credentials"|"users"/);
});
