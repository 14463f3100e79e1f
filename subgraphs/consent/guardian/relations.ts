import { registerEnumType } from 'type-graphql';

/** What a guardian is to the child. */
export enum GuardianRelation {
  MOTHER = 'MOTHER',
  FATHER = 'FATHER',
  STEPPARENT = 'STEPPARENT',
  GRANDPARENT = 'GRANDPARENT',
  OTHER_RELATIVE = 'OTHER_RELATIVE',
  APPOINTED_GUARDIAN = 'APPOINTED_GUARDIAN',
}

registerEnumType(GuardianRelation, {
  name: 'GuardianRelation',
  description: 'What a guardian is to the child.',
  valuesConfig: {
    MOTHER: { description: 'Mother, by birth or adoption.' },
    FATHER: { description: 'Father, by birth or adoption.' },
    STEPPARENT: { description: 'Husband, wife or partner of a parent.' },
    GRANDPARENT: { description: 'Grandparent.' },
    OTHER_RELATIVE: { description: 'Another relative.' },
    APPOINTED_GUARDIAN: { description: 'Appointed by a court or an authority, whoever that is.' },
  },
});

type Rule = Readonly<Record<string, readonly GuardianRelation[]>>;
const { MOTHER, FATHER, STEPPARENT, GRANDPARENT, OTHER_RELATIVE, APPOINTED_GUARDIAN } = GuardianRelation;
const EVERYBODY = Object.values(GuardianRelation);
const FAMILY = [GRANDPARENT, OTHER_RELATIVE, APPOINTED_GUARDIAN];

/**
 * Whom a report about the child suspends, by what the named person is to the child. Nobody knows the guardian's name here, so whoever may be meant is
 * suspended: a step-parent is called father, a relative may be the appointed guardian, and the partner of whom is not said.
 */
const OF_THE_CHILD: Rule = {
  MOTHER: [MOTHER, STEPPARENT],
  FATHER: [FATHER, STEPPARENT],
  STEPPARENT: [STEPPARENT],
  PARTNER: EVERYBODY,
  EX_PARTNER: EVERYBODY,
  PARENT_OF_HER_CHILD: EVERYBODY,
  GRANDPARENT: FAMILY,
  SIBLING: [OTHER_RELATIVE, APPOINTED_GUARDIAN],
  CHILD: [],
  OTHER_RELATIVE: FAMILY,
  APPOINTED_GUARDIAN: FAMILY,
  ACQUAINTANCE: [APPOINTED_GUARDIAN],
  STRANGER: [],
};

/**
 * Whom, of the child's *other* guardians, a report about a guardian suspends, by what the named person is to that guardian: her partner may be any of
 * them, or be who stands behind them; her own parents are the child's grandparents.
 */
const OF_A_GUARDIAN: Rule = {
  MOTHER: FAMILY,
  FATHER: FAMILY,
  STEPPARENT: FAMILY,
  PARTNER: EVERYBODY,
  EX_PARTNER: EVERYBODY,
  PARENT_OF_HER_CHILD: EVERYBODY,
  GRANDPARENT: FAMILY,
  SIBLING: FAMILY,
  CHILD: [OTHER_RELATIVE, APPOINTED_GUARDIAN],
  OTHER_RELATIVE: FAMILY,
  APPOINTED_GUARDIAN: EVERYBODY,
  ACQUAINTANCE: [APPOINTED_GUARDIAN],
  STRANGER: [],
};

/** What is kept of a relation that this release does not know: it suspends everybody. */
export const UNCLEAR = 'UNCLEAR';
export const known = (relation: string): string => (Object.hasOwn(OF_THE_CHILD, relation) ? relation : UNCLEAR);

/** The two rules as rows for a statement: about whom the report is, whom it names, which guardians that suspends. */
export const SUSPENSION_RULES: readonly (readonly [about: 'CHILD' | 'GUARDIAN', named: string, guardian: string])[] = [
  ...Object.entries({ ...OF_THE_CHILD, [UNCLEAR]: EVERYBODY }).flatMap(([named, guardians]) =>
    guardians.map((guardian) => ['CHILD', named, guardian] as const),
  ),
  ...Object.entries({ ...OF_A_GUARDIAN, [UNCLEAR]: EVERYBODY }).flatMap(([named, guardians]) =>
    guardians.map((guardian) => ['GUARDIAN', named, guardian] as const),
  ),
];
