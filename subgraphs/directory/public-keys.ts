import { createPublicKey, type JsonWebKey } from 'node:crypto';
import type { JWK } from 'jose';
import { Refusal, UserErrorCode } from '../kit/index.js';

/** Members of a JWK that only its owner may have: RFC 7518, sections 6.2.2, 6.3.2 and 6.4.1. */
const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];
/** What is kept of a key: nothing that a verifier does not need. */
const KEPT = ['kty', 'crv', 'x', 'y', 'n', 'e', 'kid', 'alg', 'use'] as const;
/** Algorithms by kind of key, as the gateway accepts them. */
const ALGORITHMS: Readonly<Record<string, readonly string[]>> = {
  'RSA ': ['RS256', 'PS256'],
  'EC P-256': ['ES256'],
  'EC P-384': ['ES384'],
  'OKP Ed25519': ['EdDSA'],
};
export const MAXIMUM_KEYS = 20;

/** What is wrong with a key, and with which member of it. */
interface Fault {
  readonly member: string;
  readonly text: Refusal['text'];
}

/**
 * The public keys of a JWK Set (RFC 7517) that somebody was asked for, reduced to what a verifier needs.
 * @throws refusals that name the member, never its value: a private or symmetric key, a weak one, one of another kind, two of one name
 */
export function publicKeysOf(jwks: unknown): JWK[] {
  const keys = isObject(jwks) ? jwks.keys : null;
  if (!Array.isArray(keys) || keys.length === 0 || keys.length > MAXIMUM_KEYS) throw refusal(NO_SET, []);
  for (const [i, key] of keys.entries()) {
    const fault = faultOf(key);
    if (fault) throw refusal(fault.text, ['keys', String(i), ...(fault.member ? [fault.member] : [])]);
    const same = keys.findIndex((other) => isObject(other) && other.kid === key.kid);
    if (same < i || (keys.length > 1 && key.kid === undefined)) throw refusal(NO_NAME, ['keys', String(i), 'kid']);
  }
  return keys.map(kept);
}

/** Those of a provider's own keys that tokens may be signed with: what else it publishes, such as keys for encryption, is left out. */
export function usableKeysOf(jwks: unknown): JWK[] {
  const keys = isObject(jwks) && Array.isArray(jwks.keys) ? jwks.keys : [];
  return keys
    .filter((key) => faultOf(key) === null)
    .slice(0, MAXIMUM_KEYS)
    .map(kept);
}

export function hasPrivatePart(key: object): boolean {
  return PRIVATE_MEMBERS.some((member) => Object.hasOwn(key, member));
}

function faultOf(key: unknown): Fault | null {
  if (!isObject(key)) return { member: '', text: NO_KEY };
  if (key.kty === 'oct') return { member: 'kty', text: SYMMETRIC };
  const secret = PRIVATE_MEMBERS.find((member) => Object.hasOwn(key, member));
  if (secret) return { member: secret, text: PRIVATE };
  const algorithms = ALGORITHMS[`${key.kty} ${key.crv ?? ''}`];
  if (!algorithms) return { member: key.kty === 'EC' || key.kty === 'OKP' ? 'crv' : 'kty', text: OF_ANOTHER_KIND };
  if (key.alg !== undefined && !algorithms.includes(key.alg as string)) return { member: 'alg', text: OF_ANOTHER_KIND };
  if (key.use !== undefined && key.use !== 'sig') return { member: 'use', text: OF_ANOTHER_KIND };
  if (key.kid !== undefined && !(typeof key.kid === 'string' && /^[ -~]{1,200}$/.test(key.kid)))
    return { member: 'kid', text: NO_NAME };
  try {
    const { asymmetricKeyDetails: details } = createPublicKey({ key: kept(key) as JsonWebKey, format: 'jwk' });
    if (key.kty !== 'RSA') return null;
    const { modulusLength = 0, publicExponent = 0n } = details ?? {};
    if (modulusLength < 2048 || modulusLength > 8192) return { member: 'n', text: WEAK };
    return publicExponent < 65_537n ? { member: 'e', text: WEAK } : null;
  } catch {
    return { member: '', text: NO_KEY };
  }
}

function kept(key: Record<string, unknown>): JWK {
  return Object.fromEntries(KEPT.filter((member) => typeof key[member] === 'string').map((m) => [m, key[m]])) as JWK;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const refusal = (text: Refusal['text'], place: readonly string[]): Refusal =>
  new Refusal(UserErrorCode.INVALID, text, ['jwks', ...place]);

const NO_SET = {
  en: `Give a JWK Set: an object with "keys", 1 to ${MAXIMUM_KEYS} of them.`,
  ru: `Нужен набор JWK: объект с «keys», от 1 до ${MAXIMUM_KEYS} ключей.`,
  kk: `JWK жинағы керек: ішінде «keys» бар нысан, 1-ден ${MAXIMUM_KEYS}-ға дейін кілт.`,
};
const NO_KEY = {
  en: 'This is not a public key in JWK form.',
  ru: 'Это не открытый ключ в форме JWK.',
  kk: 'Бұл JWK түріндегі ашық кілт емес.',
};
const SYMMETRIC = {
  en: 'A symmetric key is a shared secret. Give the public key of a key pair.',
  ru: 'Симметричный ключ — это общий секрет. Нужен открытый ключ пары.',
  kk: 'Симметриялық кілт — ортақ құпия. Кілт жұбының ашық кілтін беріңіз.',
};
const PRIVATE = {
  en: 'This is the private part of a key. Nobody else may have it: make a new pair and give its public key.',
  ru: 'Это закрытая часть ключа. Её не должен знать никто другой: создайте новую пару и дайте её открытый ключ.',
  kk: 'Бұл — кілттің жабық бөлігі. Оны басқа ешкім білмеуі тиіс: жаңа жұп жасап, оның ашық кілтін беріңіз.',
};
const OF_ANOTHER_KIND = {
  en: 'A signing key must be Ed25519, EC P-256 or P-384, or RSA, for EdDSA, ES256, ES384, RS256 or PS256.',
  ru: 'Ключ подписи должен быть Ed25519, EC P-256 или P-384, или RSA, для EdDSA, ES256, ES384, RS256 или PS256.',
  kk: 'Қол қою кілті Ed25519, EC P-256 не P-384, немесе RSA болуы тиіс: EdDSA, ES256, ES384, RS256 не PS256 үшін.',
};
const WEAK = {
  en: 'This RSA key is too weak or too large: 2048 to 8192 bits, exponent 65537.',
  ru: 'Этот ключ RSA слишком слабый или слишком длинный: от 2048 до 8192 бит, показатель 65537.',
  kk: 'Бұл RSA кілті тым әлсіз немесе тым ұзын: 2048–8192 бит, көрсеткіші 65537.',
};
const NO_NAME = {
  en: 'Where there are several keys, each needs a "kid" of its own.',
  ru: 'Если ключей несколько, у каждого должен быть свой «kid».',
  kk: 'Кілт бірнешеу болса, әрқайсысының өз «kid» атауы болуы тиіс.',
};
