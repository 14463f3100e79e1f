import { Field, ID, ObjectType } from 'type-graphql';
import type { Text } from '../../kit/index.js';

@ObjectType({ description: 'A region of Kazakhstan: an oblast or a city of republican significance (ISO 3166-2:KZ).' })
export class Region {
  @Field(() => ID, { description: 'ISO 3166-2 code, e.g. KZ-75.' })
  code!: string;

  readonly names!: Text;
}
