import type { GraphQLFieldConfig } from 'graphql';
import { Extensions } from 'type-graphql';
import { type CategoryOwners, OWNERS, ownerNames } from './category-owners.js';
import { hubError } from './errors.js';
import type { Caller } from './requester.js';
import type { AgencyKind, Purpose, Role } from './vocabulary.js';

/**
 * Who may call a query or a mutation. Deny by default: `createSubgraph` refuses to build a schema with a root field that does
 * not say it. `subgraphs` marks an operation for other subgraphs only (also `@inaccessible`, so no client can name it): by name, or
 * `OWNERS` for whichever own a category.
 */
export type AccessRule =
  | {
      /** 'none': identity-free, no purpose needed. 'any': whatever purpose the directory let pass. A list: one of these. */
      readonly purposes: 'none' | 'any' | readonly Purpose[];
      readonly kinds?: readonly AgencyKind[];
      readonly roles?: readonly Role[];
    }
  | { readonly subgraphs: readonly string[] };

export function Access(rule: AccessRule): MethodDecorator & PropertyDecorator {
  return Extensions({ access: rule }) as MethodDecorator & PropertyDecorator;
}

export function accessRuleOf(field: Pick<GraphQLFieldConfig<unknown, unknown>, 'extensions'>): AccessRule | undefined {
  return field.extensions?.access as AccessRule | undefined;
}

/** @throws UNAUTHENTICATED, FORBIDDEN, PURPOSE_REQUIRED */
export function assertAccess(rule: AccessRule, caller: Caller, owners: CategoryOwners): void {
  // a part of the hub may do what is offered to it by name, and nothing else in a person's name
  if (caller.actor !== null || 'subgraphs' in rule) {
    const offered = 'subgraphs' in rule ? rule.subgraphs : [];
    const allowed = offered.flatMap((name) => (name === OWNERS ? ownerNames(owners) : [name]));
    if (caller.actor === null || !allowed.includes(caller.actor)) throw hubError('FORBIDDEN');
    return;
  }
  const { requester } = caller;
  if (!requester) throw hubError('UNAUTHENTICATED');
  if (rule.kinds && !rule.kinds.includes(requester.agencyKind)) throw hubError('FORBIDDEN');
  if (rule.roles && !rule.roles.includes(requester.role)) throw hubError('FORBIDDEN');
  if (rule.purposes === 'none') return;
  if (!requester.purpose) throw hubError('PURPOSE_REQUIRED');
  if (rule.purposes !== 'any' && !rule.purposes.includes(requester.purpose)) throw hubError('FORBIDDEN');
}
