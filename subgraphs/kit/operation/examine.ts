import { createHash } from 'node:crypto';
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  isObjectType,
  Kind,
  NoSchemaIntrospectionCustomRule,
  type OperationDefinitionNode,
  parse,
  specifiedRules,
  TypeInfo,
  type ValidationRule,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { categoryOf } from '../guards.js';
import { Category } from '../vocabulary.js';
import { MAXIMUM_TOKENS, operationLimits } from './limits.js';
import { withoutValue } from './without-value.js';

/** What an operation is, before anybody runs it. */
export interface ExaminedOperation {
  /** Of the text byte for byte, in hexadecimal: what the operation is known by */
  readonly sha256: string;
  readonly name: string;
  readonly kind: 'QUERY' | 'MUTATION';
  /** The parts of a record that its selection touches */
  readonly categories: readonly Category[];
  readonly cost: number;
}

/** Why a document cannot be registered. The message names the place and repeats no value. */
export class OperationFault extends Error {
  override readonly name = 'OperationFault';

  constructor(
    message: string,
    /** Line and column, from 1; null where the fault is the document's as a whole */
    readonly place: { readonly line: number; readonly column: number } | null = null,
  ) {
    super(message);
  }
}

/**
 * Looks at a document as the gateway would, and at what it touches: exactly one named query or mutation, valid against the API schema, within the
 * limits, without introspection.
 * @throws OperationFault for the first thing that does not hold
 */
export function examineOperation(schema: GraphQLSchema, text: string): ExaminedOperation {
  let cost = 0;
  const limits = operationLimits((accepted) => {
    cost = Math.ceil(accepted);
  }).validationRules as ValidationRule[];
  try {
    const document = parse(text, { maxTokens: MAXIMUM_TOKENS });
    const operation = onlyOperation(document);
    const [error] = validate(schema, document, [...specifiedRules, NoSchemaIntrospectionCustomRule, ...limits], {
      maxErrors: 1,
    });
    if (error) throw error;
    return {
      sha256: createHash('sha256').update(text).digest('hex'),
      name: operation.name!.value,
      kind: operation.operation === 'query' ? 'QUERY' : 'MUTATION',
      categories: categoriesTouched(schema, document),
      cost,
    };
  } catch (error) {
    if (error instanceof GraphQLError)
      throw new OperationFault(withoutValue(error.message), error.locations?.[0] ?? null);
    throw error;
  }
}

function onlyOperation(document: DocumentNode): OperationDefinitionNode {
  const operations = document.definitions.filter((d) => d.kind === Kind.OPERATION_DEFINITION);
  const [operation] = operations;
  if (!operation || operations.length > 1 || !operation.name)
    throw new OperationFault('A document has exactly one operation, and the operation has a name.');
  if (operation.operation === 'subscription') throw new OperationFault('The hub has no subscriptions.');
  return operation;
}

function categoriesTouched(schema: GraphQLSchema, document: DocumentNode): Category[] {
  const touched = new Set<string>();
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      Field() {
        const field = types.getFieldDef();
        if (field && isObjectType(types.getParentType())) touched.add(categoryOf(field) ?? '');
      },
    }),
  );
  return Object.values(Category).filter((category) => touched.has(category));
}
