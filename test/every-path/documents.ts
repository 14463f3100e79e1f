import { randomUUID } from 'node:crypto';
import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLObjectType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import { type Field, typeOf, type Way } from './ways.js';

/** Values of arguments and of fields of inputs, by name; `id` means what the field answers with. */
export type Values = Readonly<Record<string, string>>;

/** How the same selection can be written. */
export const FORMS = [
  'plain',
  'aliases',
  'inline fragment',
  'fragment',
  'nested fragments',
  'included',
  'left out',
] as const;
export type Form = (typeof FORMS)[number];

/** Prefix of the aliases of this test */
export const ALIAS = 'as_';
/** As many as a document may have */
const ALIASES = 10;

/** A document, and the fields of a way's end that it selects. */
export interface Asking {
  readonly text: string;
  readonly asked: readonly string[];
}

/**
 * Documents that go a way and together select all that its end says, in some form: as few as the limit on the cost of one allows. A mutation's payload is
 * selected beside it.
 */
export function documentsOf({ root, fields, end }: Way, form: Form, values: Values): Asking[] {
  const deep = fields.length > 1;
  const all = selection(end, [end.name], values, deep ? LEVELS_OF_A_DEEP_WAY : Number.POSITIVE_INFINITY);
  const count = deep ? DOCUMENTS_OF_A_DEEP_WAY : 1;
  return Array.from({ length: count }, (_, turn) => {
    const some = all.filter((_, i) => i % count === turn);
    const [inner, more] = written(some, end.name, form);
    const beside = root === 'Mutation' ? selection(typeOf(fields.at(-2)!)!, [], values, LEVELS_OF_A_DEEP_WAY) : [];
    const way = fields.reduceRight(
      (inside, field, i) =>
        `${i === fields.length - 1 ? beside.join(' ') : ''} ${field.name}${argumentsOf(field, values, root === 'Mutation')} { ${inside} }`,
      inner,
    );
    return {
      text: `${root.toLowerCase()} ($yes: Boolean! = true, $no: Boolean! = false) { ${way} __typename @include(if: $yes) @skip(if: $no) } ${more}`,
      asked: some.map(fieldOf),
    };
  }).filter(({ asked }) => asked.length > 0);
}

/** What lies deeper costs more: of a list, there, what its items say themselves. The shortest way to each type says all. */
const DOCUMENTS_OF_A_DEEP_WAY = 3;
const LEVELS_OF_A_DEEP_WAY = 3;
const fieldOf = (text: string) => text.split(/\W/)[0]!;

function written(fields: readonly string[], type: string, form: Form): [inner: string, more: string] {
  const all = fields.join(' ');
  switch (form) {
    case 'plain':
      return [all, ''];
    case 'aliases':
      return [fields.map((field, i) => (i < ALIASES ? `${ALIAS}${fieldOf(field)}: ${field}` : field)).join(' '), ''];
    case 'inline fragment':
      return [`... on ${type} { ${all} }`, ''];
    case 'fragment':
      return ['...All', `fragment All on ${type} { ${all} }`];
    case 'nested fragments':
      return [
        '...Outer',
        `fragment Outer on ${type} { ... on ${type} { ...Inner } } fragment Inner on ${type} { ${all} }`,
      ];
    case 'included':
      return [`... on ${type} @include(if: $yes) { ... @skip(if: $no) { ${all} } }`, ''];
    case 'left out':
      return [`__typename ... on ${type} @include(if: $no) { ${all} }`, ''];
  }
}

/** All that a type says, without the record that it names: that is a way of its own. */
export function selection(
  type: GraphQLObjectType,
  entered: readonly string[],
  values: Values,
  levels = Number.POSITIVE_INFINITY,
): string[] {
  return Object.values(type.getFields()).flatMap((field) => {
    const inside = typeOf(field);
    if (!inside) return [`${field.name}${argumentsOf(field, values)}`];
    if (inside.name === 'Victim' || entered.includes(inside.name) || levels === 0) return [];
    const fields = selection(inside, [...entered, inside.name], values, levels - 1);
    return fields.length > 0 ? [`${field.name}${argumentsOf(field, values)} { ${fields.join(' ')} }`] : [];
  });
}

/** The arguments that a field must have. @param whole of a mutation: what its input names is what is known by that name */
export function argumentsOf(field: Field, values: Values, whole = false): string {
  const given = field.args
    .filter(({ type }) => isNonNullType(type))
    .map((argument) => `${argument.name}: ${literal(argument, values, whole ? {} : { id: typeOf(field)?.name })}`);
  return given.length > 0 ? `(${given.join(', ')})` : '';
}

/** @throws for what nobody has said a value of: a way that appears tomorrow is gone or the test fails */
function literal(
  { name, type }: GraphQLArgument | GraphQLInputField,
  values: Values,
  { id }: { id?: string | undefined } = {},
): string {
  const known = name === 'id' ? values[`id of ${id}`] : values[name];
  if (known !== undefined) return known;
  if (name === 'idempotencyKey') return JSON.stringify(randomUUID());
  return ofType(name, type, values);
}

function ofType(name: string, type: GraphQLInputType, values: Values): string {
  if (isNonNullType(type)) return ofType(name, type.ofType, values);
  if (isListType(type)) return `[${ofType(name, type.ofType, values)}]`;
  if (isEnumType(type)) return type.getValues()[0]!.name;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter(
      (field) => values[field.name] !== undefined || (isNonNullType(field.type) && field.defaultValue === undefined),
    );
    return `{ ${fields.map((field) => `${field.name}: ${literal(field, values)}`).join(', ')} }`;
  }
  const value = values[type.name];
  if (value === undefined) throw new Error(`Say in test/every-path/scene.ts which ${name} (${type.name}) is meant.`);
  return value;
}
