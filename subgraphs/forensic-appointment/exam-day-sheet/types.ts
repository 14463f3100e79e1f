import { GraphQLLocalDate } from 'graphql-scalars';
import { Field, ObjectType } from 'type-graphql';
import { Classified } from '../../kit/index.js';
import { Appointment } from '../appointment/types.js';
import { Clinic } from '../clinic/types.js';

@ObjectType({ description: 'An examination on a day sheet.' })
export class ExamDaySheetEntry {
  @Field(() => String, { description: "When it begins by the clinic's clock, HH:MM." })
  @Classified('FORENSIC')
  localTime!: string;

  @Field(() => Appointment, { description: 'The examination: examiner, kind, state, her local reference. No name.' })
  @Classified('FORENSIC')
  appointment!: Appointment;

  @Field(() => String, { nullable: true, description: "The clinic's own short name for the room or mobile team." })
  @Classified('FORENSIC')
  place!: string | null;

  @Field(() => [String], { description: "The clinic's own short names for the equipment that is kept for it." })
  @Classified('FORENSIC')
  equipment!: string[];

  @Field(() => [String], { description: 'Numbers of the kits opened at it.' })
  @Classified('FORENSIC')
  kitNumbers!: string[];
}

@ObjectType({ description: "A clinic's day: what is to be done, in order." })
export class ExamDaySheet {
  @Field(() => Clinic, { description: 'The clinic.' })
  @Classified('OPAQUE')
  clinic!: Clinic;

  @Field(() => GraphQLLocalDate, { description: "The day by the clinic's calendar." })
  @Classified('OPAQUE')
  date!: string;

  @Field(() => Date, { description: 'When that day begins there.' })
  @Classified('OPAQUE')
  beginsAt!: Date;

  @Field(() => Date, { description: 'When it ends: 23, 24 or 25 hours later.' })
  @Classified('OPAQUE')
  endsAt!: Date;

  @Field(() => [ExamDaySheetEntry], {
    description: 'What begins on that day and stands: cancelled and lapsed ones are not on it.',
  })
  @Classified('OPAQUE')
  entries!: ExamDaySheetEntry[];
}
