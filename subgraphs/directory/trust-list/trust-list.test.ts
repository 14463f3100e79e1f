import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { compactVerify } from 'jose';
import { seedId } from '../../../standalone/seed/ids.js';
import { openTestHub, type TestHub } from '../../../test/hub.js';
import { TEST_ISSUER } from '../../../test/setup/test-server.js';
import { type TrustList, upsertIssuer } from '../index.js';
import { publishTrustList } from './publish.js';

const BOSTANDYK = seedId('agency:police-almaty-bostandyk');
const OFFICER = seedId('staff:officer-bostandyk');
const { publicKey, privateKey } = generateKeyPairSync('ed25519');

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());

async function published(): Promise<TrustList> {
  const jws = await publishTrustList(hub.db('directory'), { kid: 'directory-1', key: privateKey });
  const { payload, protectedHeader } = await compactVerify(jws, publicKey);
  expect(protectedHeader).toMatchObject({ alg: 'EdDSA', kid: 'directory-1' });
  return JSON.parse(new TextDecoder().decode(payload));
}

const administer = async (document: string, input: object) => {
  const { data } = await hub.as('administrator').query(document, { input });
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects and fails when it is not there
  const payload = Object.values(data as Record<string, any>)[0];
  expect(payload.userErrors).toEqual([]);
  return payload;
};
const setStatus = async (status: string) => {
  const { data } = await hub
    .as('administrator')
    .query('query ($id: ID!) { agency(id: $id) { version } }', { id: BOSTANDYK });
  await administer(`mutation ($input: AgencyUpdateInput!) { agencyUpdate(input: $input) { userErrors { code } } }`, {
    id: BOSTANDYK,
    expectedVersion: data.agency.version,
    status,
  });
};

describe('the trust list', () => {
  test('says who may sign in from where, in what role, and states purposes by kind and role', async () => {
    const list = await published();
    expect(list.staff.find(({ id }) => id === OFFICER)).toEqual({
      id: OFFICER,
      issuer: TEST_ISSUER,
      subject: 'officer-bostandyk',
      agency: BOSTANDYK,
      unit: seedId('unit:police-almaty-bostandyk/1'),
      role: 'OFFICER',
    });
    expect(list.agencies.find(({ id }) => id === BOSTANDYK)).toEqual({ id: BOSTANDYK, kind: 'POLICE', active: true });
    expect(
      list.agreements.find(({ kind, role }) => kind === 'FORENSIC_CLINIC' && role === 'SCHEDULER')?.purposes,
    ).toEqual(['FORENSIC_EXAM']);
    expect(list.issuers[0]).toMatchObject({
      issuer: TEST_ISSUER,
      jwks: { keys: [expect.objectContaining({ crv: 'Ed25519' })] },
    });
    expect(list.issuers[0]).not.toHaveProperty('agencies');
    expect(Math.abs(Date.parse(list.issuedAt) - Date.now())).toBeLessThan(60_000);
  });

  test('grows its version with every publication, also of two at once', async () => {
    const lists = await Promise.all([published(), published(), published()]);
    expect(new Set(lists.map(({ version }) => version)).size).toBe(3);
    const byVersion = [...lists].sort((a, b) => a.version - b.version).map(({ issuedAt }) => issuedAt);
    expect(byVersion).toEqual([...byVersion].sort());
  });

  test('leaves out the staff of a suspended agency, until it takes part again', async () => {
    await setStatus('SUSPENDED');
    const suspended = await published();
    expect(suspended.staff.filter(({ agency }) => agency === BOSTANDYK)).toEqual([]);
    expect(suspended.agencies.find(({ id }) => id === BOSTANDYK)?.active).toBe(false);
    await setStatus('ACTIVE');
    expect((await published()).staff.some(({ id }) => id === OFFICER)).toBe(true);
  });

  test('leaves out staff whose issuer may no longer vouch for their agency', async () => {
    const issuer = { issuer: `https://${randomUUID()}.test`, audience: 'urn:test', jwks: { keys: [] } };
    await upsertIssuer(hub.db('directory'), { ...issuer, agency: BOSTANDYK });
    const { staff } = await administer(
      `mutation ($input: StaffCreateInput!) { staffCreate(input: $input) { staff { id } userErrors { code message } } }`,
      {
        ...{ idempotencyKey: randomUUID(), agency: BOSTANDYK, issuer: issuer.issuer },
        subject: 'b',
        role: 'OFFICER',
        languages: ['kk'],
      },
    );
    const listed = async () => (await published()).staff.some(({ id }) => id === staff.id);
    expect(await listed()).toBe(true);
    expect((await published()).issuers.find((each) => each.issuer === issuer.issuer)?.agencies).toEqual([BOSTANDYK]);
    await upsertIssuer(hub.db('directory'), { ...issuer, agency: seedId('agency:police-astana') });
    expect(await listed()).toBe(false);
  });

  test('takes no private key into it', async () => {
    const jwk = privateKey.export({ format: 'jwk' });
    const issuer = { issuer: 'https://careless.test', audience: 'urn:test', jwks: { keys: [jwk as { kty: string }] } };
    await expect(upsertIssuer(hub.db('directory'), issuer)).rejects.toThrow('must be public');
  });

  test('shuts a deactivated member of staff out of the gateway', async () => {
    // the gateway may have fetched a list while that agency was suspended above
    await hub.refreshTrustList();
    const ask = () => hub.as('officer-bostandyk').query('{ regions { code } }');
    expect((await ask()).data.regions).toHaveLength(20);
    await administer(
      `mutation ($input: StaffDeactivateInput!) { staffDeactivate(input: $input) { userErrors { code } } }`,
      { id: OFFICER },
    );
    expect((await published()).staff.some(({ id }) => id === OFFICER)).toBe(false);
    let answer = await ask();
    for (let tries = 0; !answer.errors && tries < 100; tries += 1) {
      await sleep(200);
      answer = await ask();
    }
    expect(answer.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });
});
