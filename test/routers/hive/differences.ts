import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  GraphQLError,
  getOperationAST,
  Kind,
  parse,
  visit,
} from 'graphql';
import { getVariableValues } from 'graphql/execution/values.js';
import { needsIdentity } from '../../../gateway/index.js';
import { hubError } from '../../../subgraphs/kit/index.js';
import type { HivePlugin } from './package.js';

/** As at our own door: without a token nothing is planned; variables that do not fit their types are an error of form. */
export const admission: HivePlugin = {
  onExecute({ args, setResultAndStopExecution }) {
    const { requester } = (args.contextValue as { caller: { requester: unknown } }).caller;
    const operation = getOperationAST(args.document, args.operationName);
    if (!requester && (!operation || needsIdentity(operation)))
      return setResultAndStopExecution({ errors: [hubError('UNAUTHENTICATED')] });
    const { errors } = getVariableValues(args.schema, operation?.variableDefinitions ?? [], args.variableValues ?? {}, {
      maxErrors: 1,
    });
    const [error] = errors ?? [];
    if (error)
      setResultAndStopExecution({
        errors: [new GraphQLError(error.message, { nodes: error.nodes, extensions: { code: 'BAD_USER_INPUT' } })],
      });
  },
};

/** When no subgraph has answered at all, Hive leaves `data` out: its fields are null, as far up as they may be. */
export const dataOfNothing: HivePlugin = {
  onExecute: ({ args }) => ({
    async onExecuteDone({ result, setResult }: { result: ExecutionResult; setResult(result: ExecutionResult): void }) {
      if (result.data === undefined) setResult({ ...result, data: await completedOfNothing(args) });
    },
  }),
};

async function completedOfNothing({ schema, document, variableValues, operationName }: ExecutionArgs) {
  const { data } = await execute({ schema, document, variableValues, operationName, rootValue: {} });
  return data ?? null;
}

/**
 * Hive leaves fields that are null out of what it sends for `@requires`; a subgraph refuses to answer where its disclosure was not asked for,
 * because that is not the same as a disclosure that was withheld. They are put back.
 */
export function requiredNulls(supergraphSdl: string): HivePlugin {
  const required = requiredFields(parse(supergraphSdl));
  return {
    onSubgraphExecute({ executionRequest: { document, variables } }) {
      // several `_entities` may be asked for at once, each with representations of its own
      const representations = Object.values(variables ?? {})
        .flat()
        .filter(isRepresentation);
      visit(document, {
        InlineFragment({ typeCondition, selectionSet }) {
          const ofType = typeCondition && required.get(typeCondition.name.value);
          if (!ofType) return;
          const names = selectionSet.selections.flatMap(
            (s) => (s.kind === Kind.FIELD && ofType.get(s.name.value)) || [],
          );
          for (const representation of representations)
            if (representation.__typename === typeCondition.name.value)
              for (const name of names) representation[name] ??= null;
        },
      });
    },
  };
}

const isRepresentation = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && '__typename' in value;

/** By type and field: the fields it requires, which the hub allows to be names only */
function requiredFields(supergraph: DocumentNode): Map<string, Map<string, string[]>> {
  const required = new Map<string, Map<string, string[]>>();
  for (const type of supergraph.definitions) {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    for (const field of type.fields ?? []) {
      const names = (field.directives ?? [])
        .filter(({ name }) => name.value === 'join__field')
        .flatMap((directive) => directive.arguments ?? [])
        .flatMap(({ name, value }) =>
          name.value === 'requires' && value.kind === Kind.STRING ? value.value.split(' ') : [],
        );
      if (names.length > 0)
        required.set(type.name.value, (required.get(type.name.value) ?? new Map()).set(field.name.value, names));
    }
  }
  return required;
}
