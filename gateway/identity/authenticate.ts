import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { decodeJwt, jwtVerify } from 'jose';
import { HUB_ISSUER, hubError, LANGUAGES, type Language, Purpose, type Requester } from '../../subgraphs/kit/index.js';
import type { TrustedIssuer, TrustList, VerifiedToken } from './trust-list.js';

/** Seconds by which the clocks of an issuer and of this hub may differ */
export const CLOCK_TOLERANCE = 5;

export const ALGORITHMS = ['EdDSA', 'ES256', 'ES384', 'RS256', 'PS256'];

/** What an access token may say that it is (RFC 9068, or nothing more than a JWT): a logout token or an assertion under the same key is none. */
const TYPES = new Set([undefined, 'jwt', 'at+jwt', 'application/at+jwt']);

export interface TokenRules {
  /** How long ago a token may have been issued, in ms: a provider that has disabled a person issues none any more, and the last one ends by then */
  readonly maximumAgeMs: number;
  /** The hub itself, whose keys no trust list holds; absent where it gives no tokens */
  readonly hub?: TrustedIssuer | undefined;
}

/**
 * A token and the stated purpose become a requester. Agency, unit, role and permitted purposes come from the trust list alone: what
 * a client says of itself in other headers or claims is never read. Null without a token.
 * @throws UNAUTHENTICATED for a token that is not valid here and now, PURPOSE_NOT_PERMITTED for a purpose the role may not state
 */
export async function authenticate(
  headers: IncomingHttpHeaders,
  trust: TrustList | null,
  rules: TokenRules,
): Promise<Requester | null> {
  const authorization = headers.authorization;
  if (authorization === undefined) return null;
  const token = /^Bearer ([A-Za-z0-9._~+/-]+=*)$/i.exec(authorization)?.[1];
  if (!token || !trust) throw hubError('UNAUTHENTICATED');
  const staff = await verifiedStaff(token, trust, rules);
  return {
    agency: staff.agency,
    agencyKind: staff.kind,
    unit: staff.unit,
    staff: staff.id,
    role: staff.role,
    purpose: statedPurpose(headers, trust, staff),
    language: preferredLanguage(headers['accept-language']),
  };
}

type TrustedStaff = NonNullable<ReturnType<TrustList['staff']>>;

async function verifiedStaff(token: string, trust: TrustList, rules: TokenRules): Promise<TrustedStaff> {
  try {
    const { issuer, subject } = await verifiedToken(token, trust, rules);
    const staff = trust.staff(issuer, subject);
    const agencies = trust.issuer(issuer)?.agencies;
    if (!staff || (agencies && !agencies.includes(staff.agency))) throw hubError('UNAUTHENTICATED');
    return staff;
  } catch {
    throw hubError('UNAUTHENTICATED');
  }
}

async function verifiedToken(
  token: string,
  trust: TrustList,
  { maximumAgeMs, hub }: TokenRules,
): Promise<VerifiedToken> {
  const digest = createHash('sha256').update(token).digest('base64url');
  const known = trust.verified.get(digest);
  if (known && known.expires + CLOCK_TOLERANCE > Date.now() / 1000) return known;
  const { iss = '' } = decodeJwt(token);
  const issuer = iss === HUB_ISSUER ? hub : trust.issuer(iss);
  if (!issuer) throw hubError('UNAUTHENTICATED');
  const { payload, protectedHeader } = await jwtVerify(token, issuer.keys, {
    issuer: issuer.issuer,
    audience: issuer.audience,
    algorithms: ALGORITHMS,
    requiredClaims: ['exp', 'sub'],
    // demands `iat`, too
    maxTokenAge: maximumAgeMs / 1000,
    clockTolerance: CLOCK_TOLERANCE,
  });
  if (!TYPES.has(protectedHeader.typ?.toLowerCase())) throw hubError('UNAUTHENTICATED');
  const { sub, exp, iat } = payload as Required<typeof payload>;
  const verified = { issuer: issuer.issuer, subject: sub, expires: Math.min(exp, iat + maximumAgeMs / 1000) };
  trust.verified.set(digest, verified);
  return verified;
}

function statedPurpose(headers: IncomingHttpHeaders, trust: TrustList, staff: TrustedStaff): Purpose | null {
  const stated = headers['purpose-of-use'];
  if (stated === undefined || stated === '') return null;
  const purpose = Object.values(Purpose).find((p) => p === stated);
  if (!purpose || !trust.mayState(staff.kind, staff.role, purpose)) throw hubError('PURPOSE_NOT_PERMITTED');
  return purpose;
}

/** The first of kk, ru and en that the caller prefers; en otherwise. */
function preferredLanguage(header: string | undefined): Language {
  const wanted = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const q = parameters.map((p) => /^\s*q=([\d.]+)\s*$/.exec(p)?.[1]).find(Boolean);
      return { language: tag.trim().toLowerCase().split('-')[0], q: q === undefined ? 1 : Number(q) };
    })
    // q=0 says "not this one" (RFC 9110, section 12.4.2)
    .filter(({ q }) => q > 0)
    .sort((a, b) => b.q - a.q);
  for (const { language } of wanted) {
    const known = LANGUAGES.find((l) => l === language);
    if (known) return known;
  }
  return 'en';
}
