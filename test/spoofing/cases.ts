import { randomUUID } from 'node:crypto';
import { SEED_AGREEMENTS } from '../../standalone/seed/index.js';
import { Purpose, type Requester } from '../../subgraphs/kit/index.js';
import type { Account } from './authorizations.js';
import { claim, spoofedBody, spoofedHeaders } from './claims.js';
import type { Random } from './random.js';

export interface Case {
  readonly headers: readonly [string, string][];
  readonly body: object;
  readonly marker: string;
  /** Who the subgraphs must take it for; the status alone where none may hear of it */
  readonly expected: Requester | 401 | 403 | 431;
}

const PURPOSES = Object.values(Purpose);
const permitted = ({ agencyKind, role }: Account): readonly Purpose[] =>
  SEED_AGREEMENTS.find((each) => each.kind === agencyKind && each.role === role)?.purposes ?? [];

/** Somebody with a token, who claims to be somebody else in every other way that there is. */
export function makeCase(random: Random, accounts: readonly Account[], bad: readonly string[]): Case {
  const real = random.of(accounts);
  const { account: _, token, ...who } = real;
  const other = random.of(accounts.filter(({ staff }) => staff !== who.staff));
  const language = random.of(['kk', 'ru', 'en'] as const);
  const may = permitted(real);
  const purpose = may.length > 0 && random.chance(0.8) ? random.of(may) : null;
  const headers = spoofedHeaders(random, other);
  const own: [string, string][] = [['accept-language', language]];
  const authorization: [string, string] = [random.cased('authorization'), `Bearer ${token}`];
  const stated: [string, string][] = purpose ? [[random.cased('purpose-of-use'), purpose]] : [];
  let expected: Case['expected'] = { ...who, purpose, language };
  switch (random.below(12)) {
    case 0: // no token, or one that is none
      expected = 401;
      own.push(...stated, ...(random.chance(0.2) ? [] : [[authorization[0], random.of(bad)] as [string, string]]));
      break;
    case 1: // a good one beside another: good, bad or claimed
      expected = 401;
      own.push(...stated, authorization);
      own.splice(random.below(own.length + 1), 0, [
        random.cased('authorization'),
        random.of([`Bearer ${other.token}`, `Bearer ${token}`, random.of(bad), claim(random, other)]),
      ]);
      break;
    case 2: // a purpose that is not this role's, or none at all
      expected = 403;
      own.push(authorization, [
        random.cased('purpose-of-use'),
        random.of([
          ...PURPOSES.filter((each) => !may.includes(each)),
          'TREATMENT',
          'police_response',
          '*',
          '__proto__',
        ]),
      ]);
      break;
    case 3: // two purposes, be both of them permitted
      expected = 403;
      own.push(authorization, ['purpose-of-use', random.of(PURPOSES)], ['Purpose-Of-Use', random.of(PURPOSES)]);
      break;
    case 4: // more than a request may have in headers
      expected = 431;
      own.push(authorization, ...stated, ['x-requester', 'x'.repeat(20_000)]);
      break;
    default:
      own.push(authorization, ...stated);
  }
  for (const header of own) headers.splice(random.below(headers.length + 1), 0, header);
  const marker = `marker-${randomUUID()}`;
  return { headers: inOrder(headers, own), body: spoofedBody(random, other, marker), marker, expected };
}

/** Where our own headers stand among the others is random; among themselves they keep their order. */
function inOrder(headers: [string, string][], own: readonly [string, string][]): [string, string][] {
  const left = [...own];
  return headers.map((header) => (own.includes(header) ? left.shift()! : header));
}
