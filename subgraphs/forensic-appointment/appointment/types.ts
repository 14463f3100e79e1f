import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Classified, connectionType } from '../../kit/index.js';
import { Clinic } from '../clinic/types.js';
import { ExamPriority } from '../evidence-window/vocabulary.js';
import { ExamKind } from '../exam-kind/exam-kind.js';
import { Victim } from '../victim.js';
import { AppointmentState } from './life-cycle.js';
import { ExamMove } from './moves.js';

export enum ExamCancelReason {
  SHE_ASKED = 'SHE_ASKED',
  EMERGENCY_CARE = 'EMERGENCY_CARE',
  EXAMINER_UNAVAILABLE = 'EXAMINER_UNAVAILABLE',
  CLINIC_UNAVAILABLE = 'CLINIC_UNAVAILABLE',
  MOVED_TO_ANOTHER_TIME = 'MOVED_TO_ANOTHER_TIME',
  BOOKED_IN_ERROR = 'BOOKED_IN_ERROR',
}

export enum ExamOverrideReason {
  MEDICAL_NEED = 'MEDICAL_NEED',
  EVIDENCE_ENDS_SOON = 'EVIDENCE_ENDS_SOON',
  DANGER = 'DANGER',
  CHILD = 'CHILD',
}

registerEnumType(ExamOverrideReason, {
  name: 'ExamOverrideReason',
  description: 'Why an urgent examination takes the time of another one.',
  valuesConfig: {
    MEDICAL_NEED: { description: 'Her health cannot wait.' },
    EVIDENCE_ENDS_SOON: { description: 'What can be taken will soon be lost.' },
    DANGER: { description: 'She is in danger and cannot come at another time.' },
    CHILD: { description: 'A child is examined.' },
  },
});

registerEnumType(AppointmentState, {
  name: 'AppointmentState',
  description: 'Life of an appointment (FHIR R4 Appointment in brackets).',
  valuesConfig: {
    HELD: { description: 'The time is kept for her until `heldUntil` (pending).' },
    CONFIRMED: { description: 'Confirmed (booked).' },
    ARRIVED: { description: 'She is there (arrived).' },
    IN_PROGRESS: { description: 'The examination has begun (arrived, its Encounter in progress).' },
    COMPLETED: { description: 'The examination is over (fulfilled).' },
    STOPPED: { description: 'She stopped it, which is her right and no failure (fulfilled).' },
    CANCELLED: { description: 'Cancelled, with a reason (cancelled).' },
    NO_SHOW: { description: 'Nobody came (noshow).' },
    LAPSED: { description: 'The hold ran out before anybody confirmed it (cancelled).' },
  },
});

registerEnumType(ExamCancelReason, {
  name: 'ExamCancelReason',
  description: 'Why an appointment was cancelled.',
  valuesConfig: {
    SHE_ASKED: { description: 'She asked for it.' },
    EMERGENCY_CARE: { description: 'She went to emergency care instead.' },
    EXAMINER_UNAVAILABLE: { description: 'The examiner is not available.' },
    CLINIC_UNAVAILABLE: { description: 'The clinic cannot receive her.' },
    MOVED_TO_ANOTHER_TIME: { description: 'Another time or clinic was taken.' },
    BOOKED_IN_ERROR: { description: 'It was booked in error.' },
  },
});

@ObjectType({ description: 'A forensic examination at a time: held, confirmed, made.' })
export class Appointment {
  @Field(() => ID, { description: 'Id of the appointment.' })
  @Classified('OPAQUE')
  id!: string;

  @Field(() => Clinic, { description: 'Where.' })
  @Classified('FORENSIC')
  clinic!: Clinic;

  @Field(() => ID, { nullable: true, description: 'The examiner; only for the clinic and the holder of the time.' })
  @Classified('OPAQUE')
  examiner!: string | null;

  @Field(() => ExamKind, { description: 'Kind of examination.' })
  @Classified('FORENSIC')
  kind!: ExamKind;

  @Field(() => ExamPriority, { description: 'How soon it was due when the time was held.' })
  @Classified('FORENSIC')
  priority!: ExamPriority;

  @Field(() => Date, { description: 'Begins.' })
  @Classified('FORENSIC')
  startsAt!: Date;

  @Field(() => Date, { description: 'Ends.' })
  @Classified('FORENSIC')
  endsAt!: Date;

  @Field(() => AppointmentState, { description: 'Where it stands.' })
  @Classified('FORENSIC')
  state!: AppointmentState;

  @Field(() => Date, { nullable: true, description: 'A hold that is not confirmed by then is no longer valid.' })
  @Classified('OPAQUE')
  heldUntil!: Date | null;

  @Field(() => ID, { nullable: true, description: 'Agency that holds the time; only for the clinic and the holder.' })
  @Classified('OPAQUE')
  holder!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Her reference in the clinic's own register; only for the clinic and the holder of the time.",
  })
  @Classified('FORENSIC')
  localReference!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Ten digits that are read out: of the referral that it follows, or drawn when it was held; only for the clinic and the holder of the time.',
  })
  @Classified('OPAQUE')
  referralCode!: string | null;

  @Field(() => ExamCancelReason, {
    nullable: true,
    description: 'Why it was cancelled; only for the clinic and the holder.',
  })
  @Classified('FORENSIC')
  cancelReason!: ExamCancelReason | null;

  @Field(() => ExamOverrideReason, {
    nullable: true,
    description: 'Why it took the time of another one; only for the clinic and the holder.',
  })
  @Classified('FORENSIC')
  overrideReason!: ExamOverrideReason | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Of a hold: the appointment that is kept until this one is confirmed, and cancelled then.',
  })
  @Classified('OPAQUE')
  replaces!: string | null;

  @Field(() => ExamMove, {
    nullable: true,
    description: 'The appointment whose place it took over, if it is yours too.',
  })
  @Classified('OPAQUE')
  movedFrom!: ExamMove | null;

  @Field(() => ExamMove, {
    nullable: true,
    description: 'The appointment that took over its place, if it is yours too.',
  })
  @Classified('OPAQUE')
  movedTo!: ExamMove | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Entry of the waiting list that it is offered to: confirm it to accept. Only for the holder.',
  })
  @Classified('OPAQUE')
  waitId!: string | null;

  @Field(() => Int, { description: 'Grows with each change; pass it as `expectedVersion`.' })
  @Classified('OPAQUE')
  version!: number;

  @Field(() => Victim, {
    nullable: true,
    description: 'Her record. Null when none is named, or nothing of it is open to you.',
  })
  @Classified('OPAQUE')
  victim!: Victim | null;
}

export const AppointmentConnection = connectionType(Appointment, 'Appointment');
