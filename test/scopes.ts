import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { buildSchema } from 'graphql';
import { SEED_AGENCIES, SEED_STAFF } from '../standalone/seed/agencies.js';
import { SEED_AGREEMENTS } from '../standalone/seed/agreements.js';
import type { PublicHub } from './hub.js';

/** Who may do a mutation, and what they are told about nobody. */
export interface Scope {
  /** Accounts of those who may */
  readonly may: readonly string[];
  /** The purposes for which they may, of those that they may state; `none`: it needs no purpose. Any, when left out */
  readonly purposes?: 'none' | readonly string[];
  /** A valid input about nobody, new at each call: who may not is told so before anybody looks at it */
  readonly input: () => object;
  /** Code that those who may are told, or DONE; NOT_FOUND when left out */
  readonly told?: string | ((account: string, purpose?: string) => string);
}

export type Scopes = Readonly<Record<string, Scope>>;

/** Those who hear from her what happened: in person or on the telephone. */
export const MEETS_HER = [
  'officer-almaty',
  'duty-officer-almaty',
  'scheduler-almaty',
  'examiner-almaty',
  'intake-almaty',
  'advocate-almaty',
  'operator-150',
  'clinician-almaty',
  'social-worker-almaty',
  'lawyer-almaty',
] as const;

/** What somebody does who works on a case; SUBJECT_REQUEST and STEWARDSHIP are not of them. */
export const CASE_PURPOSES = [
  'POLICE_RESPONSE',
  'MEDICAL_CARE',
  'FORENSIC_EXAM',
  'SHELTER',
  'SUPPORT',
  'LEGAL_AID',
  'PROTECTION_ORDER',
  'COURT',
  'EMERGENCY',
] as const;

const kindOf = (slug: string) => SEED_AGENCIES.find((agency) => agency.slug === slug)!.kind;

/** One account of each role at each kind of agency, without a purpose and with each that it may state. */
const EVERYBODY = (() => {
  const found = new Map<string, [account: string, purpose: string | undefined][]>();
  for (const { account, agency, role } of SEED_STAFF) {
    const kind = kindOf(agency);
    const agreed = SEED_AGREEMENTS.find((each) => each.kind === kind && each.role === role)!;
    const key = `${kind} ${role}`;
    if (!found.has(key))
      found.set(
        key,
        [undefined, ...agreed.purposes].map((purpose) => [account, purpose]),
      );
  }
  return [...found.values()].flat();
})();

const MUTATIONS = buildSchema(readFileSync('schema/api.graphql', 'utf8')).getMutationType()!.getFields();

/** A test for each mutation of the table: everybody asks for it, and each gets the answer that is theirs. */
export function testScopes(hub: () => PublicHub, scopes: Scopes): void {
  test.each(Object.keys(scopes))('%s is for those for whom it is, and for their purposes', async (mutation) => {
    const scope = scopes[mutation]!;
    const type = MUTATIONS[mutation]!.args[0]!.type;
    const document = `mutation ($input: ${type}) { ${mutation}(input: $input) { userErrors { code } } }`;
    const answers = await Promise.all(
      EVERYBODY.map(async ([account, purpose]) => {
        const { data, errors } = await hub().as(account, purpose).query(document, { input: scope.input() });
        return [account, purpose, errors?.[0]?.extensions.code ?? data[mutation].userErrors[0]?.code ?? 'DONE'];
      }),
    );
    expect(answers).toEqual(
      EVERYBODY.map(([account, purpose]) => [account, purpose, expected(scope, account, purpose)]),
    );
  });
}

function expected({ may, purposes, told = 'NOT_FOUND' }: Scope, account: string, purpose?: string): string {
  if (!may.includes(account)) return 'FORBIDDEN';
  if (purposes !== 'none') {
    if (!purpose) return 'PURPOSE_REQUIRED';
    if (purposes && !purposes.includes(purpose)) return 'FORBIDDEN';
  }
  return typeof told === 'string' ? told : told(account, purpose);
}
