import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Classified } from '../../kit/index.js';

export enum ClosedDateReason {
  PUBLIC_HOLIDAY = 'PUBLIC_HOLIDAY',
  NO_EXAMINER = 'NO_EXAMINER',
  PREMISES = 'PREMISES',
  QUARANTINE = 'QUARANTINE',
}

registerEnumType(ClosedDateReason, {
  name: 'ClosedDateReason',
  description: 'Why a clinic is closed on a date.',
  valuesConfig: {
    PUBLIC_HOLIDAY: { description: 'Public holiday.' },
    NO_EXAMINER: { description: 'No examiner is on duty.' },
    PREMISES: { description: 'The premises cannot be used.' },
    QUARANTINE: { description: 'Closed by quarantine.' },
  },
});

@ObjectType({ description: "A weekly opening time, in the wall time of the clinic's zone." })
export class OpeningHours {
  @Field(() => Int, { description: 'Day of the week on which it begins: 1 Monday to 7 Sunday.' })
  @Classified('OPAQUE')
  weekday!: number;

  @Field(() => String, { description: 'Opens at, HH:MM.' })
  @Classified('OPAQUE')
  opens!: string;

  @Field(() => String, {
    description: 'Closes at, HH:MM; not later than `opens` means on the next day, equal means 24 hours.',
  })
  @Classified('OPAQUE')
  closes!: string;
}

@ObjectType({ description: 'A local date on which nothing takes place at a clinic.' })
export class ClosedDate {
  @Field(() => String, { description: "Date in the clinic's zone, YYYY-MM-DD." })
  @Classified('OPAQUE')
  date!: string;

  @Field(() => ClosedDateReason, { description: 'Why.' })
  @Classified('OPAQUE')
  reason!: ClosedDateReason;
}
