import { Purpose, Role } from '../../subgraphs/kit/index.js';
import { HEADER_NAMES, IDENTITY_NAMES } from './names.js';
import type { Random } from './random.js';

/** Somebody whose place a client would like to take. */
export interface Other {
  readonly agency: string;
  readonly agencyKind: string;
  readonly unit: string | null;
  readonly staff: string;
  readonly account: string;
  readonly token: string;
}

/** What a client may say of itself: in words, in JSON, as a token that nobody has signed. */
export function claim(random: Random, other: Other): string {
  const identity = {
    ...other,
    role: random.of(Object.values(Role)),
    purpose: random.of(Object.values(Purpose)),
    actor: 'consent',
  };
  const encoded = Buffer.from(
    JSON.stringify({ requester: identity, iss: 'gateway', act: { sub: 'consent' } }),
  ).toString('base64url');
  const unsigned = `${Buffer.from('{"alg":"none","typ":"dereu-assertion+jwt","kid":"gateway"}').toString('base64url')}.${encoded}.`;
  return random.of([
    other.agency,
    other.staff,
    other.account,
    identity.role,
    identity.purpose,
    JSON.stringify(identity),
    encoded,
    unsigned,
    `Bearer ${unsigned}`,
    `for=127.0.0.1;by=gateway;user=${other.account}`,
    `session=${encoded}; requester=${other.staff}`,
    '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    // UTF-8, as far as HTTP lets it through: bytes above 0x7f
    Buffer.from('Әуезов аудандық полиция')
      .toString('latin1')
      .replace(/[\x80-\x9f]/g, 'é'),
    `${other.agency},${'x'.repeat(1 + random.below(3_000))}`,
    '',
  ]);
}

/** Between none and a dozen headers that claim something, some of them twice and in any case. */
export function spoofedHeaders(random: Random, other: Other): [string, string][] {
  const headers: [string, string][] = [];
  for (let n = random.below(9); n > 0; n--) {
    const name = random.of([...HEADER_NAMES, ...IDENTITY_NAMES.filter((each) => each !== 'authorization')]);
    for (let times = random.chance(0.2) ? 2 : 1; times > 0; times--)
      headers.push([random.cased(name), claim(random, other)]);
  }
  // what one request may have in headers is bounded: see the case that is too long
  while (headers.reduce((sum, [name, value]) => sum + name.length + value.length, 0) > 8_000) headers.pop();
  return headers;
}

/** A body whose variables and extensions claim something too; `marker` comes back in the variables that subgraphs are given. */
export function spoofedBody(random: Random, other: Other, marker: string): object {
  const name = random.of(['id', ...IDENTITY_NAMES]);
  const claims = () =>
    Object.fromEntries(IDENTITY_NAMES.filter(() => random.chance(0.3)).map((each) => [each, claim(random, other)]));
  return {
    ...(random.chance(0.3) ? { ...claims(), context: { caller: { requester: other, actor: 'gateway' } } } : {}),
    query: `query ($${name}: ID!) { victim(id: $${name}) { id } agencies(first: 1) { edges { node { id } } } }`,
    variables: { ...(random.chance(0.5) ? claims() : {}), [name]: marker },
    ...(random.chance(0.5)
      ? { extensions: { ...claims(), caller: { requester: other, actor: null }, http: { headers: claims() } } }
      : {}),
  };
}
