import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { compactVerify } from 'jose';
import { openTestHub, type TestHub } from '../../../test/hub.js';
import type { TrustList } from '../index.js';
import { BOSTANDYK, carryOut, newKey, POLICE, refusal } from '../test/administer.js';
import { publishTrustList } from '../trust-list/publish.js';

const ADMINISTRATOR = 'administrator-police';
let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub?.close());

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const publicJwk = (kid: string) => ({ ...generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }), kid });
const clientInput = (more: object = {}) => ({
  ...{ ...newKey(), agency: POLICE, role: 'INTEGRATOR', name: 'Case system', jwks: { keys: [publicJwk('a')] } },
  ...more,
});
async function published(): Promise<TrustList> {
  const signed = await publishTrustList(hub.db('directory'), { kid: 'test', key: privateKey });
  const { payload } = await compactVerify(signed, publicKey);
  return JSON.parse(new TextDecoder().decode(payload));
}

describe('a client', () => {
  test('is a member of staff that the hub itself vouches for, listed with its public keys', async () => {
    const input = clientInput();
    const { client, userErrors } = await carryOut(hub, ADMINISTRATOR, 'clientRegister', input);
    expect(userErrors).toEqual([]);
    expect(client).toMatchObject({ name: 'Case system', keyIds: ['a'], staff: { role: 'INTEGRATOR', active: true } });
    expect((await carryOut(hub, ADMINISTRATOR, 'clientRegister', input)).client.id).toBe(client.id);
    const list = await published();
    expect(list.clients).toEqual([{ id: client.id, jwks: input.jwks }]);
    expect(list.staff.find(({ subject }) => subject === client.id)).toMatchObject({
      id: client.staff.id,
      issuer: 'urn:dereu:hub',
      agency: POLICE,
      role: 'INTEGRATOR',
    });
    expect(list.issuers.map(({ issuer }) => issuer)).not.toContain('urn:dereu:hub');

    const both = { id: client.id, jwks: { keys: [publicJwk('a'), publicJwk('b')] } };
    expect((await carryOut(hub, ADMINISTRATOR, 'clientKeysReplace', both)).client.keyIds).toEqual(['a', 'b']);
    expect((await published()).clients[0]!.jwks).toEqual(both.jwks);

    await carryOut(hub, ADMINISTRATOR, 'staffDeactivate', { id: client.staff.id });
    const after = await published();
    expect(after.clients).toEqual([]);
    expect(after.staff.some(({ subject }) => subject === client.id)).toBe(false);
  });

  test('is refused by the name of the field', async () => {
    const refused = (more: object) => refusal(hub, ADMINISTRATOR, 'clientRegister', clientInput(more));
    const secret = { ...generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }) };
    expect(await refused({ jwks: { keys: [secret] } })).toBe('INVALID input.jwks.keys.0.d');
    expect(await refused({ jwks: { keys: [{ kty: 'oct', k: 'x' }] } })).toBe('INVALID input.jwks.keys.0.kty');
    expect(await refused({ role: 'LAWYER' })).toBe('NOT_PERMITTED input.role');
    expect(await refused({ unit: newKey().idempotencyKey })).toBe('NOT_FOUND input.unit');
    expect(await refused({ agency: BOSTANDYK })).toBe('NOT_PERMITTED input.agency');
    expect(await refusal(hub, 'officer-almaty', 'clientRegister', clientInput())).toBe('FORBIDDEN');
    // nobody becomes a client by being named as one
    const named = {
      ...newKey(),
      agency: POLICE,
      issuer: 'urn:dereu:hub',
      subject: 'x',
      role: 'OFFICER',
      languages: ['kk'],
    };
    expect(await refusal(hub, ADMINISTRATOR, 'staffCreate', named)).toBe('NOT_PERMITTED input.issuer');
  });

  test("of another agency is not found; each administrator lists the own agency's", async () => {
    const { client } = await carryOut(hub, 'administrator', 'clientRegister', clientInput({ agency: BOSTANDYK }));
    const replace = { id: client.id, jwks: { keys: [publicJwk('c')] } };
    expect(await refusal(hub, ADMINISTRATOR, 'clientKeysReplace', replace)).toBe('NOT_FOUND input.id');
    const listed = async (account: string, agency: string) =>
      (
        await hub
          .as(account)
          .query('query ($a: ID!) { clients(first: 100, agency: $a) { edges { node { id } } } }', { a: agency })
      ).data.clients.edges.length;
    expect(await listed('administrator', BOSTANDYK)).toBe(1);
    expect(await listed(ADMINISTRATOR, BOSTANDYK)).toBe(0);
    expect(await listed(ADMINISTRATOR, POLICE)).toBe(1);
  });
});
