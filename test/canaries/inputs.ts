import { readFileSync } from 'node:fs';
import {
  buildSchema,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';

/** What is written about persons; it may stand nowhere in readable form. */
export const OF_PERSONS = 'Қанарейка';
/** What is written about institutions: it is in no log and no refusal either, and is kept readable. */
export const OF_INSTITUTIONS = 'Мекеме-канарейка';

/** A mutation with a canary in every place where something can be written. */
export interface CanaryInput {
  readonly mutation: string;
  readonly document: string;
  readonly variables: { readonly input: unknown };
  /** Places of the input that have a canary */
  readonly places: readonly string[];
}

const schema = buildSchema(readFileSync('schema/api.graphql', 'utf8'));
const MUTATIONS = Object.values(schema.getMutationType()!.getFields());

/** Mutations that say nothing of any person: of the directory, and webhooks, what shelters, quarantine periods, risk instruments and evidence windows are. A new one is about persons until it stands here. */
const ABOUT_INSTITUTIONS =
  /^(agency|agreement|client|dutyPhones|issuer|organization|operation|staff|unit|shelter(Import|Create|Update|OpeningSet|Unit|BedService)|bedAvailability|quarantinePeriodSet|riskQuestionsLoad|evidenceWindowsLoad|clinic|examiner|examPlace|examEquipment|schedule|webhook)/;
const aboutInstitutions = (mutation: string): boolean => ABOUT_INSTITUTIONS.test(mutation);

interface Writing {
  /** What stands at a place, of a type; undefined leaves it out */
  readonly leaf: (place: string, type: string) => unknown;
}

function written(type: GraphQLInputType, place: string, writing: Writing, depth = 0): unknown {
  if (isNonNullType(type)) return written(type.ofType, place, writing, depth);
  if (isListType(type)) return [written(type.ofType, place, writing, depth)];
  if (!isInputObjectType(type)) {
    const given = writing.leaf(place, getNamedType(type).name);
    if (given !== undefined) return given;
    return isEnumType(type) ? type.getValues()[0]!.name : (PLAIN[getNamedType(type).name] ?? 'x');
  }
  // input types do not hold themselves; a new one that did would stop here
  if (depth > 8) return null;
  const fields = Object.values(type.getFields());
  return Object.fromEntries(
    fields.map((field) => [field.name, written(field.type, `${place}.${field.name}`, writing, depth + 1)]),
  );
}

const PLAIN: Readonly<Record<string, unknown>> = {
  ...{ Int: 1, Float: 1.5, Boolean: true, LocalDate: '2026-01-02', JSONObject: { keys: [] } },
  DateTimeISO: new Date(Date.now() + 3_600_000).toISOString(),
};

const documentOf = (mutation: string, type: string) =>
  `mutation ($input: ${type}) { ${mutation}(input: $input) { userErrors { code message field } } }`;

/**
 * Every mutation once with a canary in each text and id (but `known` ids, by the name of their field), and, for each place of whatever type, once
 * with a canary there alone, where it may not fit at all. Found by looking at the schema: a new field is among them.
 */
export function canaryInputs(known: (field: string) => unknown): { whole: CanaryInput[]; single: CanaryInput[] } {
  const whole: CanaryInput[] = [];
  const single: CanaryInput[] = [];
  for (const { name: mutation, args } of MUTATIONS) {
    const [{ type }] = args as unknown as [{ type: GraphQLInputType }];
    const document = documentOf(mutation, String(type));
    const word = aboutInstitutions(mutation) ? OF_INSTITUTIONS : OF_PERSONS;
    const all: string[] = [];
    const places: string[] = [];
    const input = written(type, mutation, {
      leaf(place, of) {
        all.push(place);
        if (of !== 'String' && of !== 'ID') return undefined;
        const id = of === 'ID' ? known(place.split('.').at(-1)!) : undefined;
        if (id !== undefined) return id;
        places.push(place);
        return `${word} ${all.length}`;
      },
    });
    whole.push({ mutation, document, variables: { input }, places });
    for (const here of all) {
      const alone = written(type, mutation, {
        leaf: (place, of) =>
          place === here ? `${word} alone` : of === 'ID' ? known(place.split('.').at(-1)!) : undefined,
      });
      single.push({ mutation, document, variables: { input: alone }, places: [here] });
    }
  }
  return { whole, single };
}
