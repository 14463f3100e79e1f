import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Classified, connectionType, Payload } from '../../kit/index.js';
import { Clinic } from '../clinic/types.js';
import { ExamPriority } from '../evidence-window/vocabulary.js';
import { ExamKind } from '../exam-kind/exam-kind.js';
import { Victim } from '../victim.js';

export enum ExamWaitState {
  WAITING = 'WAITING',
  OFFERED = 'OFFERED',
  BOOKED = 'BOOKED',
  UNANSWERED = 'UNANSWERED',
  LEFT = 'LEFT',
  ENDED = 'ENDED',
}

registerEnumType(ExamWaitState, {
  name: 'ExamWaitState',
  description: 'Where an entry of the waiting list stands (FHIR R4 Appointment status waitlist, Task in brackets).',
  valuesConfig: {
    WAITING: { description: 'Waits for a time that fits (requested).' },
    OFFERED: { description: 'A time is held for it: confirm `offer` in ten minutes (ready).' },
    BOOKED: { description: 'An offer was confirmed (completed).' },
    UNANSWERED: { description: 'Three offers lapsed: nothing more is offered; join again (failed).' },
    LEFT: { description: 'Taken off the list by its holder (cancelled).' },
    ENDED: { description: 'Its latest time has passed (failed).' },
  },
});

@ObjectType({ description: 'An entry of the waiting list for an examination.' })
export class ExamWait {
  @Field(() => ID, { description: 'Id of the entry.' })
  @Classified('OPAQUE')
  id!: string;

  @Field(() => ExamKind, { description: 'Kind of examination.' })
  @Classified('FORENSIC')
  kind!: ExamKind;

  @Field(() => Clinic, { nullable: true, description: 'At this clinic; null for any in the region.' })
  @Classified('FORENSIC')
  clinic!: Clinic | null;

  @Field(() => String, { nullable: true, description: 'In this region, ISO 3166-2:KZ.' })
  @Classified('OPAQUE')
  regionCode!: string | null;

  @Field(() => Date, { description: 'Not before this.' })
  @Classified('OPAQUE')
  earliest!: Date;

  @Field(() => Date, { description: 'Not after this.' })
  @Classified('OPAQUE')
  latest!: Date;

  @Field(() => Boolean, { description: 'True: emergency care comes first, and she is served first afterwards.' })
  @Classified('FORENSIC')
  medicalNeed!: boolean;

  @Field(() => ExamPriority, { description: 'How soon it was due when it joined.' })
  @Classified('FORENSIC')
  priority!: ExamPriority;

  @Field(() => ExamWaitState, { description: 'Where it stands.' })
  @Classified('OPAQUE')
  state!: ExamWaitState;

  @Field(() => String, {
    description: "Its place in the line, in words of the caller's language that tell nothing of others.",
  })
  @Classified('OPAQUE')
  told!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The hold that is offered now: confirm it, or cancel it to decline.',
  })
  @Classified('OPAQUE')
  offer!: string | null;

  @Field(() => Date, { nullable: true, description: 'Until when the offer holds.' })
  @Classified('OPAQUE')
  offeredUntil!: Date | null;

  @Field(() => Date, { description: 'When it joined.' })
  @Classified('OPAQUE')
  joinedAt!: Date;

  @Field(() => String, { nullable: true, description: "Her reference in the clinic's own register." })
  @Classified('FORENSIC')
  localReference!: string | null;

  @Field(() => String, { nullable: true, description: 'Code of the referral that it follows.' })
  @Classified('OPAQUE')
  referralCode!: string | null;

  @Field(() => Boolean, { description: 'Of a child: only by examiners who are trained for it.' })
  @Classified('FORENSIC')
  paediatric!: boolean;

  @Field(() => Boolean, {
    description:
      'Whether a confirmed time may still be changed within `earliest` and `latest`, so that others are served in time.',
  })
  @Classified('OPAQUE')
  mayBeMoved!: boolean;

  @Field(() => Int, { description: 'Grows with each change.' })
  @Classified('OPAQUE')
  version!: number;

  @Field(() => Victim, {
    nullable: true,
    description: 'Her record. Null when none is named, or nothing of it is open to you.',
  })
  @Classified('OPAQUE')
  victim!: Victim | null;
}

export const ExamWaitConnection = connectionType(ExamWait, 'ExamWait');

@ObjectType({ description: 'Answer to the mutations of the waiting list.' })
export class ExamWaitPayload extends Payload {
  @Field(() => ExamWait, { nullable: true, description: 'The entry as it is now.' })
  examWait!: ExamWait | null;
}
