import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { exportJWK, generateKeyPair } from 'jose';
import { openTestHub, type TestHub } from '../../../test/hub.js';
import { TEST_ISSUER } from '../../../test/setup/test-server.js';
import { BOSTANDYK, carryOut, newKey, POLICE, refusal, until } from '../test/administer.js';
import { DISCOVERY, JWKS, openProvider, type Provider } from '../test/provider.js';
import { discoverKeys } from './discovery.js';
import { refreshIssuers } from './refresh.js';

const AUDIENCE = 'urn:dereu:hub';
let hub: TestHub;
let provider: Provider;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub?.close());
beforeEach(async () => {
  provider = await openProvider();
});
afterEach(() => provider.close());

const trust = (more: object = {}) => ({ issuer: provider.issuer, audience: AUDIENCE, agency: POLICE, ...more });
const hire = async (subject: string) =>
  carryOut(hub, 'administrator', 'staffCreate', {
    ...{ ...newKey(), agency: POLICE, issuer: provider.issuer, subject, role: 'OFFICER', languages: ['kk'] },
  });
/** The status of a request with a token of the provider. */
async function enter(subject: string, claims: Record<string, unknown> = {}): Promise<number> {
  const { status } = await fetch(hub.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await provider.token(subject, AUDIENCE, claims)}`,
    },
    body: '{"query":"{ regions { code } }"}',
  });
  return status;
}

describe('a provider', () => {
  test('is trusted by its discovery document, and its people come in; removed, they are shut out', async () => {
    const { issuer, userErrors } = await carryOut(hub, 'administrator', 'issuerTrust', trust());
    expect(userErrors).toEqual([]);
    expect(issuer).toMatchObject({ audience: AUDIENCE, discovered: true, keyIds: ['first'], agency: { id: POLICE } });
    expect((await hire('p-1')).userErrors).toEqual([]);
    expect(
      await until(
        () => enter('p-1'),
        (status) => status === 200,
      ),
    ).toBe(200);
    expect(await enter('stranger')).toBe(401);

    await carryOut(hub, 'administrator', 'issuerRemove', { issuer: provider.issuer });
    expect(
      await until(
        () => enter('p-1'),
        (status) => status === 401,
      ),
    ).toBe(401);
    expect((await hire('p-2')).userErrors[0].field).toEqual(['input', 'issuer']);
    // trusted again, its people are there again
    await carryOut(hub, 'administrator', 'issuerTrust', trust());
    expect(
      await until(
        () => enter('p-1'),
        (status) => status === 200,
      ),
    ).toBe(200);
  });

  test('may be given its keys instead; then nobody asks it', async () => {
    const { publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
    const key = { ...(await exportJWK(publicKey)), kid: 'given' };
    const given = await carryOut(hub, 'administrator', 'issuerTrust', trust({ jwks: { keys: [key] } }));
    expect(given.issuer).toMatchObject({ discovered: false, keyIds: ['given'] });
    await refreshIssuers(hub.db('directory'), hub.operating.log);
    expect(provider.asked).toEqual([]);
  });

  test('is refused by the name of the field', async () => {
    const refused = (more: object) => refusal(hub, 'administrator', 'issuerTrust', trust(more));
    const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
    const jwks = { keys: [await exportJWK(privateKey)] };
    expect(await refused({ jwks })).toBe('INVALID input.jwks.keys.0.d');
    for (const issuer of [
      'http://idp.example',
      'https://idp.example?x=1',
      'https://u:p@idp.example',
      'urn:dereu:hub',
      'idp',
    ])
      expect(await refused({ issuer })).toBe('INVALID input.issuer');
    expect(await refused({ agency: newKey().idempotencyKey })).toBe('NOT_FOUND input.agency');
    provider.answers.set(JWKS, { body: '{"keys":[]}' });
    expect(await refused({})).toBe('NOT_AVAILABLE input.issuer');
    expect(await refusal(hub, 'administrator', 'issuerRemove', { issuer: 'https://nobody.example' })).toBe(
      'NOT_FOUND input.issuer',
    );
    expect(await refusal(hub, 'administrator', 'issuerRemove', { issuer: 'urn:dereu:hub' })).toBe(
      'NOT_FOUND input.issuer',
    );
  });

  test('of many agencies is not narrowed to one while others sign in by it, nor removed by who does', async () => {
    const { publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
    const jwks = { keys: [await exportJWK(publicKey)] };
    const narrowed = trust({ issuer: TEST_ISSUER, jwks, agency: BOSTANDYK });
    expect(await refusal(hub, 'administrator', 'issuerTrust', narrowed)).toBe('WRONG_STATE input.agency');
    expect(await refusal(hub, 'administrator', 'issuerRemove', { issuer: TEST_ISSUER })).toBe(
      'NOT_PERMITTED input.issuer',
    );
  });

  test("is the operator's alone to trust or remove: nobody else makes the hub ask an address", async () => {
    for (const account of ['administrator-police', 'officer-almaty', 'integrator-police']) {
      const expected = account === 'administrator-police' ? 'NOT_PERMITTED' : 'FORBIDDEN';
      expect(await refusal(hub, account, 'issuerTrust', trust())).toBe(expected);
      expect(await refusal(hub, account, 'issuerRemove', { issuer: TEST_ISSUER })).toBe(expected);
    }
    expect(provider.asked).toEqual([]);
  });

  test('is listed to those whom it concerns', async () => {
    await carryOut(hub, 'administrator', 'issuerTrust', trust({ agency: BOSTANDYK }));
    const seenBy = async (account: string) =>
      (await hub.as(account).query('{ issuers(first: 100) { edges { node { issuer } } } }')).data.issuers.edges.map(
        ({ node }: { node: { issuer: string } }) => node.issuer,
      );
    expect(await seenBy('administrator')).toEqual(expect.arrayContaining([provider.issuer, TEST_ISSUER]));
    expect(await seenBy('administrator')).not.toContain('urn:dereu:hub');
    expect(await seenBy('administrator-police')).toContain(TEST_ISSUER);
    expect(await seenBy('administrator-police')).not.toContain(provider.issuer);
  });
});

describe('keys that are discovered', () => {
  const due = () =>
    hub
      .db('directory')
      .query("UPDATE issuer SET tried_at = tried_at - interval '6 minutes' WHERE issuer = $1", [provider.issuer]);
  const keyIds = async () =>
    (
      await hub
        .db('directory')
        .query(`SELECT jsonb_path_query_array(jwks, '$.keys[*].kid') AS ids FROM issuer WHERE issuer = $1`, [
          provider.issuer,
        ])
    )[0].ids;

  test('follow the provider; two processes ask it once; when it fails the last good ones stay', async () => {
    await carryOut(hub, 'administrator', 'issuerTrust', trust());
    await hire('rotating');
    expect(
      await until(
        () => enter('rotating'),
        (status) => status === 200,
      ),
    ).toBe(200);
    const round = () => refreshIssuers(hub.db('directory'), hub.operating.log);
    provider.asked.length = 0;
    await round();
    expect(provider.asked).toEqual([]);

    await provider.rotate('second', true);
    await due();
    await Promise.all([round(), round(), round()]);
    // the hub's own round may have been the one that claimed it
    expect(await until(keyIds, (ids) => ids.includes('second'))).toEqual(['first', 'second']);
    expect(provider.asked).toEqual([DISCOVERY, JWKS]);
    expect(
      await until(
        () => enter('rotating'),
        (status) => status === 200,
      ),
    ).toBe(200);

    provider.answers.set(JWKS, { status: 500, body: '{}' });
    await due();
    await round();
    expect(
      await until(
        async () => provider.asked.length,
        (asked) => asked === 4,
      ),
    ).toBe(4);
    expect(await keyIds()).toEqual(['first', 'second']);
    expect(hub.lines.join('')).toContain('issuer_keys_stale');
    expect(hub.lines.join('')).not.toContain(provider.issuer);
    expect(await enter('rotating')).toBe(200);
  });

  test('are read again by the work that the subgraph does in the background', async () => {
    await carryOut(hub, 'administrator', 'issuerTrust', trust());
    await provider.rotate('later');
    await due();
    const directory = hub.subgraphs.get('directory');
    expect(directory).toBeDefined();
    expect(await until(keyIds, (ids) => ids.includes('later'))).toEqual(['later']);
  });

  test('are taken from a document about this issuer only, without redirects, and of a reasonable size', async () => {
    expect((await discoverKeys(provider.issuer)).map(({ kid }) => kid)).toEqual(['first']);
    const document = (more: object) =>
      provider.answers.set(DISCOVERY, {
        body: JSON.stringify({ issuer: provider.issuer, jwks_uri: `${provider.issuer}${JWKS}`, ...more }),
      });
    document({ issuer: 'https://another.example' });
    await expect(discoverKeys(provider.issuer)).rejects.toThrow('another issuer');
    for (const jwks_uri of ['http://idp.example/keys', 'file:///etc/keys', undefined]) {
      document({ jwks_uri });
      await expect(discoverKeys(provider.issuer)).rejects.toThrow('no safe jwks_uri');
    }
    document({});
    provider.answers.set('/elsewhere', { body: provider.answers.get(JWKS)!.body });
    provider.answers.set(JWKS, { status: 302, headers: { location: '/elsewhere' }, body: '' });
    await expect(discoverKeys(provider.issuer)).rejects.toThrow();
    expect(provider.asked).not.toContain('/elsewhere');
    provider.answers.set(JWKS, { body: JSON.stringify({ keys: [], more: 'x'.repeat(300_000) }) });
    await expect(discoverKeys(provider.issuer)).rejects.toThrow('too large');
    await expect(discoverKeys('http://idp.example')).rejects.toThrow('no address');
  });
});
