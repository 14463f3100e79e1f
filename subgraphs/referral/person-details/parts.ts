import { Category } from '../../kit/index.js';
import type { SafeContactRule } from '../safe-contact/rule.js';
import type { HouseholdAgeBand, HouseholdRelation, HouseholdSex } from './vocabulary.js';

/** The three parts of a person's details: each is sealed by itself and opened by its own category. */
export const PARTS = ['identity', 'contact', 'household'] as const;
export type Part = (typeof PARTS)[number];

export const CATEGORY_OF_PART: Readonly<Record<Part, Category>> = {
  identity: Category.IDENTITY,
  contact: Category.CONTACT,
  household: Category.HOUSEHOLD,
};

/** What is sealed in each part. */
export interface PartContents {
  readonly identity: {
    readonly familyName: string;
    readonly givenName: string;
    readonly patronymic: string | null;
    readonly birthDate: string | null;
    readonly iin: string | null;
    readonly languages: readonly string[];
  };
  readonly contact: SafeContactRule;
  readonly household: {
    readonly members: readonly {
      readonly relation: HouseholdRelation;
      readonly age: number | null;
      readonly ageBand: HouseholdAgeBand | null;
      readonly sex: HouseholdSex;
      readonly needs: readonly string[];
    }[];
    readonly pets: number;
    readonly wheelchair: boolean | null;
  };
}
