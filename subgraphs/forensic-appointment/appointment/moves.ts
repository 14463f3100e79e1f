import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Classified } from '../../kit/index.js';

/** Why an appointment is at another time than before, in words that say nothing of anybody else. */
export enum ExamMoveReason {
  ASKED_FOR = 'ASKED_FOR',
  CLINIC_CHANGED_TIMES = 'CLINIC_CHANGED_TIMES',
}

registerEnumType(ExamMoveReason, {
  name: 'ExamMoveReason',
  description: 'Why an appointment was moved.',
  valuesConfig: {
    ASKED_FOR: { description: 'Another time was asked for.' },
    CLINIC_CHANGED_TIMES: { description: 'The clinic had to change its times.' },
  },
});

@ObjectType({ description: 'Where an appointment came from, or went to, when it was moved.' })
export class ExamMove {
  @Field(() => ID, { description: 'The other appointment.' })
  @Classified('OPAQUE')
  appointmentId!: string;

  @Field(() => Date, { description: 'When that begins.' })
  @Classified('FORENSIC')
  startsAt!: Date;

  @Field(() => Date, { description: 'When that ends.' })
  @Classified('FORENSIC')
  endsAt!: Date;

  @Field(() => ExamMoveReason, { description: 'Why it was moved.' })
  @Classified('FORENSIC')
  because!: ExamMoveReason;
}

/** SQL: a move as JSON, of an appointment `a` to or from one `o` that the requester is a party to as well; null, else. */
export const moveColumn = (joined: string, because: string, party: (alias: string) => string): string =>
  `(SELECT jsonb_build_object('appointmentId', o.id, 'startsAt', o.starts_at, 'endsAt', o.ends_at, 'because', ${because})
    FROM appointment o WHERE ${joined} AND ${party('o')} LIMIT 1)`;

/** A move as the column has it: JSON knows no dates. */
export function moveOf(stored: ExamMove | null): ExamMove | null {
  return stored && { ...stored, startsAt: new Date(stored.startsAt), endsAt: new Date(stored.endsAt) };
}
