import fc from 'fast-check';
import { SEED_AGENCIES, SEED_STAFF } from '../../standalone/seed/agencies.js';
import { seedId } from '../../standalone/seed/index.js';
import { Category, type Requester } from '../../subgraphs/kit/index.js';

/** A member of staff stating a purpose. */
export type Person = Requester & { readonly account: string; readonly purpose: string };

export const person = (account: string, purpose: string): Person => {
  const staff = SEED_STAFF.find((each) => each.account === account)!;
  const agency = SEED_AGENCIES.find(({ slug }) => slug === staff.agency)!;
  return {
    account,
    agency: seedId(`agency:${agency.slug}`),
    agencyKind: agency.kind,
    unit: staff.unit ? seedId(`unit:${agency.slug}/${staff.unit}`) : null,
    staff: seedId(`staff:${account}`),
    role: staff.role,
    purpose: purpose as Person['purpose'],
    language: 'en',
  };
};

export const OFFICER = person('officer-almaty', 'POLICE_RESPONSE');
export const ADVOCATE = person('advocate-almaty', 'SUPPORT');
/** She herself, the advocate beside her */
export const SHE = person('advocate-almaty', 'SUBJECT_REQUEST');
/** Few enough that a consent often meets somebody whom it is for. */
export const PEOPLE: readonly Person[] = [
  OFFICER,
  person('officer-almaty', 'PROTECTION_ORDER'),
  person('officer-almaty', 'EMERGENCY'),
  person('duty-officer-almaty', 'EMERGENCY'),
  person('officer-almaty-2', 'POLICE_RESPONSE'),
  person('duty-officer-almaty', 'POLICE_RESPONSE'),
  person('scheduler-almaty', 'FORENSIC_EXAM'),
  person('examiner-almaty', 'FORENSIC_EXAM'),
  person('examiner-almaty', 'MEDICAL_CARE'),
  person('intake-almaty', 'SHELTER'),
  ADVOCATE,
  SHE,
  person('clinician-almaty', 'MEDICAL_CARE'),
  person('clerk-almaty', 'COURT'),
];

/** What somebody tries to do about her. A reference to what went before counts from its newest, over and over; where there is none, nothing is tried. */
export type Attempt =
  | {
      kind: 'grant';
      by: 'advocate' | 'officer';
      to: Person;
      also: Person;
      ofUnit: boolean;
      /** Left out of it */
      except: Person | null;
      categories: Category[];
      excluded: Category[];
      hours: number;
    }
  | { kind: 'confirm' | 'renew' | 'review'; which: number; hours: number }
  | { kind: 'end'; which: number }
  | { kind: 'emergency'; by: Person; categories: Category[] }
  | { kind: 'withdraw'; by: Person; from: Person | null }
  | {
      kind: 'record';
      by: Person;
      ground: 'STATUTORY_DUTY' | 'COURT_ORDER' | 'VITAL_INTEREST';
      categories: Category[];
      hours: number;
    }
  | { kind: 'wall'; of: Person; subject: 'STAFF' | 'UNIT' | 'AGENCY' }
  | { kind: 'lift'; which: number }
  | { kind: 'narrow'; which: number; to: Person }
  | { kind: 'erase' }
  | { kind: 'keep' }
  | { kind: 'pass'; hours: number };

/** Somebody asks for what is open of every victim of a batch, and for these parts of it. */
export interface Question {
  readonly who: Person;
  readonly parts: readonly Category[];
}

/** Histories of several victims, told side by side, and what is asked of all of them in the middle and at the end. */
export interface Batch {
  readonly histories: readonly (readonly Attempt[])[];
  readonly questions: readonly Question[];
}

const categories = fc.uniqueArray(fc.constantFrom(...Object.values(Category)), { minLength: 1, maxLength: 8 });
/** What other grounds than consent may open */
const grounded = fc.uniqueArray(
  fc.constantFrom(Category.IDENTITY, Category.HOUSEHOLD, Category.INCIDENT, Category.REFERRAL),
  { minLength: 1 },
);
const which = fc.nat({ max: 6 });
// halves: two instants of a history are never the same one
const hours = fc.constantFrom(1.5, 10.5, 47.5, 70.5);

const attempt = (someone: fc.Arbitrary<Person>): fc.Arbitrary<Attempt> =>
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant('grant' as const),
        by: fc.constantFrom('advocate' as const, 'officer' as const),
        to: someone,
        also: someone,
        ofUnit: fc.boolean(),
        except: fc.option(someone, { freq: 2 }),
        categories,
        excluded: fc.oneof(fc.constant<Category[]>([]), categories),
        hours,
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constantFrom('confirm' as const, 'renew' as const, 'review' as const),
        which,
        hours: fc.constantFrom(5.5, 500.5),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constant('withdraw' as const), by: someone, from: fc.option(someone) }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('record' as const),
        by: someone,
        ground: fc.constantFrom('STATUTORY_DUTY' as const, 'COURT_ORDER' as const, 'VITAL_INTEREST' as const),
        categories: grounded,
        hours,
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('wall' as const),
        of: someone,
        subject: fc.constantFrom('STAFF' as const, 'UNIT' as const, 'AGENCY' as const),
      }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('lift' as const), which }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('end' as const), which }) },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('emergency' as const),
        by: someone,
        categories: fc.oneof({ weight: 3, arbitrary: grounded }, { weight: 1, arbitrary: categories }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('narrow' as const), which, to: someone }),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom({ kind: 'erase' as const }, { kind: 'keep' as const }, { kind: 'keep' as const }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('pass' as const), hours: fc.constantFrom(1, 12, 40) }) },
  );

/** Victims of one batch: as many as one request may name side by side. */
export const VICTIMS = 10;

/** Selections: few, so that the gateway plans each once; test/every-path is about how else something can be selected. */
const PARTS: readonly (readonly Category[])[] = [
  [],
  [Category.IDENTITY],
  [Category.CONTACT, Category.SHELTER],
  [Category.HOUSEHOLD, Category.FORENSIC],
  [Category.INCIDENT, Category.REFERRAL],
  Object.values(Category),
];

/** A batch plays among few people, so that most of what is asked has been touched by what was done. */
export const batch: fc.Arbitrary<Batch> = fc
  .uniqueArray(fc.constantFrom(...PEOPLE), { minLength: 4, maxLength: 4 })
  .chain((cast) => {
    const someone = fc.constantFrom(...cast);
    return fc.record({
      histories: fc.array(fc.array(attempt(someone), { minLength: 1, maxLength: 7 }), {
        minLength: VICTIMS,
        maxLength: VICTIMS,
      }),
      questions: fc.array(fc.record({ who: someone, parts: fc.constantFrom(...PARTS) }), {
        minLength: 4,
        maxLength: 4,
      }),
    });
  });
