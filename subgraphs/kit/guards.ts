import { defaultFieldResolver, type GraphQLSchema, isObjectType, valueFromASTUntyped } from 'graphql';
import { accessRuleOf, assertAccess } from './access.js';
import { CATEGORY_OF_DISCLOSURE_FIELD, disclosureField } from './category-fields.js';
import type { SubgraphContext } from './context.js';
import { verifyDisclosure } from './disclosure-token.js';
import { hubError } from './errors.js';
import { Category } from './vocabulary.js';

/** Wraps every query and mutation in its access rule. @throws for a root field without one: deny by default */
export function guardRootFields(schema: GraphQLSchema, subgraph: string): void {
  for (const type of [schema.getQueryType(), schema.getMutationType()]) {
    for (const field of Object.values(type?.getFields() ?? {})) {
      const rule = accessRuleOf(field);
      if (!rule) throw new Error(`${subgraph}: ${type?.name}.${field.name} does not say who may call it (@Access).`);
      const resolve = field.resolve ?? defaultFieldResolver;
      field.resolve = (root, args, ctx: SubgraphContext, info) => {
        assertAccess(rule, ctx.caller);
        return resolve(root, args, ctx, info);
      };
    }
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
 * expired token is an error, never an empty answer.
 */
export function guardVictimFields(schema: GraphQLSchema, subgraph: string): void {
  const victim = schema.getType('Victim');
  if (!isObjectType(victim)) return;
  for (const field of Object.values(victim.getFields())) {
    if (field.name === 'key' || CATEGORY_OF_DISCLOSURE_FIELD.has(field.name)) continue;
    const category = categoryOf(field) as Category | null;
    if (!category || !Object.values(Category).includes(category)) {
      throw new Error(`${subgraph}: Victim.${field.name} is not classified (@Classified with a category).`);
    }
    const tokenField = disclosureField(category);
    const resolve = field.resolve ?? defaultFieldResolver;
    field.resolve = (root, args, ctx: SubgraphContext, info) => {
      const requester = ctx.purposeful;
      if (root[tokenField] === null) return null;
      const key = ctx.secrets.disclosure[subgraph];
      const expected = { victim: root.key as string, category, requester, requestId: ctx.caller.requestId };
      if (!key || !verifyDisclosure(key, root[tokenField], expected)) throw hubError('DISCLOSURE_INVALID');
      return resolve(root, args, ctx, info);
    };
  }
}
