import { randomUUID, sign } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import {
  AgencyKind,
  type Caller,
  GATEWAY,
  KeySet,
  makeSigningKey,
  Purpose,
  publicHalf,
  Role,
  signAssertion,
  verifyAssertion,
} from '../index.js';
import { bodyHash } from './assertion.js';

const NOW = Date.parse('2026-03-01T10:00:00Z');
const BODY = '{"query":"{ regions { code } }"}';
const jwk = { gateway: makeSigningKey(), referral: makeSigningKey(), consent: makeSigningKey() };
const keys = (name: keyof typeof jwk) => new KeySet([jwk[name]]);
const believed = (...names: (keyof typeof jwk)[]) => ({
  trusted: new Map(names.map((name) => [name as string, new KeySet([publicHalf(jwk[name])])])),
});
const officer = {
  agency: 'agency-1',
  agencyKind: AgencyKind.POLICE,
  unit: null,
  staff: 'staff-1',
  role: Role.OFFICER,
  purpose: Purpose.POLICE_RESPONSE,
  language: 'kk' as const,
};
const caller = (change: Partial<Caller> = {}): Caller => ({
  requester: officer,
  actor: null,
  requestId: randomUUID(),
  deadline: NOW + 2_000,
  ...change,
});
const byGateway = (audience = 'referral', given = caller()) =>
  signAssertion(keys('gateway'), GATEWAY, audience, given, BODY, NOW);
const verify = (token: string, audience = 'referral', trusted = believed('gateway', 'referral'), now = NOW) =>
  verifyAssertion(token, audience, trusted, now);
const refused = (...args: Parameters<typeof verify>) =>
  expect(() => verify(...args)).toThrow('The assertion is refused.');

/** As a compromised process would: whatever claims, under its own key. */
function forge(name: keyof typeof jwk, claims: object, header: object = {}): string {
  const { kid, key } = keys(name).newest();
  const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const iat = Math.floor(NOW / 1000);
  const whole = {
    iss: name,
    aud: 'consent',
    iat,
    exp: iat + 30,
    jti: randomUUID(),
    body: bodyHash(BODY),
    request: randomUUID(),
    wait: 2_000,
    ...claims,
  };
  const signed = `${encoded({ alg: 'EdDSA', typ: 'dereu-assertion+jwt', kid, ...header })}.${encoded(whole)}`;
  return `${signed}.${sign(null, Buffer.from(signed), key).toString('base64url')}`;
}

describe('an assertion of the gateway', () => {
  test('proves who asks, for what body, and how long it may take', () => {
    const given = caller();
    const token = byGateway('referral', given);
    expect(verify(token)).toEqual({
      caller: { ...given, assertion: token },
      body: bodyHash(BODY),
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      expires: NOW + 35_000,
    });
  });

  test('is for one audience, for half a minute, and each is another one', () => {
    const token = byGateway();
    refused(token, 'consent');
    expect(verify(token, 'referral', undefined, NOW + 34_000).caller.requester).toEqual(officer);
    refused(token, 'referral', undefined, NOW + 36_000);
    refused(token, 'referral', undefined, NOW - 10_000);
    expect(verify(byGateway()).id).not.toBe(verify(byGateway()).id);
  });

  test('of its own background work names no person and acts as the gateway', () => {
    expect(verify(byGateway('referral', caller({ requester: null, actor: GATEWAY }))).caller).toMatchObject({
      requester: null,
      actor: GATEWAY,
    });
  });

  test.each<[string, (token: string) => string]>([
    ['a changed claim', (t) => t.replace(/\.(.)/, (_, c) => `.${c === 'e' ? 'f' : 'e'}`)],
    ['another payload', (t) => [t.split('.')[0], byGateway('consent').split('.')[1], t.split('.')[2]].join('.')],
    ['no signature', (t) => t.replace(/[^.]+$/, '')],
    ['a part more', (t) => `${t}.x`],
    ['no parts', () => 'x'],
    ['nothing', () => ''],
    ['too much', (t) => t + 'A'.repeat(9_000)],
    ['another algorithm', () => forge('gateway', { aud: 'referral', requester: officer }, { alg: 'none' })],
    ['another type', () => forge('gateway', { aud: 'referral', requester: officer }, { typ: 'JWT' })],
    ['a longer life', () => forge('gateway', { aud: 'referral', requester: officer, exp: NOW / 1000 + 3_600 })],
    ['an unknown claim', () => forge('gateway', { aud: 'referral', requester: officer, admin: true })],
    ['an unknown role', () => forge('gateway', { aud: 'referral', requester: { ...officer, role: 'KING' } })],
  ])('with %s is refused', (_, change) => {
    refused(change(byGateway()));
  });

  test('is refused under a key that is not known, or has ended; two keys are good at once', () => {
    const next = makeSigningKey({ nbf: NOW / 1000 + 60 });
    const both = [{ ...jwk.gateway, exp: NOW / 1000 + 120 }, next];
    const trusted = { trusted: new Map([[GATEWAY, new KeySet(both.map(publicHalf))]]) };
    const at = (now: number) => signAssertion(new KeySet(both), GATEWAY, 'referral', caller(), BODY, now);
    const old = at(NOW);
    const late = at(NOW + 61_000);
    expect(verify(old, 'referral', trusted).caller.requester).toEqual(officer);
    expect(verify(late, 'referral', trusted, NOW + 61_000).caller.requester).toEqual(officer);
    expect(JSON.parse(Buffer.from(late.split('.')[0]!, 'base64url').toString()).kid).toBe(next.kid);
    const stolen = signAssertion(keys('gateway'), GATEWAY, 'referral', caller(), BODY, NOW + 121_000);
    refused(stolen, 'referral', trusted, NOW + 121_000);
    refused(old, 'referral', { trusted: new Map([[GATEWAY, new KeySet([publicHalf(makeSigningKey())])]]) });
  });
});

describe('an assertion of a subgraph', () => {
  const received = () => verify(byGateway()).caller;
  const onward = (given: Caller = received()) =>
    signAssertion(keys('referral'), 'referral', 'consent', given, BODY, NOW);

  test('hands the person on and names itself as the one that acts', () => {
    expect(verify(onward(), 'consent').caller).toMatchObject({ requester: officer, actor: 'referral' });
  });

  test('of its background work names nobody', () => {
    expect(verify(onward(caller({ requester: null })), 'consent').caller).toMatchObject({
      requester: null,
      actor: 'referral',
    });
  });

  test('cannot be made for a person who has not called it', () => {
    expect(() => onward(caller())).toThrow('cannot act for a person');
    refused(forge('referral', { requester: officer }), 'consent');
    refused(forge('referral', { requester: officer, act: { sub: 'referral' } }), 'consent');
    refused(forge('referral', { act: { sub: 'consent' } }), 'consent');
    refused(forge('referral', { iss: GATEWAY, requester: officer }), 'consent');
    // an assertion that the gateway made for another subgraph, and one for another request
    const foreign = byGateway('shelter-capacity');
    refused(forge('referral', { act: { sub: 'referral' }, subject_token: foreign }), 'consent');
    refused(forge('referral', { act: { sub: 'referral' }, subject_token: byGateway() }), 'consent');
  });

  test('is refused where its subgraph is not believed', () => {
    refused(onward(), 'consent', believed('gateway'));
    refused(onward(), 'consent', believed('referral'));
  });

  test('may come by way of another subgraph, not by any number of them', () => {
    let given = verify(onward(), 'consent').caller;
    const trusted = believed('gateway', 'referral', 'consent');
    given = verify(signAssertion(keys('consent'), 'consent', 'referral', given, BODY, NOW), 'referral', trusted).caller;
    expect(given).toMatchObject({ requester: officer, actor: 'consent' });
    refused(signAssertion(keys('referral'), 'referral', 'consent', given, BODY, NOW), 'consent', trusted);
  });
});
