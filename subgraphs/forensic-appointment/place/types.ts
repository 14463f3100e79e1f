import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Classified } from '../../kit/index.js';
import { ExamKind } from '../exam-kind/exam-kind.js';

export enum ExamPlaceKind {
  ROOM = 'ROOM',
  MOBILE_TEAM = 'MOBILE_TEAM',
}

registerEnumType(ExamPlaceKind, {
  name: 'ExamPlaceKind',
  description: 'Where an examination is made.',
  valuesConfig: {
    ROOM: { description: 'A room of the clinic.' },
    MOBILE_TEAM: { description: 'A team that goes to the regions that it covers.' },
  },
});

@ObjectType({ description: 'A room of a clinic, or a mobile team: one examination at a time.' })
export class ExamPlace {
  @Field(() => ID, { description: 'Id of the place.' })
  @Classified('OPAQUE')
  id!: string;

  @Field(() => ExamPlaceKind, { description: 'A room or a team.' })
  @Classified('OPAQUE')
  kind!: ExamPlaceKind;

  @Field(() => String, { description: "The clinic's own short name for it." })
  @Classified('OPAQUE')
  label!: string;

  @Field(() => [ExamKind], { description: 'Kinds of examination that can be made there.' })
  @Classified('OPAQUE')
  fitFor!: ExamKind[];

  @Field(() => [String], { description: 'Regions that a team covers, ISO 3166-2:KZ. Empty for a room.' })
  @Classified('OPAQUE')
  regions!: string[];

  @Field(() => Int, { description: 'Minutes that a team travels before and after an examination. 0 for a room.' })
  @Classified('OPAQUE')
  travelMinutes!: number;

  @Field(() => Boolean, { description: 'False when nothing new is booked there.' })
  @Classified('OPAQUE')
  active!: boolean;

  @Field(() => Int, { description: 'Grows with each change; pass it as `expectedVersion`.' })
  @Classified('OPAQUE')
  version!: number;
}
