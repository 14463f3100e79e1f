import { createHash, sign as cryptoSign, verify as cryptoVerify, randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Caller } from '../requester.js';
import { AgencyKind, Purpose, Role } from '../vocabulary.js';
import type { KeySet } from './key-set.js';

/** The one process that may speak for a person. */
export const GATEWAY = 'gateway';

const TYPE = 'dereu-assertion+jwt';
const LIFETIME_S = 30;
/** Seconds by which the clocks of two machines may differ */
const CLOCK_TOLERANCE_S = 5;
/** gateway -> subgraph -> subgraph -> subgraph */
const DEEPEST = 3;
const LONGEST = 8_192;

const RequesterSchema = z.strictObject({
  agency: z.string().min(1),
  agencyKind: z.enum(AgencyKind),
  unit: z.string().nullable(),
  staff: z.string().min(1),
  role: z.enum(Role),
  purpose: z.enum(Purpose).nullable(),
  language: z.enum(['kk', 'ru', 'en']),
});

const ClaimsSchema = z.strictObject({
  iss: z.string(),
  aud: z.string(),
  iat: z.number(),
  exp: z.number(),
  jti: z.uuid(),
  /** sha256 of the body, base64url */
  body: z.string().length(43),
  request: z.string().min(1).max(100),
  /** ms from now after which nobody waits for the answer: a span, because clocks differ */
  wait: z.number().int().min(0).max(60_000),
  /** Who asks; by the gateway only */
  requester: RequesterSchema.nullish(),
  /** RFC 8693: the subgraph that acts for the person */
  act: z.strictObject({ sub: z.string() }).optional(),
  /** RFC 8693: the assertion by which the acting subgraph was itself called */
  subject_token: z.string().max(LONGEST).optional(),
});
type Claims = z.infer<typeof ClaimsSchema>;

export interface AssertionKeys {
  readonly trusted: ReadonlyMap<string, KeySet>;
}

/** What an assertion has proven. */
export interface Asserted {
  readonly caller: Caller;
  /** sha256 of the body that it is for, base64url */
  readonly body: string;
  /** Unique id: an assertion is used once */
  readonly id: string;
  /** ms since the epoch */
  readonly expires: number;
}

export class AssertionRefused extends Error {
  override readonly name = 'AssertionRefused';

  constructor() {
    super('The assertion is refused.');
  }
}

export const bodyHash = (body: string | Buffer): string => createHash('sha256').update(body).digest('base64url');

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/**
 * Signs, in the form of a JWS (Ed25519), who asks `audience` for what is in `body`. The gateway names the requester; a subgraph cannot: it
 * hands on the gateway's own assertion and adds itself as the one that acts (RFC 8693).
 */
export function signAssertion(
  keys: KeySet,
  issuer: string,
  audience: string,
  caller: Caller,
  body: string,
  now = Date.now(),
): string {
  const { kid, key } = keys.newest(now);
  const iat = Math.floor(now / 1000);
  const claims: Claims = {
    iss: issuer,
    aud: audience,
    iat,
    exp: iat + LIFETIME_S,
    jti: randomUUID(),
    body: bodyHash(body),
    request: caller.requestId,
    wait: Math.max(0, Math.min(60_000, Math.round(caller.deadline - now))),
  };
  if (issuer === GATEWAY) claims.requester = caller.requester;
  else {
    claims.act = { sub: issuer };
    if (caller.requester) {
      if (!caller.assertion) throw new Error(`${issuer} cannot act for a person who has not called it.`);
      claims.subject_token = caller.assertion;
    }
  }
  const signed = `${encoded({ alg: 'EdDSA', typ: TYPE, kid })}.${encoded(claims)}`;
  return `${signed}.${cryptoSign(null, Buffer.from(signed), key).toString('base64url')}`;
}

/**
 * What an assertion for `audience` proves, before a byte of the body is read: nothing in it is believed until a trusted key has signed it.
 * @throws AssertionRefused for whatever is wrong, without saying what
 */
export function verifyAssertion(token: string, audience: string, keys: AssertionKeys, now = Date.now()): Asserted {
  try {
    const { claims, caller } = verified(token, audience, keys, now, 1);
    return { caller, body: claims.body, id: claims.jti, expires: (claims.exp + CLOCK_TOLERANCE_S) * 1000 };
  } catch {
    throw new AssertionRefused();
  }
}

function verified(
  token: string,
  audience: string,
  keys: AssertionKeys,
  now: number,
  depth: number,
): { claims: Claims; caller: Caller } {
  const claims = signedClaims(token, keys, now);
  const seconds = now / 1000;
  must(claims.aud === audience);
  must(claims.iat <= seconds + CLOCK_TOLERANCE_S && seconds < claims.exp + CLOCK_TOLERANCE_S);
  must(claims.exp - claims.iat <= LIFETIME_S);
  const common = { requestId: claims.request, deadline: now + claims.wait, assertion: token };
  if (claims.iss === GATEWAY) {
    must(!claims.act && !claims.subject_token);
    const requester = claims.requester ?? null;
    return { claims, caller: { ...common, requester, actor: requester ? null : GATEWAY } };
  }
  must(claims.act?.sub === claims.iss && claims.requester == null);
  if (claims.subject_token === undefined) {
    return { claims, caller: { ...common, requester: null, actor: claims.iss } };
  }
  must(depth < DEEPEST);
  const subject = verified(claims.subject_token, claims.iss, keys, now, depth + 1);
  must(subject.caller.requester !== null && subject.claims.request === claims.request);
  return { claims, caller: { ...common, requester: subject.caller.requester, actor: claims.iss } };
}

/** The claims of a JWS whose key belongs to the process that it names as its issuer. */
function signedClaims(token: string, { trusted }: AssertionKeys, now: number): Claims {
  must(token.length <= LONGEST);
  const [header, payload, signature, ...more] = token.split('.');
  must(header && payload && signature && more.length === 0);
  const { alg, typ, kid } = JSON.parse(Buffer.from(header!, 'base64url').toString()) as Record<string, unknown>;
  must(alg === 'EdDSA' && typ === TYPE && typeof kid === 'string');
  const signed = Buffer.from(`${header}.${payload}`);
  for (const [issuer, set] of trusted) {
    const key = set.find(kid as string, now);
    if (!key) continue;
    must(cryptoVerify(null, signed, key, Buffer.from(signature!, 'base64url')));
    const claims = ClaimsSchema.parse(JSON.parse(Buffer.from(payload!, 'base64url').toString()));
    must(claims.iss === issuer);
    return claims;
  }
  throw new AssertionRefused();
}

function must(condition: unknown): asserts condition {
  if (!condition) throw new AssertionRefused();
}
