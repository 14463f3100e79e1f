import { Directive } from 'type-graphql';
import type { Category } from './vocabulary.js';

/**
 * What a field of a personal type gives away: a category of the record, or OPAQUE for an identifier, state or time that says
 * nothing about a person to somebody who may see the object at all. On a field of `Victim` it is also the lock: `createSubgraph`
 * answers the field only against a disclosure token of that category. `npm run check` refuses a personal field without it.
 */
export function Classified(category: Category | 'OPAQUE' | `${Category}`): MethodDecorator & PropertyDecorator {
  return Directive(`@classified(category: "${category}")`) as MethodDecorator & PropertyDecorator;
}
