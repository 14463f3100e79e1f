import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Classified } from '../../kit/index.js';
import { ClosedReason, ScheduleExceptionKind, ScheduleKind } from './vocabulary.js';

registerEnumType(ScheduleKind, {
  name: 'ScheduleKind',
  description: 'What a schedule rule says.',
  valuesConfig: {
    OPEN: { description: 'The clinic is open.' },
    WORKING: { description: 'The examiner works, within the opening hours.' },
    ON_CALL: { description: 'The examiner comes when called, also outside opening hours.' },
  },
});

registerEnumType(ScheduleExceptionKind, {
  name: 'ScheduleExceptionKind',
  description: 'What an exception does.',
  valuesConfig: {
    CLOSED: { description: 'The clinic is closed.' },
    LEAVE: { description: 'The examiner is away.' },
    EXDATE: { description: 'An occurrence of a rule falls out (iCalendar EXDATE).' },
    RDATE: { description: 'A rule has one more occurrence (iCalendar RDATE).' },
  },
});

registerEnumType(ClosedReason, {
  name: 'ClosedReason',
  description: 'Why a clinic is closed.',
  valuesConfig: {
    PUBLIC_HOLIDAY: { description: 'Public holiday. Who is on call stays on call.' },
    NO_EXAMINER: { description: 'No examiner is on duty. Who is on call stays on call.' },
    PREMISES: { description: 'The premises cannot be used.' },
    QUARANTINE: { description: 'Closed by quarantine.' },
  },
});

@ObjectType({
  description: "When a clinic is open or an examiner is there, as an iCalendar rule in the clinic's zone.",
})
export class ScheduleRule {
  @Field(() => ID, { description: 'Id of the rule.' })
  @Classified('OPAQUE')
  id!: string;

  @Field(() => ScheduleKind, { description: 'What it says.' })
  @Classified('OPAQUE')
  kind!: ScheduleKind;

  @Field(() => ID, { nullable: true, description: 'The examiner; null for the clinic.' })
  @Classified('OPAQUE')
  examiner!: string | null;

  @Field(() => String, { description: "First beginning, in the wall time of the clinic's zone: YYYY-MM-DDTHH:MM." })
  @Classified('OPAQUE')
  startsAt!: string;

  @Field(() => Int, { description: 'How long each lasts, in minutes of wall time.' })
  @Classified('OPAQUE')
  minutes!: number;

  @Field(() => String, { nullable: true, description: 'How it recurs: value of an iCalendar RRULE. Null: once.' })
  @Classified('OPAQUE')
  rrule!: string | null;

  @Field(() => Int, { description: 'On call: within how many minutes the examiner is there. Otherwise 0.' })
  @Classified('OPAQUE')
  reachMinutes!: number;

  @Field(() => Int, { description: 'Grows with each change; pass it as `expectedVersion`.' })
  @Classified('OPAQUE')
  version!: number;
}

@ObjectType({ description: 'What is otherwise than the rules say.' })
export class ScheduleException {
  @Field(() => ID, { description: 'Id of the exception.' })
  @Classified('OPAQUE')
  id!: string;

  @Field(() => ScheduleExceptionKind, { description: 'What it does.' })
  @Classified('OPAQUE')
  kind!: ScheduleExceptionKind;

  @Field(() => ID, { nullable: true, description: 'The examiner who is away.' })
  @Classified('OPAQUE')
  examiner!: string | null;

  @Field(() => ID, { nullable: true, description: 'The rule of which an occurrence falls out or is added.' })
  @Classified('OPAQUE')
  rule!: string | null;

  @Field(() => String, {
    description: "Wall time in the clinic's zone: from when, or at which time the rule would occur: YYYY-MM-DDTHH:MM.",
  })
  @Classified('OPAQUE')
  startsAt!: string;

  @Field(() => String, { nullable: true, description: 'Until when, in the same wall time. Null for EXDATE and RDATE.' })
  @Classified('OPAQUE')
  endsAt!: string | null;

  @Field(() => ClosedReason, { nullable: true, description: 'Why the clinic is closed.' })
  @Classified('OPAQUE')
  reason!: ClosedReason | null;
}

@ObjectType({
  description: 'Time in which a clinic is open, or an examiner can examine there; follows from the rules.',
})
export class Shift {
  @Field(() => ScheduleKind, { description: 'What it is.' })
  @Classified('OPAQUE')
  kind!: ScheduleKind;

  @Field(() => ID, { nullable: true, description: 'The examiner; null for the clinic.' })
  @Classified('OPAQUE')
  examiner!: string | null;

  @Field(() => ID, { description: 'The rule that it follows from.' })
  @Classified('OPAQUE')
  rule!: string;

  @Field(() => Date, { description: 'Begins.' })
  @Classified('OPAQUE')
  startsAt!: Date;

  @Field(() => Date, { description: 'Ends.' })
  @Classified('OPAQUE')
  endsAt!: Date;
}
