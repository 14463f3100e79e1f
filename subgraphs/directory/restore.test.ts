import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { backup } from '../../standalone/backup/backup.js';
import { restore } from '../../standalone/backup/restore.js';
import { closureKeys } from '../../standalone/secrets.js';
import { seedId } from '../../standalone/seed/index.js';
import { withoutClosureLog } from '../../test/hub/without-closure-log.js';
import { openTestHub, type TestHub } from '../../test/hub.js';
import { testServer } from '../../test/setup/test-server.js';
import { rowsOf, transaction } from '../kit/index.js';
import { directory } from './index.js';
import { refreshIssuers } from './issuer/refresh.js';
import { carryOut, NAME, newKey, POLICE } from './test/administer.js';
import { openProvider, type Provider } from './test/provider.js';

const [CRISIS, SECOND] = [seedId('agency:crisis-almaty-1'), seedId('unit:police-almaty-auezov/2')];
const staff = (account: string) => seedId(`staff:${account}`);
const keysOf = (kid: string) => ({
  keys: [{ ...generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }), kid }],
});
const idp = (name: string, more: object = {}) => ({
  ...{ issuer: `https://${name}.example`, audience: 'hub', agency: POLICE, jwks: keysOf('old') },
  ...more,
});

let hub: TestHub;
let folder: string;
let provider: Provider;
/** What the cases are about, made before the backup */
const made: Record<string, string> = {};

const ask = (mutation: string, input: object, account = 'administrator') => carryOut(hub, account, mutation, input);
async function done(mutation: string, input: object, account?: string) {
  const payload = await ask(mutation, input, account);
  expect(payload).toMatchObject({ userErrors: [] });
  return payload;
}
const ownerUrl = () => (hub.db('directory').options as { url: string }).url;

const STAFF = 'SELECT role, unit_id, active FROM staff_member WHERE id = $1';
const ISSUER = `SELECT audience, agency_id, jwks -> 'keys' -> 0 ->> 'kid' AS kid, removed_at IS NULL AS trusted FROM issuer WHERE issuer = $1`;
const UNIT = 'SELECT closed_at IS NOT NULL AS closed FROM agency_unit WHERE id = $1';

const refuge = (confidential: boolean) => ({
  ...{ externalId: 'refuge', name: confidential ? 'Refuge' : 'Refuge in Hidden Lane', confidential },
  ...{ alternateName: 'At the bridge', description: 'Behind the mill', website: 'https://refuge.example' },
  email: 'open@refuge.example',
  location: {
    ...{ street: '7 Hidden Lane', city: 'Hiddentown', region: 'KZ-31', postalCode: '080000', country: 'KZ' },
    ...{ latitude: 42.9, longitude: 71.3, phones: ['+7 000 111 22 33'] },
  },
  services: [
    {
      ...{ externalId: 'refuge-1', name: 'Beds', description: 'Ring twice', status: 'active', languages: ['kk'] },
      ...{ phones: ['+7 000 444 55 66'], url: 'https://refuge.example/beds', email: 'beds@refuge.example' },
      ...{
        applicationProcess: 'Come by the back door',
        feesDescription: 'None',
        interpretationServices: 'By telephone',
      },
    },
  ],
});
const REFUGE = `SELECT o.confidential, o.name, o.alternate_name, o.description, o.website, o.email, o.street, o.city, o.region, o.postal_code,
    o.country, o.latitude, o.longitude, o.phones, o.region_code,
    (SELECT jsonb_agg(to_jsonb(s) - ARRAY['id', 'organization_id', 'updated_at', 'content_hmac', 'search', 'source']) FROM service s
     WHERE s.organization_id = o.id) AS services
  FROM organization o WHERE o.external_id = 'refuge'`;
const STRIPPED = {
  ...{ confidential: true, name: 'refuge', alternate_name: null, description: null, website: null, email: null },
  ...{ street: null, city: null, region: null, postal_code: null, country: null, latitude: null, longitude: null },
  ...{ phones: [], region_code: 'KZ-31' },
};
const STRIPPED_SERVICE = {
  ...{ confidential: true, external_id: 'refuge-1', name: 'refuge-1', description: null, translations: {} },
  ...{ status: 'ACTIVE', languages: ['kk'], minimum_age: null, maximum_age: null, interpretation_services: null },
  ...{ fees_description: null, application_process: null, url: null, email: null, phones: [] },
  ...{ region_code: 'KZ-31', nationwide: false },
};

interface Case {
  readonly name: string;
  /** Sent twice: while the log cannot be written, and when it can */
  readonly change: () => readonly [mutation: string, input: object, account?: string];
  readonly state: readonly [sql: string, ...parameters: (() => unknown)[]];
  /** Where it is not the state after the change */
  readonly restored?: object;
}

const CASES: readonly Case[] = [
  {
    name: 'a demotion',
    change: () => ['staffUpdate', { id: staff('duty-officer-almaty'), role: 'OFFICER' }],
    state: [STAFF, () => staff('duty-officer-almaty')],
  },
  {
    name: 'a move to another unit',
    change: () => ['staffUpdate', { id: staff('officer-almaty'), unit: SECOND }],
    state: [STAFF, () => staff('officer-almaty')],
  },
  {
    name: 'a move to a unit that the backup does not know, which lets nobody in',
    change: () => ['staffUpdate', { id: staff('officer-almaty-2'), unit: made.laterUnit }],
    state: [STAFF, () => staff('officer-almaty-2')],
    restored: { role: 'OFFICER', unit_id: SECOND, active: false },
  },
  {
    name: 'a provider that is trusted no longer',
    change: () => ['issuerRemove', { issuer: 'https://removed.example' }],
    state: [ISSUER, () => 'https://removed.example'],
  },
  {
    name: 'a provider that is trusted again, with other keys',
    change: () => ['issuerTrust', idp('again', { jwks: keysOf('new'), audience: 'another' })],
    state: [ISSUER, () => 'https://again.example'],
  },
  {
    name: 'the agency of a provider, which vouches for nobody when the backup does not know it',
    change: () => ['issuerTrust', idp('moved', { agency: made.laterAgency, jwks: keysOf('new') })],
    state: [ISSUER, () => 'https://moved.example'],
    restored: { audience: 'hub', agency_id: POLICE, kid: 'new', trusted: false },
  },
  {
    name: 'the withdrawal of an operation',
    change: () => ['operationWithdraw', { id: made.operation }, 'administrator-police'],
    state: ['SELECT withdrawn_at IS NULL AS runs FROM registered_operation WHERE id = $1', () => made.operation],
  },
  {
    name: 'the keys of a client',
    change: () => ['clientKeysReplace', { id: made.client, jwks: keysOf('new') }],
    state: ["SELECT jwks -> 'keys' -> 0 ->> 'kid' AS kid FROM client WHERE id = $1", () => made.client],
  },
  {
    name: 'a unit that is closed',
    change: () => ['unitUpdate', { id: made.open, closed: true }],
    state: [UNIT, () => made.open],
  },
  {
    name: 'a unit that is open again',
    change: () => ['unitUpdate', { id: made.closed, closed: false }],
    state: [UNIT, () => made.closed],
  },
  {
    name: 'an organisation whose place must not be known any more, of which nothing readable is left until it is imported again',
    change: () => ['organizationImport', { source: 'test', organizations: [refuge(true)] }],
    state: [REFUGE],
    restored: { ...STRIPPED, services: [STRIPPED_SERVICE] },
  },
  {
    name: 'the purposes of an agreement',
    change: () => ['agreementSet', { kind: 'POLICE', role: 'OFFICER', purposes: ['POLICE_RESPONSE'] }],
    state: ["SELECT purposes FROM agreement WHERE kind = 'POLICE' AND role = 'OFFICER'"],
  },
];

async function states(): Promise<Map<string, object>> {
  const found = new Map<string, object>();
  for (const { name, state } of CASES) {
    const [sql, ...parameters] = state;
    const [row] = await hub.db('directory').query(
      sql,
      parameters.map((each) => each()),
    );
    found.set(name, row);
  }
  return found;
}

let before: Map<string, object>;
let after: Map<string, object>;
let restored: Map<string, object>;
let unacknowledged: unknown[];
beforeAll(async () => {
  hub = await openTestHub();
  provider = await openProvider();
  folder = await mkdtemp(join(tmpdir(), 'dereu-backup-'));
  for (const each of ['removed', 'again', 'moved']) await done('issuerTrust', idp(each));
  await done('issuerRemove', { issuer: 'https://again.example' });
  await done('issuerTrust', { issuer: provider.issuer, audience: 'hub', agency: CRISIS });
  await provider.rotate('second');
  await hub.db('directory').query('UPDATE issuer SET tried_at = NULL WHERE issuer = $1', [provider.issuer]);
  await refreshIssuers(hub.db('directory'), hub.operating.log);
  const unit = async () => (await done('unitCreate', { ...newKey(), agency: POLICE, name: NAME })).unit.id as string;
  [made.open, made.closed] = [await unit(), await unit()];
  await done('unitUpdate', { id: made.closed, closed: true });
  const client = { ...newKey(), agency: POLICE, role: 'INTEGRATOR', name: 'Case system', jwks: keysOf('old') };
  made.client = (await done('clientRegister', client)).client.id;
  await done('organizationImport', { source: 'test', organizations: [refuge(false)] });
  const document = 'query Regions { regions { code } }';
  made.operation = (
    await done('operationRegister', { ...newKey(), name: 'trial', document }, 'administrator-police')
  ).operation.id;

  before = await states();
  await backup('directory', ownerUrl(), join(folder, 'directory'));
  made.laterUnit = await unit();
  const agency = { ...newKey(), kind: 'POLICE', name: NAME, regionCode: 'KZ-75', zone: 'Asia/Almaty' };
  made.laterAgency = (await done('agencyCreate', agency)).agency.id;
  unacknowledged = [];
  await withoutClosureLog(hub.closureLogDirectory, async () => {
    for (const { change } of CASES) unacknowledged.push(await ask(...change()));
  });
  for (const { change } of CASES) await done(...change());
  after = await states();
  await restore({
    definition: directory,
    ownerUrl: ownerUrl(),
    folder: join(folder, 'directory'),
    replace: true,
    closureLog: {
      directories: [hub.closureLogDirectory],
      keys: closureKeys(testServer().secrets, 'directory'),
    },
  });
  restored = await states();
}, 120_000);
afterAll(async () => {
  await hub?.close();
  await provider?.close();
  await rm(folder, { recursive: true, force: true });
});

describe('done after the backup, it holds after the restore:', () => {
  test.each(CASES)('$name', ({ name, restored: other }) => {
    expect(after.get(name)).not.toEqual(before.get(name));
    expect(restored.get(name)).toEqual(other ?? after.get(name));
  });
});

test('such an organisation is imported again with its place sealed, and is what it was', async () => {
  const organizations = [refuge(true)];
  const { results } = await done('organizationImport', { source: 'test', organizations });
  expect(results).toMatchObject([{ outcome: 'UPDATED' }]);
  const [row] = await hub.db('directory').query(REFUGE);
  expect(row).toEqual(after.get(CASES.find(({ state }) => state[0] === REFUGE)!.name));
  const again = await done('organizationImport', { source: 'test', organizations });
  expect(again.results).toMatchObject([{ outcome: 'UNCHANGED' }]);
});

test('none is acknowledged while it cannot be kept', () => {
  expect(unacknowledged).toEqual(CASES.map(() => ({ refused: 'UNAVAILABLE' })));
});

test('keys of a provider that were discovered later than those of the log stay, and it is asked again', async () => {
  const { issuer } = provider;
  const payload = { issuer, audience: 'hub', agency: CRISIS, discovered: true, jwks: keysOf('old') };
  const row = await transaction(hub.db('directory'), async (manager) => {
    const closure = { sequence: '1', kind: 'issuer-trusted', payload };
    const kid = async () =>
      (
        await rowsOf(manager, `SELECT jwks -> 'keys' -> 0 ->> 'kid' AS kid, tried_at FROM issuer WHERE issuer = $1`, [
          issuer,
        ])
      )[0];
    const replay = directory.closures!['issuer-trusted']!;
    await replay(manager, { ...closure, at: '2026-01-01T00:00:00.000000Z' });
    const earlier = await kid();
    await replay(manager, { ...closure, at: '2999-01-01T00:00:00.000000Z' });
    return { earlier, later: await kid() };
  });
  expect(row).toEqual({ earlier: { kid: 'second', tried_at: null }, later: { kid: 'old', tried_at: null } });
});

test('a change of what this state does not know is nothing to do', async () => {
  const [id, at] = [randomUUID(), '2026-01-01T00:00:00.000000Z'];
  const payload = {
    ...{
      organization: id,
      staff: id,
      operation: id,
      client: id,
      unit: id,
      issuer: 'https://none.example',
      jwks: keysOf('x'),
    },
    ...{ agency: POLICE, role: 'OFFICER', languages: ['ru'], audience: 'hub', discovered: false },
  };
  const count = async () =>
    (
      await hub
        .db('directory')
        .query(`SELECT (SELECT count(*) FROM staff_member) AS s, (SELECT count(*) FROM issuer) AS i,
        (SELECT count(*) FROM registered_operation) AS o, (SELECT count(*) FROM client) AS c, (SELECT count(*) FROM agency_unit) AS u`)
    )[0];
  const counted = await count();
  await transaction(hub.db('directory'), async (manager) => {
    const { 'agreement-set': _, ...others } = directory.closures!;
    for (const [kind, replay] of Object.entries(others)) await replay(manager, { sequence: '1', kind, payload, at });
  });
  expect(await count()).toEqual(counted);
});
