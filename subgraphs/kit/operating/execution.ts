import { type DocumentNode, type ExecutionResult, Kind } from 'graphql';
import type { Caller } from '../requester.js';
import { fieldOf, foreseen } from './fault.js';
import type { LimitKind } from './fields.js';
import type { HoldAction } from './metrics.js';
import type { Operating } from './operating.js';
import { outcomeOf } from './outcome.js';
import type { Note } from './tracing.js';

interface RootField {
  readonly name: string;
  /** Under which it is in the answer */
  readonly key: string;
}

const ROOT_FIELDS = new WeakMap<DocumentNode, readonly RootField[]>();

/** The root fields of a document; what a fragment at the root brings is not counted, and the gateway's plans have none. */
function rootFields(document: DocumentNode): readonly RootField[] {
  let fields = ROOT_FIELDS.get(document);
  if (!fields) {
    fields = document.definitions.flatMap((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION
        ? definition.selectionSet.selections.flatMap((selection) =>
            selection.kind === Kind.FIELD
              ? [{ name: selection.name.value, key: (selection.alias ?? selection.name).value }]
              : [],
          )
        : [],
    );
    ROOT_FIELDS.set(document, fields);
  }
  return fields;
}

/** A call of a subgraph, as far as those who operate it may know it. */
interface Call {
  readonly caller: Caller;
  /** The first reason of each mutation that a rule refused, by its key in the answer */
  readonly refused: ReadonlyMap<string, string>;
  readonly limitsMet: ReadonlyMap<LimitKind, boolean>;
}

type Answer = Pick<ExecutionResult, 'data' | 'errors'>;

/** Runs the executions of a subgraph under a span, counts how each of their root fields ended, and logs what nobody foresaw. */
export function executionObserver(
  { log, metrics, tracing }: Operating,
  subgraph: string,
  holds: Readonly<Record<string, HoldAction>>,
): (document: DocumentNode, call: Call, work: () => PromiseLike<Answer> | Answer) => Promise<Answer> {
  function count(document: DocumentNode, errors: Answer['errors'], refused: Call['refused']): string {
    let worst = 'ok';
    for (const { name, key } of rootFields(document)) {
      const error = errors?.find(({ path }) => !path || path[0] === key);
      const code = error && outcomeOf(error.extensions.code);
      const reason = refused.get(key);
      const outcome = code ?? (reason ? 'refused' : 'ok');
      metrics.execution(subgraph, name, outcome);
      if (outcome !== 'ok') worst = outcome;
      const action = Object.hasOwn(holds, name) ? holds[name] : undefined;
      if (action) metrics.hold(subgraph, action, code ?? reason ?? 'ok');
    }
    return worst;
  }

  return (document, { caller, refused, limitsMet }, work) => {
    const { requestId, requester } = caller;
    const observe = async (note: Note) => {
      const answer = await work();
      const outcome = count(document, answer.errors, refused);
      note({ outcome });
      for (const [limit, tell] of limitsMet) {
        metrics.limited(limit);
        const agencyKind = requester?.agencyKind;
        if (tell) log.warn('victims_throttled', { subgraph, requestId, limit, agencyKind });
      }
      for (const error of answer.errors ?? []) {
        if (foreseen(error)) continue;
        log.error('field_failed', { subgraph, field: fieldOf(error), requestId, error: error.originalError });
      }
      return answer;
    };
    // background work has no requester: it begins a trace of its own
    return tracing.span('execution', { subgraph, requestId }, observe, { alone: requester === null });
  };
}
