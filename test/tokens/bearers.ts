import { createHmac, createPublicKey, sign } from 'node:crypto';
import { EncryptJWT, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { KeySet, makeSigningKey, signAssertion } from '../../subgraphs/kit/index.js';

type Key = Parameters<SignJWT['sign']>[0];
interface Pair {
  readonly privateKey: Key;
  readonly jwk: JWK;
}

export const AUDIENCE = 'urn:dereu:hub';
/** Sign-in providers of different algorithms. The second vouches for the clinic alone. */
export const PROVIDERS = { ed: 'https://ed.example', es: 'https://es.example', rs: 'https://rs.example' } as const;
const ALG = { ed: 'EdDSA', es: 'ES256', rs: 'RS256' } as const;
type Provider = keyof typeof PROVIDERS;

export interface Bearers {
  /** For the trust list */
  readonly list: Record<string, unknown>;
  readonly good: Readonly<Record<string, string>>;
  /** Values of the header Authorization that let nobody in */
  readonly bad: Readonly<Record<string, readonly string[]>>;
}

const now = Math.floor(Date.now() / 1000);
const encoded = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

export async function bearers(): Promise<Bearers> {
  const make = async (alg: string, kid: string): Promise<Pair> => {
    const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
    return { privateKey, jwk: { ...(await exportJWK(publicKey)), kid } };
  };
  const keys: Record<Provider, Pair> = {
    ed: await make('EdDSA', 'ed1'),
    es: await make('ES256', 'es1'),
    rs: await make('RS256', 'rs1'),
  };
  const thief = { ed: await make('EdDSA', 'ed1'), es: await make('ES256', 'es1') };
  const claims = { aud: AUDIENCE, sub: 'officer', iat: now, exp: now + 600 };
  const token = (change: object = {}, header: object = {}, by: Provider = 'ed', key: Key = keys[by].privateKey) =>
    new SignJWT({ ...claims, iss: PROVIDERS[by], ...change })
      .setProtectedHeader({ alg: ALG[by], kid: keys[by].jwk.kid!, ...header } as never)
      .sign(key);
  /** Whatever header and claims, signed by whatever does it. */
  const forged = (
    header: object,
    signer: (signed: string) => Buffer,
    payload: unknown = { ...claims, iss: PROVIDERS.ed },
  ) => {
    const signed = `${encoded(header)}.${encoded(payload)}`;
    return `${signed}.${signer(signed).toString('base64url')}`;
  };
  const node = (by: Provider) => createPublicKey({ key: keys[by].jwk as never, format: 'jwk' });
  const hmac =
    (secret: string | Buffer, hash = 'sha256') =>
    (signed: string) =>
      createHmac(hash, secret).update(signed).digest();
  const edJwk = await exportJWK(keys.ed.privateKey as never);
  const byEd = (signed: string) => sign(null, Buffer.from(signed), { key: edJwk as never, format: 'jwk' });
  const rsJwk = await exportJWK(keys.rs.privateKey as never);
  const byRs512 = (signed: string) => sign('sha512', Buffer.from(signed), { key: rsJwk as never, format: 'jwk' });
  const none = () => Buffer.alloc(0);
  const good = await token();
  const [head, body, signature] = good.split('.') as [string, string, string];
  const other = await token({ sub: 'colleague' });
  const [, otherBody, otherSignature] = other.split('.') as [string, string, string];
  const jwe = await new EncryptJWT({ ...claims, iss: PROVIDERS.ed })
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .encrypt(Buffer.alloc(32));
  const ed = { alg: 'EdDSA', kid: 'ed1' };
  const stranger = thief.ed.jwk;
  const assertion = signAssertion(
    new KeySet([makeSigningKey()]),
    'gateway',
    'consent',
    { requester: null, actor: 'gateway', requestId: 'r', deadline: Date.now() + 2_000 },
    '',
  );
  const tokens: Record<string, string | Promise<string>> = {
    'alg none': forged({ alg: 'none' }, none),
    'alg None': forged({ alg: 'None', kid: 'ed1' }, none),
    'alg nOnE with the signature of another': `${encoded({ alg: 'nOnE' })}.${body}.${signature}`,
    'no alg': forged({ kid: 'ed1' }, byEd),
    'alg in a list': forged({ alg: ['EdDSA'], kid: 'ed1' }, byEd),
    'HS256 by the public key as JWK': forged({ alg: 'HS256', kid: 'ed1' }, hmac(JSON.stringify(keys.ed.jwk))),
    'HS256 by the bytes of the public key': forged(
      { alg: 'HS256', kid: 'ed1' },
      hmac(Buffer.from(keys.ed.jwk.x!, 'base64url')),
    ),
    'HS256 by the public key in PEM': forged(
      { alg: 'HS256', kid: 'rs1' },
      hmac(node('rs').export({ type: 'spki', format: 'pem' }) as string),
      {
        ...claims,
        iss: PROVIDERS.rs,
      },
    ),
    'HS512 by nothing': forged({ alg: 'HS512', kid: '/dev/null' }, hmac('', 'sha512')),
    'EdDSA said to be ES256': forged({ alg: 'ES256', kid: 'ed1' }, byEd),
    'ES256 under the name of the EdDSA provider': token({ iss: PROVIDERS.ed }, {}, 'es'),
    'EdDSA under the name of the ES256 provider': token({ iss: PROVIDERS.es, sub: 'clinician' }),
    'RS256 said to be PS256': token({}, {}, 'rs').then((t) =>
      [encoded({ alg: 'PS256', kid: 'rs1' }), ...t.split('.').slice(1)].join('.'),
    ),
    'RS512, which is not taken': forged({ alg: 'RS512', kid: 'rs1' }, byRs512, { ...claims, iss: PROVIDERS.rs }),
    'an ES256 signature of zeros': forged({ alg: 'ES256', kid: 'es1' }, () => Buffer.alloc(64), {
      ...claims,
      iss: PROVIDERS.es,
      sub: 'clinician',
    }),
    'an EdDSA signature of zeros': forged(ed, () => Buffer.alloc(64)),
    'a key of a thief': token({}, {}, 'ed', thief.ed.privateKey),
    'a thief’s key, in the header': token({}, { jwk: stranger }, 'ed', thief.ed.privateKey),
    'a thief’s keys, at an address in the header': token(
      {},
      { jku: 'https://thief.example/keys' },
      'ed',
      thief.ed.privateKey,
    ),
    'a thief’s certificate, at an address in the header': token(
      {},
      { x5u: 'https://thief.example/cert' },
      'ed',
      thief.ed.privateKey,
    ),
    'a thief’s certificate in the header': token({}, { x5c: ['MIIB'] }, 'ed', thief.ed.privateKey),
    'an unknown key': token({}, { kid: 'ed2' }),
    'the name of another provider’s key': token({}, { kid: 'es1' }),
    'a key that is a path': forged({ alg: 'HS256', kid: '../../../../dev/null' }, hmac('')),
    'a key that is SQL': token({}, { kid: "x' UNION SELECT 'AA" }, 'ed', thief.ed.privateKey),
    'an extension that must be understood': forged({ ...ed, crit: ['admin'], admin: true }, byEd),
    'an extension that must be understood and is not there': forged({ ...ed, crit: ['exp'] }, byEd),
    'crit that is empty': forged({ ...ed, crit: [] }, byEd),
    'a payload that is not encoded': forged({ ...ed, b64: false, crit: ['b64'] }, byEd),
    'the type of an assertion': token({}, { typ: 'dereu-assertion+jwt' }),
    'the type of a logout': token({}, { typ: 'logout+jwt' }),
    'the type of a trust list': token({}, { typ: 'trust-list+json' }),
    'another audience': token({ aud: 'urn:another' }),
    'audiences without ours': token({ aud: ['urn:another', `${AUDIENCE}/`] }),
    'no audience': token({ aud: undefined }),
    'another issuer': token({ iss: 'https://evil.example' }),
    'an issuer with a slash': token({ iss: `${PROVIDERS.ed}/` }),
    'no issuer': token({ iss: undefined }),
    'the hub as issuer': token({ iss: AUDIENCE }),
    'an issuer that every object has': token({ iss: '__proto__' }),
    expired: token({ exp: now - 60 }),
    'no expiry': token({ exp: undefined }),
    'an expiry in words': forged(ed, byEd, { ...claims, iss: PROVIDERS.ed, exp: 'tomorrow' }),
    'not yet valid': token({ nbf: now + 600 }),
    'issued too long ago': token({ iat: now - 3_700, exp: now + 600 }),
    'issued in the future': token({ iat: now + 600, exp: now + 1_200 }),
    'no time of issue': token({ iat: undefined }),
    'no subject': token({ sub: undefined }),
    'a subject that is none of ours': token({ sub: 'stranger' }),
    'a subject of another provider': token({ sub: 'clinician' }),
    'a subject that every object has': token({ sub: 'constructor' }),
    'a person of an agency that the provider does not vouch for': token({ sub: 'officer-of-es' }, {}, 'es'),
    'a person of an agency that has left': token({ sub: 'gone' }),
    'half a signature': good.slice(0, -40),
    'a bit less': good.slice(0, -1),
    'no signature': `${head}.${body}.`,
    'two parts': `${head}.${body}`,
    'a part more': `${good}.AAAA`,
    'five parts, encrypted': jwe,
    'a payload of another': `${head}.${otherBody}.${signature}`,
    'a signature of another': `${head}.${body}.${otherSignature}`,
    'a payload that is no JSON': forged(ed, byEd, 'Айгерім'),
    'a payload that is a list': forged(ed, byEd, [claims]),
    'a payload that is null': forged(ed, byEd, null),
    'an assertion of a process': assertion,
    'ten thousand letters': 'A'.repeat(10_000),
    'a word': 'null',
  };
  const bad: Record<string, string[]> = {};
  for (const [name, value] of Object.entries(tokens)) bad[name] = [`Bearer ${await value}`];
  for (let i = 0; i < 8; i++) {
    // one bit of each part
    const bytes = Buffer.from(good);
    bytes[Math.floor(((i + 0.5) * bytes.length) / 8)]! ^= 1;
    bad[`bit ${i}`] = [`Bearer ${bytes.toString('latin1')}`];
  }
  Object.assign(bad, {
    nothing: [''],
    'a scheme alone': ['Bearer'],
    Basic: [`Basic ${Buffer.from('officer:officer').toString('base64')}`],
    'the token under another scheme': [`DPoP ${good}`],
    'the token alone': [good],
    'two tokens in one': [`Bearer ${good} ${good}`],
    'two in a list': [`Bearer ${good}, Bearer ${good}`],
    'the token in quotes': [`Bearer "${good}"`],
    'the same twice': [`Bearer ${good}`, `Bearer ${good}`],
    'a bad one behind it': [`Bearer ${good}`, 'Bearer x'],
    'a bad one before it': ['Bearer x', `Bearer ${good}`],
    'another person’s beside it': [`Bearer ${good}`, `Bearer ${other}`],
  });
  const staff = (id: string, issuer: string, agency: string) => ({
    ...{ id, issuer, subject: id, agency, unit: null, role: 'OFFICER' },
  });
  return {
    list: {
      issuers: (Object.keys(PROVIDERS) as Provider[]).map((by) => ({
        issuer: PROVIDERS[by],
        audience: AUDIENCE,
        jwks: { keys: [keys[by].jwk] },
        ...(by === 'es' ? { agencies: ['clinic'] } : {}),
      })),
      agencies: ['police', 'clinic', 'left'].map((id) => ({ id, kind: 'POLICE', active: id !== 'left' })),
      staff: [
        staff('officer', PROVIDERS.ed, 'police'),
        staff('colleague', PROVIDERS.ed, 'police'),
        staff('gone', PROVIDERS.ed, 'left'),
        staff('officer', PROVIDERS.rs, 'police'),
        staff('clinician', PROVIDERS.es, 'clinic'),
        staff('officer-of-es', PROVIDERS.es, 'police'),
      ],
    },
    good: {
      EdDSA: `Bearer ${good}`,
      ES256: `Bearer ${await token({ sub: 'clinician' }, {}, 'es')}`,
      RS256: `Bearer ${await token({}, {}, 'rs')}`,
      'of type at+jwt': `Bearer ${await token({}, { typ: 'at+jwt' })}`,
      'of type JWT': `Bearer ${await token({}, { typ: 'JWT' })}`,
    },
    bad,
  };
}
