import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { exportJWK, generateKeyPair, importJWK, SignJWT, UnsecuredJWT } from 'jose';
import { done } from '../scripts/demo/door.js';
import { AUDIENCE, seedId } from '../standalone/seed/index.js';
import { type ConsentedRecord, consentedRecord } from './consented-record.js';
import { openHub, type PublicHub } from './hub.js';
import { TEST_ISSUER, testServer } from './setup/test-server.js';

let hub: PublicHub;
let record: ConsentedRecord;
let looksBefore: number;
beforeAll(async () => {
  hub = await openHub();
  record = await consentedRecord(hub);
  looksBefore = await looks();
});
afterAll(() => hub?.close());

const looks = async (): Promise<number> =>
  Number((await hub.db('consent').query("SELECT count(*) AS n FROM access_log WHERE kind = 'DISCLOSURE'"))[0].n);

async function ask(headers: Record<string, string>): Promise<{ status: number; code: string; data: unknown }> {
  const response = await fetch(hub.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({
      query: 'query ($id: ID!) { victim(id: $id) { identity { familyName } } }',
      variables: { id: record.police },
    }),
  });
  const body = (await response.json()) as { data?: unknown; errors?: { extensions: { code: string } }[] };
  return { status: response.status, code: body.errors?.[0]?.extensions.code ?? '', data: body.data ?? null };
}

const purpose = { 'purpose-of-use': 'POLICE_RESPONSE' };
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

describe('who may ask', () => {
  test('the right token and purpose are let in', async () => {
    expect((await ask({ ...bearer(await hub.token('officer-almaty')), ...purpose })).status).toBe(200);
    expect(await looks()).toBe(looksBefore + 1);
    looksBefore += 1;
  });

  test('no token, a broken one, an expired one, one for another audience or from another issuer', async () => {
    const key = await importJWK(testServer().issuerKey, 'EdDSA');
    const now = Math.floor(Date.now() / 1000);
    const signed = (
      claims: Record<string, unknown>,
      issuer = TEST_ISSUER,
      signingKey: Parameters<SignJWT['sign']>[0] = key,
    ) =>
      new SignJWT({ aud: AUDIENCE, exp: now + 600, iat: now, sub: 'officer-almaty', ...claims })
        .setProtectedHeader({ alg: 'EdDSA', kid: 'test' })
        .setIssuer(issuer)
        .sign(signingKey);
    const strange = (await generateKeyPair('EdDSA', { crv: 'Ed25519' })).privateKey;
    const publicKey = await exportJWK(
      (await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })).publicKey,
    );
    const good = await signed({});
    const tokens: Record<string, string> = {
      broken: 'abc.def.ghi',
      tampered: `${good.slice(0, -4)}AAAA`,
      expired: await signed({ exp: now - 60 }),
      'issued too long ago': await signed({ iat: now - 3_700 }),
      'without the time of its issue': await signed({ iat: undefined }),
      'issued in the future': await signed({ iat: now + 60 }),
      'without expiry': await signed({ exp: undefined }),
      'for another audience': await signed({ aud: 'https://another.example' }),
      'from another issuer': await signed({}, 'https://evil.test'),
      'signed by another key': await signed({}, TEST_ISSUER, strange),
      'not yet valid': await signed({ nbf: now + 600 }),
      unsigned: new UnsecuredJWT({ aud: AUDIENCE, sub: 'officer-almaty', iat: now, exp: now + 600 })
        .setIssuer(TEST_ISSUER)
        .encode(),
      'HMAC by the public key': await new SignJWT({ aud: AUDIENCE, sub: 'officer-almaty', iat: now, exp: now + 600 })
        .setProtectedHeader({ alg: 'HS256', kid: 'test' })
        .setIssuer(TEST_ISSUER)
        .sign(new TextEncoder().encode(publicKey.x)),
      'of nobody in the directory': await signed({ sub: 'stranger' }),
    };
    for (const [name, token] of Object.entries(tokens)) {
      expect({ name, ...(await ask({ ...bearer(token), ...purpose })) }).toEqual({
        name,
        status: 401,
        code: 'UNAUTHENTICATED',
        data: null,
      });
    }
    for (const headers of [
      {} as Record<string, string>,
      { authorization: 'Basic b2ZmaWNlcjpvZmZpY2Vy' },
      { authorization: 'Bearer ' },
    ]) {
      expect(await ask({ ...headers, ...purpose })).toEqual({ status: 401, code: 'UNAUTHENTICATED', data: null });
    }
    expect(await looks()).toBe(looksBefore);
  });

  test('no purpose, an unknown one, or one that the role may not state', async () => {
    const token = bearer(await hub.token('officer-almaty'));
    const none = await ask(token);
    expect(none).toEqual({ status: 200, code: 'PURPOSE_REQUIRED', data: { victim: null } });
    for (const stated of ['SHELTER', 'SUBJECT_REQUEST', 'police_response', 'TREAT', 'POLICE_RESPONSE,SHELTER']) {
      expect({ stated, ...(await ask({ ...token, 'purpose-of-use': stated })) }).toEqual({
        stated,
        status: 403,
        code: 'PURPOSE_NOT_PERMITTED',
        data: null,
      });
    }
    expect(await looks()).toBe(looksBefore);
  });

  test('identity headers and claims of a client are never read', async () => {
    const headers = {
      ...bearer(
        await hub.token('officer-bostandyk', {
          agency: seedId('agency:police-almaty-auezov'),
          role: 'ADMINISTRATOR',
          unit: 'x',
        }),
      ),
      ...purpose,
      'x-agency': seedId('agency:police-almaty-auezov'),
      'x-forwarded-user': 'officer-almaty',
      'x-role': 'ADVOCATE',
      requester: JSON.stringify({ agency: seedId('agency:police-almaty-auezov') }),
    };
    expect(await ask(headers)).toEqual({ status: 200, code: '', data: { victim: null } });
    expect(await looks()).toBe(looksBefore);
  });

  test('a dismissed officer is refused as soon as the trust list says so', async () => {
    const token = bearer(await hub.token('duty-officer-almaty'));
    expect((await ask({ ...token, ...purpose })).status).toBe(200);
    await done(hub.as('administrator'), 'staffDeactivate', 'StaffDeactivateInput', 'userErrors { field }', {
      id: seedId('staff:duty-officer-almaty'),
    });
    expect(await hub.refreshTrustList()).toBe(true);
    expect(await ask({ ...token, ...purpose })).toEqual({ status: 401, code: 'UNAUTHENTICATED', data: null });
  });
});

describe('what leaves the gateway', () => {
  test('errors of form say where, and never repeat what was sent', async () => {
    const secret = 'Айгерім +77010000000';
    const officer = hub.as('officer-almaty', 'POLICE_RESPONSE');
    const wrong = await officer.query(
      'mutation ($input: PersonDetailsRecordInput!) { personDetailsRecord(input: $input) { userErrors { code } } }',
      {
        input: {
          idempotencyKey: 'x'.repeat(20),
          victimId: record.police,
          identity: { familyName: secret, surname: secret, languages: [] },
        },
      },
    );
    expect(wrong.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(JSON.stringify(wrong)).not.toContain('Айгерім');
    const enumeration = await officer.query(
      'query ($input: ExamSlotsInput!) { examSlots(input: $input) { slots { id } } }',
      { input: { kind: secret, first: 1 } },
    );
    expect(JSON.stringify(enumeration)).not.toContain('Айгерім');
    const date = await officer.query(
      'query ($input: EvidenceClockInput!) { evidenceClock(input: $input) { priority } }',
      {
        input: { lastContactAt: secret, violence: ['PHYSICAL'] },
      },
    );
    expect(JSON.stringify(date)).not.toContain('Айгерім');
  });

  test('answers are never cached, the server does not name itself, telemetry is off', async () => {
    const response = await fetch(hub.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ __typename }"}',
    });
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-powered-by')).toBeNull();
    expect(process.env.APOLLO_TELEMETRY_DISABLED).toBe('1');
  });

  test('operations that are too deep, too wide or too costly are refused', async () => {
    const officer = hub.as('officer-almaty', 'POLICE_RESPONSE');
    const wide = `{ ${Array.from({ length: 11 }, (_, i) => `a${i}: regions { code }`).join(' ')} }`;
    expect((await officer.query(wide)).errors).toHaveLength(1);
    const batched = await fetch(hub.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...bearer(await hub.token('officer-almaty')) },
      body: '[{"query":"{ __typename }"}]',
    });
    expect(batched.status).toBe(400);
    const get = await fetch(`${hub.url}?query={__typename}`);
    expect(get.status).toBeGreaterThanOrEqual(400);
  });

  test('/health, /ready and /info answer without a token and say nothing of anybody', async () => {
    const origin = hub.origin;
    expect(await (await fetch(`${origin}/health`)).json()).toEqual({ status: 'alive' });
    const ready = await fetch(`${origin}/ready`);
    expect(ready.status).toBe(200);
    expect(Object.keys(((await ready.json()) as { parts: object }).parts).sort()).toEqual([
      'consent',
      'directory',
      'forensic-appointment',
      'pending walls',
      'referral',
      'shelter-capacity',
      'trust list',
    ]);
    expect(await (await fetch(`${origin}/info`)).json()).toMatchObject({
      name: 'dereu',
      version: expect.stringMatching(/^(test|\d+\.\d+\.\d+)$/),
      schema: expect.stringMatching(/^[0-9a-f]{16}$/),
    });
  });
});
