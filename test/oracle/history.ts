import fc from 'fast-check';
import { Category } from '../../subgraphs/kit/index.js';
import type { Named, Relation } from './model.js';
import { ADVOCATE, OFFICER, PEOPLE, type Person } from './people.js';

/** A record: of an adult, or of a child who comes of age in so many hours. */
export type Kind = 'ADULT' | { readonly child: number };

/**
 * What somebody tries to do about the record `on`, a place in the family. A reference to what went before counts from its newest, over and over; where there
 * is none, nothing is tried.
 */
export type Attempt = { readonly on: number } & (
  | {
      kind: 'grant';
      by: 'advocate' | 'officer';
      /** For a child: which guardian; null when she gives it alone */
      guardian: number | null;
      to: Person;
      also: Person;
      ofUnit: boolean;
      /** Left out of it */
      except: { of: Person; kind: 'STAFF' | 'UNIT' }[];
      categories: Category[];
      excluded: Category[];
      hours: number;
    }
  | { kind: 'confirm' | 'renew'; which: number; hours: number }
  | { kind: 'review'; which: number; hours: number }
  | { kind: 'end'; which: number }
  | { kind: 'lift'; which: number }
  | { kind: 'clear'; which: number }
  | { kind: 'emergency'; by: Person; categories: Category[] }
  | { kind: 'look'; which: number; justified: boolean }
  | { kind: 'withdraw'; by: Person; from: Person | null; which: number | null }
  | {
      kind: 'record';
      by: Person;
      ground: 'STATUTORY_DUTY' | 'COURT_ORDER' | 'VITAL_INTEREST';
      categories: Category[];
      hours: number;
    }
  | { kind: 'wall'; of: Person; subject: 'STAFF' | 'UNIT' | 'AGENCY' }
  | { kind: 'narrow'; which: number; to: Person }
  | {
      kind: 'guardian';
      relation: Relation /** Another record of the family is the guardian's own */;
      own: number | null;
    }
  | { kind: 'report'; named: Named[] }
  | { kind: 'join' | 'unjoin'; other: number }
  | { kind: 'erase' | 'keep' | 'hold' }
  | { kind: 'pass'; hours: number }
);

/** Somebody asks for what is open of every record of a batch, and for these parts of it. */
export interface Question {
  readonly who: Person;
  readonly parts: readonly Category[];
}

/** A family: who registers its records, and what is tried about them. */
export interface History {
  readonly records: readonly Kind[];
  readonly registeredBy: Person;
  readonly attempts: readonly Attempt[];
}

/** Histories of several families, told side by side, and what is asked of all of them in the middle and at the end. */
export interface Batch {
  readonly histories: readonly History[];
  readonly questions: readonly Question[];
}

/** The families of a batch: a record alone, a woman who has two, a child and its mother, and the same with a second record of hers. */
const FAMILIES: readonly (readonly ('ADULT' | 'CHILD')[])[] = [
  ['ADULT'],
  ['ADULT'],
  ['CHILD'],
  ['ADULT', 'ADULT'],
  ['CHILD', 'ADULT'],
  ['CHILD', 'ADULT', 'ADULT'],
];
/** Records of one batch: as many as one request may name side by side. Each is a case. */
export const RECORDS = FAMILIES.flat().length;

const categories = fc.uniqueArray(fc.constantFrom(...Object.values(Category)), { minLength: 1, maxLength: 8 });
/** What other grounds than consent may open */
const grounded = fc.uniqueArray(
  fc.constantFrom(Category.IDENTITY, Category.HOUSEHOLD, Category.INCIDENT, Category.REFERRAL),
  { minLength: 1 },
);
const which = fc.nat({ max: 6 });
const other = fc.nat({ max: 1 });
// halves: two instants of a history are never the same one
const hours = fc.constantFrom(1.5, 10.5, 47.5, 70.5);
const kind = <K extends Attempt['kind']>(...kinds: K[]) => fc.constantFrom(...kinds);

type Weighted = fc.WeightedArbitrary<Attempt>;
const about = (weight: number, on: fc.Arbitrary<number>, rest: Record<string, fc.Arbitrary<unknown>>): Weighted => ({
  weight,
  arbitrary: fc.record({ on, ...rest }) as fc.Arbitrary<unknown> as fc.Arbitrary<Attempt>,
});

const guardian = (on: fc.Arbitrary<number>) =>
  about(4, on, {
    kind: kind('guardian'),
    relation: fc.constantFrom<Relation>('MOTHER', 'FATHER', 'GRANDPARENT'),
    own: fc.option(other, { freq: 2 }),
  });
const report = (on: fc.Arbitrary<number>) =>
  about(3, on, {
    kind: kind('report'),
    named: fc.uniqueArray(fc.constantFrom<Named>('FATHER', 'FATHER', 'PARTNER', 'STRANGER'), {
      minLength: 1,
      maxLength: 2,
    }),
  });

const grant = (on: fc.Arbitrary<number>, someone: fc.Arbitrary<Person>) =>
  about(7, on, {
    kind: kind('grant'),
    by: fc.constantFrom('advocate', 'advocate', 'officer'),
    guardian: fc.option(other),
    to: someone,
    also: someone,
    ofUnit: fc.boolean(),
    except: fc.array(fc.record({ of: someone, kind: fc.constantFrom('STAFF', 'UNIT') }), { maxLength: 2 }),
    categories,
    excluded: fc.oneof(fc.constant<Category[]>([]), categories),
    hours,
  });

/** What can be tried about any record. */
const anybody = (on: fc.Arbitrary<number>, cast: readonly Person[], someone: fc.Arbitrary<Person>): Weighted[] => [
  grant(on, someone),
  about(2, on, { kind: kind('confirm', 'renew', 'review'), which, hours: fc.constantFrom(5.5, 500.5) }),
  about(2, on, { kind: kind('withdraw'), by: someone, from: fc.option(someone), which: fc.option(which, { freq: 2 }) }),
  about(3, on, {
    kind: kind('record'),
    by: someone,
    ground: fc.constantFrom('STATUTORY_DUTY', 'COURT_ORDER', 'VITAL_INTEREST'),
    categories: grounded,
    hours,
  }),
  about(2, on, { kind: kind('wall'), of: someone, subject: fc.constantFrom('STAFF', 'UNIT', 'AGENCY') }),
  about(2, on, { kind: kind('lift'), which }),
  about(1, on, { kind: kind('end'), which }),
  about(2, on, {
    kind: kind('emergency'),
    by: fc.constantFrom(...onDuty(cast)),
    categories: fc.oneof({ weight: 3, arbitrary: grounded }, { weight: 1, arbitrary: categories }),
  }),
  about(1, on, { kind: kind('look'), which, justified: fc.boolean() }),
  about(1, on, { kind: kind('narrow'), which, to: someone }),
  about(2, on, { kind: kind('erase', 'keep', 'keep') }),
  about(1, on, { kind: kind('hold') }),
  about(2, on, { kind: kind('pass'), hours: fc.constantFrom(1, 12, 40) }),
];

/** Those who may open an emergency access; whoever else when there are none */
const onDuty = (cast: readonly Person[]): readonly Person[] => {
  const found = cast.filter(({ purpose }) => purpose === 'EMERGENCY');
  return found.length > 0 ? found : cast;
};

/** A history begins with guardians, with two records joined, and with a consent for each: most of what follows needs them. */
const history = (family: (typeof FAMILIES)[number], cast: readonly Person[]): fc.Arbitrary<History> => {
  const someone = fc.constantFrom(...cast);
  const on = fc.nat({ max: family.length - 1 });
  const child = fc.constant(0);
  const ofFamily = anybody(on, cast, someone);
  const first: fc.Arbitrary<Attempt>[] = [];
  if (family.length > 1) {
    const join = about(2, on, { kind: kind('join', 'join', 'unjoin'), other });
    ofFamily.push(join);
    first.push(join.arbitrary);
  }
  if (family.includes('CHILD')) {
    ofFamily.push(guardian(child), report(on), about(1, child, { kind: kind('clear'), which }));
    first.push(guardian(child).arbitrary, guardian(child).arbitrary);
  }
  for (const place of family.keys()) first.push(grant(fc.constant(place), someone).arbitrary);
  return fc
    .record({
      records: fc.tuple(
        ...family.map((each) =>
          each === 'ADULT'
            ? fc.constant('ADULT' as const)
            : fc.record({ child: fc.constantFrom(10.5, 10.5, 30.5, 80_000.5) }),
        ),
      ),
      registeredBy: fc.constantFrom(OFFICER, ADVOCATE),
      first: fc.tuple(...first),
      more: fc.array(fc.oneof(...ofFamily), { minLength: family.length, maxLength: 7 * family.length }),
    })
    .map(({ first, more, ...each }) => ({ ...each, attempts: [...first, ...more] }));
};

/** Selections: few, so that the gateway plans each once; test/every-path is about how else something can be selected. */
const PARTS: readonly (readonly Category[])[] = [
  [],
  [Category.IDENTITY],
  [Category.CONTACT, Category.SHELTER],
  [Category.HOUSEHOLD, Category.FORENSIC],
  [Category.INCIDENT, Category.REFERRAL],
  Object.values(Category),
];

const few = (count: number) => fc.uniqueArray(fc.constantFrom(...PEOPLE), { minLength: count, maxLength: count });
/** Few people, so that most of what is asked has been touched by what was done; among them colleagues, who are told apart by the least. */
const cast = fc.oneof(
  {
    weight: 3,
    arbitrary: few(3).chain((some) => {
      const colleagues = PEOPLE.filter((each) => each.agency === some[0]!.agency && !some.includes(each));
      return fc.constantFrom(...(colleagues.length > 0 ? colleagues : PEOPLE)).map((one) => [...some, one]);
    }),
  },
  { weight: 1, arbitrary: few(1).map((some) => [...some, ...onDuty(PEOPLE)]) },
);

export const batch: fc.Arbitrary<Batch> = cast.chain((people) =>
  fc.record({
    histories: fc.tuple(...FAMILIES.map((family) => history(family, people))),
    questions: fc.array(fc.record({ who: fc.constantFrom(...people), parts: fc.constantFrom(...PARTS) }), {
      minLength: 4,
      maxLength: 4,
    }),
  }),
);

/** What one seldom meets among all histories, over and over: guardians of a child, a consent that one of them gives, and then a report about one of the family. */
export const suspicions: fc.Arbitrary<Batch> = few(1).chain(([someone]) => {
  const child = fc.constant(0);
  const consent = about(1, child, {
    ...{ kind: kind('grant'), by: fc.constant('advocate'), guardian: other, ofUnit: fc.constant(false) },
    ...{ to: fc.constant(someone), also: fc.constant(someone), except: fc.constant([]) },
    ...{ categories: fc.constant([Category.IDENTITY]), excluded: fc.constant([]), hours: fc.constant(70.5) },
  }).arbitrary;
  const told = fc.tuple(
    guardian(child).arbitrary,
    guardian(child).arbitrary,
    consent,
    report(fc.nat({ max: 2 })).arbitrary,
  );
  const family = told.map((attempts) => ({
    records: [{ child: 80_000.5 }, 'ADULT', 'ADULT'] as const,
    registeredBy: ADVOCATE,
    attempts,
  }));
  return fc.record({
    histories: fc.tuple(family, family, family),
    // the one that counts is asked at the end
    questions: fc.constant([1, 2].map(() => ({ who: someone!, parts: [Category.IDENTITY] }))),
  });
});
