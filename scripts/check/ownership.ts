import { Category } from '../../subgraphs/kit/index.js';
import type { CheckedSubgraph } from './checked-subgraph.js';
import { argument, directiveOf } from './directives.js';
import { objectTypes } from './personal-types.js';

/** Fields of `Victim` under a category that the subgraph does not claim: no token of it would ever be made for them. */
export function ownershipFaults({ name, sdl, owns }: CheckedSubgraph): string[] {
  if (name === 'consent') return [];
  return (objectTypes(sdl).get('Victim')?.fields ?? []).flatMap((field) => {
    const category = argument(directiveOf(field, 'classified'), 'category') as Category;
    if (!Object.values(Category).includes(category) || owns.includes(category)) return [];
    return [
      `${name}: Victim.${field.name.value} is ${category}, which is not among its own. Add it to \`owns\`, if nobody else owns it.`,
    ];
  });
}
