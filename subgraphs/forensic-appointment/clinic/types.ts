import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Classified, connectionType, Payload, type Text } from '../../kit/index.js';
import { ExamKind } from '../exam-kind/exam-kind.js';

@ObjectType({ description: 'How long an examination of a kind takes at a clinic.' })
export class ExamMinutes {
  @Field(() => ExamKind, { description: 'The kind.' })
  @Classified('OPAQUE')
  kind!: ExamKind;

  @Field(() => Int, { description: 'Minutes, without buffers.' })
  @Classified('OPAQUE')
  minutes!: number;
}

@ObjectType({ description: 'A place where forensic examinations are made. Its address is not part of the graph.' })
export class Clinic {
  @Field(() => ID, { description: 'Id of the clinic.' })
  @Classified('OPAQUE')
  id!: string;

  @Field(() => ID, { description: 'The agency that runs it.' })
  @Classified('OPAQUE')
  agency!: string;

  @Field(() => String, { description: 'Region, ISO 3166-2:KZ.' })
  @Classified('OPAQUE')
  regionCode!: string;

  @Field(() => String, { description: 'IANA time zone in which its opening hours and dates are meant.' })
  @Classified('OPAQUE')
  zone!: string;

  @Field(() => Int, { description: 'Examinations begin each so many minutes from the beginning of a shift.' })
  @Classified('OPAQUE')
  slotMinutes!: number;

  @Field(() => Int, { description: 'How long a time is held for whoever has not confirmed it yet, in minutes.' })
  @Classified('OPAQUE')
  holdMinutes!: number;

  @Field(() => Int, { description: 'How many days ahead it can be booked.' })
  @Classified('OPAQUE')
  horizonDays!: number;

  @Field(() => Int, { description: 'Minutes that are kept free before each examination.' })
  @Classified('OPAQUE')
  bufferBeforeMinutes!: number;

  @Field(() => Int, { description: 'Minutes that are kept free after each examination.' })
  @Classified('OPAQUE')
  bufferAfterMinutes!: number;

  @Field(() => Int, { description: 'Grows with each change; pass it as `expectedVersion`.' })
  @Classified('OPAQUE')
  version!: number;

  /** Behind the field `examMinutes` */
  examMinutesByKind!: Partial<Record<ExamKind, number>>;

  /** Behind the field `name`, which answers in the caller's language */
  names!: Text;
}

export const ClinicConnection = connectionType(Clinic, 'Clinic');

@ObjectType({ description: 'Answer to the mutations of a clinic and its schedule.' })
export class ClinicPayload extends Payload {
  @Field(() => Clinic, { nullable: true, description: 'The clinic as it is now.' })
  clinic!: Clinic | null;

  @Field(() => ID, { nullable: true, description: 'What was added or changed.' })
  id!: string | null;

  @Field(() => [ID], {
    nullable: true,
    description:
      'Confirmed appointments to come that now lie outside the hours of their examiner, or whose examiner, place or equipment is no longer in use. Nothing cancels them by itself.',
  })
  outside!: string[] | null;
}
