import type { CheckedSubgraph } from './checked-subgraph.js';
import { classificationFaults } from './classification.js';
import { collisionFaults } from './collisions.js';
import { compose } from './composition.js';
import { descriptionFaults } from './descriptions.js';
import { linkFaults } from './directives.js';
import { ownershipFaults } from './ownership.js';
import { purposeFaults } from './purposes.js';

/** Everything that keeps a subgraph out of the hub of the others: one line each, naming `Type.field` and what to do. */
export function subgraphFaults(subgraph: CheckedSubgraph, others: readonly CheckedSubgraph[]): string[] {
  const own = [...aloneFaults(subgraph), ...collisionFaults(subgraph, others)];
  const sdls = new Map([...others, subgraph].map(({ name, sdl }) => [name, sdl]));
  // what one of the rules above has named, composition says again in its own words
  const named = new Set(own.flatMap((line) => coordinate(line) ?? []));
  const more = compose(sdls).faults.filter((fault) => {
    const at = coordinate(fault) ?? '';
    return !named.has(at) && !named.has(at.split('.')[0]!);
  });
  return [...own, ...more, ...descriptionFaults(subgraph.name, subgraph.sdl)];
}

/** What is wrong with a subgraph whichever hub it is in. */
export function aloneFaults(subgraph: CheckedSubgraph): string[] {
  const { name, sdl, unguarded } = subgraph;
  return [
    ...linkFaults(name, sdl),
    ...unguarded.map((fault) => `${fault} Say for which purposes, kinds of agency and roles.`),
    ...classificationFaults(name, sdl),
    ...ownershipFaults(subgraph),
    ...purposeFaults(subgraph),
  ];
}

/** The `Type.field`, or the type, that a line is about. */
const coordinate = (line: string): string | undefined => /^[\w -]+: (\w+(?:\.\w+)?)/.exec(line)?.[1];
