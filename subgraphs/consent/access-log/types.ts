import { ArrayMaxSize } from 'class-validator';
import { Directive, Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { Category, Classified, connectionType, Purpose } from '../../kit/index.js';
import { DisclosureBasis } from '../victim/types.js';

export enum AccessKind {
  DISCLOSURE = 'DISCLOSURE',
  OWN_RECORD = 'OWN_RECORD',
  ACCESS_LOG = 'ACCESS_LOG',
  SUBJECT = 'SUBJECT',
  ENTERED_IN_ERROR = 'ENTERED_IN_ERROR',
}

registerEnumType(AccessKind, {
  name: 'AccessKind',
  description: 'What kind of look it was, or what else was done.',
  valuesConfig: {
    DISCLOSURE: { description: 'A part of her record was opened.' },
    OWN_RECORD: { description: 'An agency looked at its own record about her: a referral, an appointment, a stay.' },
    ACCESS_LOG: { description: 'This log was read.' },
    SUBJECT: { description: 'She looked at her own page; agency and staff are those who handed her the code.' },
    ENTERED_IN_ERROR: {
      description:
        'No look: an agency marked a record of its own about her as entered in error. It is on her record no more and counts nowhere.',
    },
  },
});

@ObjectType({
  description: 'One look at something of hers, or that something on her record was marked as entered in error.',
})
export class AccessLogEntry {
  @Field(() => ID, { description: 'Id of the entry.' })
  @Classified('OPAQUE')
  id!: string;

  @Field(() => AccessKind, { description: 'What kind of look it was, or what else was done.' })
  @Classified('REFERRAL')
  kind!: AccessKind;

  @Field(() => Category, {
    nullable: true,
    description: 'What was seen, or marked; null for the log itself and for her own page.',
  })
  @Classified('REFERRAL')
  category!: Category | null;

  @Field(() => DisclosureBasis, {
    nullable: true,
    description:
      'On what ground it was open: her consent, or another one that an agency recorded; null for a record of its own.',
  })
  @Classified('REFERRAL')
  basis!: DisclosureBasis | null;

  @Field(() => Purpose, { description: 'For what.' })
  @Classified('REFERRAL')
  purpose!: Purpose;

  @Field(() => ID, { description: 'Which member of staff looked, or marked it: whom a wall can keep out from now on.' })
  @Classified('REFERRAL')
  staff!: string;

  @Field(() => ID, { description: 'Which agency looked, or marked it.' })
  @Classified('REFERRAL')
  agency!: string;

  @Field(() => Date, { description: 'When.' })
  @Classified('REFERRAL')
  at!: Date;
}

export const AccessLogEntryConnection = connectionType(AccessLogEntry, 'AccessLogEntry');

@InputType({ description: "A look at a subgraph's own record, or a mark of one." })
@Directive('@inaccessible')
export class AccessLogLookInput {
  @Field(() => ID, { description: "Id in the subgraph's own log." })
  sourceId!: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'It is no look: the record was marked as entered in error.',
  })
  enteredInError!: boolean;

  @Field(() => ID, { description: "The victim's internal key." })
  victim!: string;

  @Field(() => Category, { description: 'What was seen.' })
  category!: Category;

  @Field(() => ID, { description: 'Agency.' })
  agency!: string;

  @Field(() => ID, { nullable: true, description: 'Unit.' })
  unit?: string | null;

  @Field(() => ID, { description: 'Member of staff.' })
  staff!: string;

  @Field(() => String, { description: 'Role.' })
  role!: string;

  @Field(() => Purpose, { description: 'Purpose of use.' })
  purpose!: Purpose;

  @Field(() => String, { description: 'Request.' })
  requestId!: string;

  @Field(() => Date, { description: 'When.' })
  at!: Date;
}

@InputType({ description: 'Looks at own records, and marks of them, from a subgraph.' })
@Directive('@inaccessible')
export class AccessLogAppendInput {
  @Field(() => [AccessLogLookInput], { description: 'The looks.' })
  @ArrayMaxSize(500)
  looks!: AccessLogLookInput[];
}
