import { GraphQLLocalDate } from 'graphql-scalars';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Classified, connectionType, Payload } from '../../kit/index.js';
import { Victim } from '../victim.js';
import { ExamOrderAttachmentType } from './attachment.js';

/** Who may order an examination without taking part in the hub. */
export enum ExamOrderAuthorityKind {
  POLICE = 'POLICE',
  PROSECUTOR = 'PROSECUTOR',
  COURT = 'COURT',
  INVESTIGATOR = 'INVESTIGATOR',
  MEDICAL_ORGANISATION = 'MEDICAL_ORGANISATION',
  OTHER_AUTHORITY = 'OTHER_AUTHORITY',
}

export enum ExamPayer {
  STATE = 'STATE',
  INSURER = 'INSURER',
  SELF = 'SELF',
  OTHER = 'OTHER',
}

/** Status of a FHIR R4 ServiceRequest, as far as an order here has one: it blocks nothing, so it is neither on hold nor completed. */
export enum ExamOrderStatus {
  ACTIVE = 'ACTIVE',
  ENTERED_IN_ERROR = 'ENTERED_IN_ERROR',
}

export enum ExamOrderErrorReason {
  OTHER_PERSON = 'OTHER_PERSON',
  OTHER_APPOINTMENT = 'OTHER_APPOINTMENT',
  RECORDED_TWICE = 'RECORDED_TWICE',
  WRONG_CONTENT = 'WRONG_CONTENT',
  NO_ORDER = 'NO_ORDER',
}

registerEnumType(ExamOrderStatus, {
  name: 'ExamOrderStatus',
  description: 'Whether an order counts (FHIR R4 request-status).',
  valuesConfig: {
    ACTIVE: { description: 'It counts (active).' },
    ENTERED_IN_ERROR: { description: 'It should never have been there (entered-in-error).' },
  },
});

registerEnumType(ExamOrderErrorReason, {
  name: 'ExamOrderErrorReason',
  description: 'Why an order should not be there.',
  valuesConfig: {
    OTHER_PERSON: { description: 'It is about somebody else.' },
    OTHER_APPOINTMENT: { description: 'It is for another appointment.' },
    RECORDED_TWICE: { description: 'It was recorded twice.' },
    WRONG_CONTENT: { description: 'Its number, date, authority or scan is wrong. Record it anew.' },
    NO_ORDER: { description: 'It is no order for an examination.' },
  },
});

registerEnumType(ExamOrderAttachmentType, {
  name: 'ExamOrderAttachmentType',
  description: 'What the scan of an order is, by its first bytes.',
  valuesConfig: {
    PDF: { description: 'A PDF file.' },
    JPEG: { description: 'A JPEG photograph.' },
    PNG: { description: 'A PNG image.' },
  },
});

registerEnumType(ExamOrderAuthorityKind, {
  name: 'ExamOrderAuthorityKind',
  description: 'An authority outside the hub that ordered an examination.',
  valuesConfig: {
    POLICE: { description: 'A police department.' },
    PROSECUTOR: { description: "A prosecutor's office." },
    COURT: { description: 'A court.' },
    INVESTIGATOR: { description: 'An investigating body.' },
    MEDICAL_ORGANISATION: { description: 'A hospital or polyclinic.' },
    OTHER_AUTHORITY: { description: 'Another lawful authority.' },
  },
});

registerEnumType(ExamPayer, {
  name: 'ExamPayer',
  description: 'Who pays for an examination.',
  valuesConfig: {
    STATE: { description: 'The state.' },
    INSURER: { description: 'Health insurance.' },
    SELF: { description: 'She herself.' },
    OTHER: { description: 'Somebody else, such as an NGO.' },
  },
});

@ObjectType({
  description: 'The order for an examination (FHIR R4 ServiceRequest). None is needed for care or a booking.',
})
export class ExamOrder {
  @Field(() => ID, { description: 'Id of the order.' })
  @Classified('OPAQUE')
  id!: string;

  @Field(() => ID, { nullable: true, description: 'The appointment that it is for.' })
  @Classified('OPAQUE')
  appointmentId!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Code of the referral that it came with; only for the unit that recorded it.',
  })
  @Classified('OPAQUE')
  referralCode!: string | null;

  @Field(() => ID, { nullable: true, description: 'The agency of the hub that ordered it.' })
  @Classified('FORENSIC')
  authorityAgency!: string | null;

  @Field(() => ExamOrderAuthorityKind, {
    nullable: true,
    description: 'The authority outside the hub that ordered it.',
  })
  @Classified('FORENSIC')
  authorityKind!: ExamOrderAuthorityKind | null;

  @Field(() => String, {
    nullable: true,
    description: 'Its number. Null when her data has been erased, and for others once it was entered in error.',
  })
  @Classified('FORENSIC')
  number!: string | null;

  @Field(() => GraphQLLocalDate, { description: 'Its date.' })
  @Classified('FORENSIC')
  orderedOn!: string;

  @Field(() => ExamPayer, { description: 'Who pays.' })
  @Classified('FORENSIC')
  payer!: ExamPayer;

  @Field(() => ExamOrderAttachmentType, { nullable: true, description: 'What its scan is; null when there is none.' })
  @Classified('OPAQUE')
  attachmentType!: ExamOrderAttachmentType | null;

  @Field(() => Int, { nullable: true, description: 'Bytes of its scan.' })
  @Classified('OPAQUE')
  attachmentBytes!: number | null;

  @Field(() => Date, { description: 'When it was recorded.' })
  @Classified('OPAQUE')
  recordedAt!: Date;

  @Field(() => ExamOrderStatus, { description: 'Whether it counts.' })
  @Classified('OPAQUE')
  status!: ExamOrderStatus;

  @Field(() => ExamOrderErrorReason, {
    nullable: true,
    description: 'Why it was entered in error; null when it was not.',
  })
  @Classified('OPAQUE')
  errorReason!: ExamOrderErrorReason | null;

  @Field(() => Date, { nullable: true, description: 'When it was marked as entered in error; null when it was not.' })
  @Classified('OPAQUE')
  errorAt!: Date | null;

  @Field(() => Victim, {
    nullable: true,
    description: 'Her record. Null when none is named, or nothing of it is open to you.',
  })
  @Classified('OPAQUE')
  victim!: Victim | null;
}

export const ExamOrderConnection = connectionType(ExamOrder, 'ExamOrder');

@ObjectType({ description: 'The scan of an order.' })
export class ExamOrderAttachment {
  @Field(() => ExamOrderAttachmentType, { description: 'What it is.' })
  @Classified('OPAQUE')
  type!: ExamOrderAttachmentType;

  @Field(() => String, { description: 'The file, in base64.' })
  @Classified('FORENSIC')
  content!: string;
}

@ObjectType({ description: 'Answer to a mutation of an order.' })
export class ExamOrderPayload extends Payload {
  @Field(() => ExamOrder, { nullable: true, description: 'The order.' })
  examOrder!: ExamOrder | null;
}
