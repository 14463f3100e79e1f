import { createHash, createHmac, randomUUID, sign } from 'node:crypto';
import { type Caller, GATEWAY, KeySet, makeSigningKey, signAssertion } from '../../subgraphs/kit/index.js';

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
export const hashOf = (body: string) => createHash('sha256').update(body).digest('base64url');

export interface BadAssertions {
  /** The keys of processes whom `audience` believes */
  readonly keys: Readonly<Record<'gateway' | 'referral', KeySet>>;
  /** Of a process that is not one of the hub */
  readonly stranger: KeySet;
  readonly audience: string;
  readonly caller: Caller;
  readonly body: string;
}

/** Assertions for `body` at the door of `audience`, of which none may be taken. */
export function badAssertions({ keys, stranger, audience, caller, body }: BadAssertions): Record<string, string> {
  const iat = Math.floor(Date.now() / 1000);
  const { requester } = caller;
  const whole = () => ({
    iss: GATEWAY,
    aud: audience,
    iat,
    exp: iat + 30,
    jti: randomUUID(),
    body: hashOf(body),
    request: randomUUID(),
    wait: 2_000,
    requester,
  });
  const signedBy = (set: KeySet, header: object, claims: object) => {
    const { kid, key } = set.newest();
    const text = `${encoded({ alg: 'EdDSA', typ: 'dereu-assertion+jwt', kid, ...header })}.${encoded(claims)}`;
    return `${text}.${sign(null, Buffer.from(text), key).toString('base64url')}`;
  };
  const forged = (change: object = {}, header: object = {}, set = keys.gateway) =>
    signedBy(set, header, { ...whole(), ...change });
  const byReferral = (change: object) =>
    forged({ iss: 'referral', requester: undefined, act: { sub: 'referral' }, ...change }, {}, keys.referral);
  const own = (to: string, given: Caller = caller, set = keys.gateway, iss: string = GATEWAY, at?: number) =>
    signAssertion(set, iss, to, given, body, at);
  const good = own(audience);
  const [head, payload, signature] = good.split('.') as [string, string, string];
  const strange = new KeySet([makeSigningKey()]);
  const renamed = new KeySet([{ ...makeSigningKey(), kid: keys.gateway.newest().kid }]);
  const received = own('referral');
  const hs = () => {
    const text = `${encoded({ alg: 'HS256', typ: 'dereu-assertion+jwt', kid: keys.gateway.newest().kid })}.${encoded(whole())}`;
    return `${text}.${createHmac('sha256', 'x').update(text).digest('base64url')}`;
  };
  return {
    'for another audience': own('shelter-capacity'),
    'for every audience': forged({ aud: '*' }),
    'for a list of audiences': forged({ aud: [audience] }),
    'that expired': own(audience, caller, keys.gateway, GATEWAY, Date.now() - 60_000),
    'from the future': own(audience, caller, keys.gateway, GATEWAY, Date.now() + 60_000),
    'of a long life': forged({ exp: iat + 3_600 }),
    'of a life that ends before it begins': forged({ exp: iat - 30 }),
    'without a life': forged({ exp: undefined }),
    'for another body': signAssertion(keys.gateway, GATEWAY, audience, caller, `${body} `),
    'for no body': forged({ body: hashOf('') }),
    'without a body': forged({ body: undefined }),
    'without a name': forged({ jti: undefined }),
    'with a name that is none': forged({ jti: 'x' }),
    'with a claim that nobody knows': forged({ admin: true }),
    'of a role that nobody has': forged({ requester: { ...requester, role: 'KING' } }),
    'of a person without an agency': forged({ requester: { ...requester, agency: '' } }),
    'of a person with more than persons have': forged({ requester: { ...requester, superuser: true } }),
    'with a wait without end': forged({ wait: 1e9 }),
    'under a strange key': own(audience, caller, strange),
    'under a strange key of the same name': own(audience, caller, renamed),
    'under the key of a process that is not believed': own(audience, caller, stranger),
    'of that process in its own name': own(audience, { ...caller, requester: null }, stranger, 'shelter-capacity'),
    'of another process in the gateway’s name': forged({}, {}, keys.referral),
    'of the gateway in another process’s name': forged({ iss: 'referral' }),
    unsigned: `${encoded({ alg: 'none', typ: 'dereu-assertion+jwt' })}.${payload}.`,
    'said to be unsigned': forged({}, { alg: 'none' }),
    'signed by HMAC': hs(),
    'of another type': forged({}, { typ: 'JWT' }),
    'of no type': forged({}, { typ: undefined }),
    'without the name of its key': forged({}, { kid: undefined }),
    'with a key in its header': forged({}, { kid: 'x', jwk: { kty: 'OKP' } }),
    'without its signature': `${head}.${payload}.`,
    'with half its signature': good.slice(0, -40),
    'with the payload of another': `${head}.${own(audience).split('.')[1]}.${signature}`,
    'with a part more': `${good}.x`,
    'with a part less': `${head}.${payload}`,
    'that is too long': `${good}${'A'.repeat(9_000)}`,
    'that is a word': 'x',
    'of a subgraph that names a person itself': byReferral({ requester }),
    'of a subgraph that does not say that it acts': byReferral({ act: undefined, subject_token: received }),
    'of a subgraph that acts as another': byReferral({ act: { sub: 'gateway' }, subject_token: received }),
    'of a subgraph, of what was said to another': byReferral({ subject_token: own('shelter-capacity') }),
    'of a subgraph, of another request': byReferral({ subject_token: received }),
    'of a subgraph, of what it said itself': byReferral({ subject_token: byReferral({}) }),
    'of a subgraph, of a word': byReferral({ subject_token: 'x' }),
    'of a subgraph, of a strange gateway': byReferral({ subject_token: own('referral', caller, strange) }),
    'of the gateway for somebody else': forged({ act: { sub: 'gateway' }, subject_token: received }),
    'received by another process and handed on as it is': received,
  };
}
