import { collectSubFields } from '@graphql-tools/utils';
import {
  defaultFieldResolver,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  valueFromASTUntyped,
} from 'graphql';
import { accessRuleOf, assertAccess } from './access.js';
import { CATEGORY_OF_DISCLOSURE_FIELD, disclosureField } from './category-fields.js';
import type { SubgraphContext } from './context.js';
import { verifyDisclosure } from './disclosure-token.js';
import { hubError } from './errors.js';
import { Payload } from './user-error.js';
import { Category } from './vocabulary.js';

/** Wraps every root field in its access rule; returns those that have none, with which nothing may be built: deny by default. */
export function guardRootFields(schema: GraphQLSchema, subgraph: string): string[] {
  const unguarded: string[] = [];
  const mutations = schema.getMutationType();
  for (const type of [schema.getQueryType(), mutations, schema.getSubscriptionType()]) {
    for (const field of Object.values(type?.getFields() ?? {})) {
      const rule = accessRuleOf(field);
      if (!rule) {
        unguarded.push(`${subgraph}: ${type?.name}.${field.name} does not say who may call it (@Access).`);
        continue;
      }
      const resolve = field.resolve ?? defaultFieldResolver;
      field.resolve = (root, args, ctx: SubgraphContext, info) => {
        assertAccess(rule, ctx.caller, ctx.owners);
        const answer = resolve(root, args, ctx, info);
        return type === mutations ? noteRefusal(ctx, String(info.path.key), answer) : answer;
      };
    }
  }
  return unguarded;
}

async function noteRefusal(ctx: SubgraphContext, key: string, answer: unknown): Promise<unknown> {
  const payload = await answer;
  const [reason] = payload instanceof Payload ? payload.userErrors : [];
  if (reason) ctx.refused.set(key, reason.code);
  return payload;
}

/**
 * Federation's own fields are for the router alone: a subgraph that acts for a person could otherwise ask `consent` for her as that
 * person would.
 */
export function guardFederationFields(schema: GraphQLSchema): void {
  for (const name of ['_entities', '_service']) {
    const field = schema.getQueryType()?.getFields()[name];
    if (!field) continue;
    const resolve = field.resolve ?? defaultFieldResolver;
    field.resolve = (root, args, ctx: SubgraphContext, info) => {
      if (ctx.caller.actor !== null) throw hubError('FORBIDDEN');
      return resolve(root, args, ctx, info);
    };
  }
}

/** The category a field is declared under, read from its `@classified` directive. */
export function categoryOf(field: { astNode?: { directives?: readonly unknown[] } | null }): string | null {
  for (const directive of (field.astNode?.directives ?? []) as {
    name: { value: string };
    arguments?: { value: never }[];
  }[]) {
    if (directive.name.value === 'classified') return valueFromASTUntyped(directive.arguments![0]!.value) as string;
  }
  return null;
}

/**
 * Wraps every field with which a subgraph extends `Victim`: it answers only against a disclosure token that `consent` has issued for
 * this victim, category, requester, purpose and request. Null is `consent` saying "withheld", and is answered as null; a missing, foreign or
 * expired token is an error, never an empty answer. Returns the fields that cannot be guarded so, with which nothing may be built.
 */
export function guardVictimFields(schema: GraphQLSchema, subgraph: string, owns: readonly Category[]): string[] {
  const unguarded: string[] = [];
  const victim = schema.getType('Victim');
  if (!isObjectType(victim)) return unguarded;
  for (const field of Object.values(victim.getFields())) {
    if (field.name === 'key' || CATEGORY_OF_DISCLOSURE_FIELD.has(field.name)) continue;
    const category = categoryOf(field) as Category | null;
    if (!category || !Object.values(Category).includes(category)) {
      unguarded.push(`${subgraph}: Victim.${field.name} is not classified (@Classified with a category).`);
      continue;
    }
    if (!owns.includes(category)) {
      unguarded.push(`${subgraph}: Victim.${field.name} is ${category}, which ${subgraph} does not own (\`owns\`).`);
      continue;
    }
    const tokenField = disclosureField(category);
    const resolve = field.resolve ?? defaultFieldResolver;
    field.resolve = (root, args, ctx: SubgraphContext, info) => {
      const requester = ctx.purposeful;
      if (root[tokenField] === null) return null;
      const keys = ctx.secrets.disclosure[subgraph];
      const expected = { victim: root.key as string, category, requester, requestId: ctx.caller.requestId };
      if (!keys || !verifyDisclosure(keys, root[tokenField], expected)) throw hubError('DISCLOSURE_INVALID');
      return resolve(root, args, ctx, info);
    };
  }
  return unguarded;
}

/**
 * Wraps every field by which a record of a subgraph's own names a victim: it names her only to be decided upon. A router that asks for her key will ask
 * `consent`; asked for nothing but the name of her type, it would answer by itself, and say that there is somebody where nothing is open.
 */
export function guardVictimReferences(schema: GraphQLSchema): void {
  const victim = schema.getType('Victim');
  if (!isObjectType(victim)) return;
  const decided = ({ schema: served, fragments, variableValues, fieldNodes }: GraphQLResolveInfo) => {
    const her = served.getType('Victim') as GraphQLObjectType;
    const { fields } = collectSubFields(served, fragments, variableValues, her, [...fieldNodes]);
    return [...fields.values()].some(([node]) => node?.name.value === 'key');
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type === victim) continue;
    for (const field of Object.values(type.getFields())) {
      if (getNamedType(field.type) !== victim) continue;
      const resolve = field.resolve ?? defaultFieldResolver;
      field.resolve = (root, args, ctx, info) => (decided(info) ? resolve(root, args, ctx, info) : null);
    }
  }
}
