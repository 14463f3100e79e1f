/** What a name can be the name of. `operation`: of a registered operation, never one that a client made up. */
export type NameKind = 'process' | 'subgraph' | 'operation' | 'field' | 'statement' | 'hold';

/** More than any schema has: who learns names without end has learnt them from callers. */
const MOST = 20_000;

const KNOWN: Readonly<Record<NameKind, Set<string>>> = {
  process: new Set(),
  subgraph: new Set(),
  operation: new Set(),
  field: new Set(),
  statement: new Set(),
  hold: new Set(),
};

/**
 * Names out of this code, its schemas and the register of operations. Log lines, metrics and spans carry a name only when it was learnt here
 * before, so that what a client calls its operation or its alias reaches none of them, whatever it looks like.
 */
export function learnNames(kind: NameKind, names: Iterable<string>): void {
  for (const name of names) {
    KNOWN[kind].add(name);
    if (KNOWN[kind].size > MOST)
      throw new Error(`More than ${MOST} names of kind ${kind}: these are not from the code.`);
  }
}

export function isKnownName(kind: NameKind, name: unknown): name is string {
  return typeof name === 'string' && KNOWN[kind].has(name);
}
