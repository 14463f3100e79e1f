import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Classified, connectionType } from '../../kit/index.js';

export enum VictimsOf {
  STAFF = 'STAFF',
  AGENCY = 'AGENCY',
}

registerEnumType(VictimsOf, {
  name: 'VictimsOf',
  description: 'Whose number of different victims in an hour was reached.',
  valuesConfig: {
    STAFF: { description: "The member of staff's own." },
    AGENCY: { description: "The whole agency's." },
  },
});

@ObjectType({
  description: 'That a member of staff was refused further victims within an hour. Whom he asked for is not said.',
})
export class ThrottledStaff {
  @Field(() => ID, { description: 'Id of the member of staff.' })
  @Classified('OPAQUE')
  staff!: string;

  @Field(() => VictimsOf, { description: 'Which limit was met.' })
  @Classified('OPAQUE')
  victimsOf!: VictimsOf;

  @Field(() => Date, { description: 'The first refusal of that hour.' })
  @Classified('OPAQUE')
  firstAt!: Date;

  @Field(() => Date, { description: 'The last refusal of that hour.' })
  @Classified('OPAQUE')
  lastAt!: Date;

  @Field(() => Int, { description: 'How many requests were refused in that hour.' })
  @Classified('OPAQUE')
  refusals!: number;
}

export const ThrottledStaffConnection = connectionType(ThrottledStaff, 'ThrottledStaff');
