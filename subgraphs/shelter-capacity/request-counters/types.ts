import { Field, Int, ObjectType } from 'type-graphql';
import { Classified } from '../../kit/index.js';

@ObjectType({ description: "How many requests wait for your agency's shelters, counted at this moment." })
export class BedRequestCounters {
  @Field(() => Int, { description: 'Held and not answered yet, or answered on the telephone alone.' })
  @Classified('OPAQUE')
  toScreen!: number;

  @Field(() => Int, { description: 'Sent to several shelters, open, with no offer of yours and not declined.' })
  @Classified('OPAQUE')
  toOffer!: number;
}
