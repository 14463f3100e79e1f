import { Field, ID, ObjectType } from 'type-graphql';
import { Category, Classified, connectionType, Payload, Purpose } from '../../kit/index.js';
import {
  ConsentEventKind,
  ConsentForm,
  ConsentInterpreter,
  ConsentLanguage,
  ConsentState,
  ConsentWitness,
} from './vocabulary.js';

@ObjectType({ description: 'Something that happened to a consent. Kept for good.' })
export class ConsentEvent {
  @Field(() => ConsentEventKind, { description: 'What happened.' })
  @Classified('OPAQUE')
  kind!: ConsentEventKind;

  @Field(() => Date, { description: 'When.' })
  @Classified('OPAQUE')
  at!: Date;

  @Field(() => Date, { description: 'When the consent was to end from then on.' })
  @Classified('OPAQUE')
  expiresAt!: Date;

  @Field(() => ID, {
    nullable: true,
    description: 'Which agency recorded it: told to that agency and to her, null for others.',
  })
  @Classified('REFERRAL')
  agency!: string | null;

  @Field(() => ID, { nullable: true, description: 'Who of it recorded it: told as `agency` is.' })
  @Classified('REFERRAL')
  staff!: string | null;
}

@ObjectType({ description: 'An agreement of hers.' })
export class Consent {
  @Field(() => ID, { description: 'Id of the consent.' })
  @Classified('OPAQUE')
  id!: string;

  @Field(() => ID, { description: 'The one agency that may see it.' })
  @Classified('REFERRAL')
  recipient!: string;

  @Field(() => ID, { nullable: true, description: 'Only this unit of it; null for the whole agency.' })
  @Classified('REFERRAL')
  recipientUnit!: string | null;

  @Field(() => [ID], {
    nullable: true,
    description:
      'Units and members of staff of the recipient whom she excluded: told to the agency that took it and to her, null for others.',
  })
  @Classified('REFERRAL')
  excludedRecipients!: string[] | null;

  @Field(() => [Purpose], { description: 'For what it may be used.' })
  @Classified('REFERRAL')
  purposes!: Purpose[];

  @Field(() => [Category], { description: 'What may be seen.' })
  @Classified('REFERRAL')
  categories!: Category[];

  @Field(() => [Category], { description: 'What she expressly excluded.' })
  @Classified('REFERRAL')
  excluded!: Category[];

  @Field(() => ConsentState, { description: 'Where it stands now.' })
  @Classified('OPAQUE')
  state!: ConsentState;

  @Field(() => ID, {
    nullable: true,
    description:
      'The guardian who gave it for a child: told to the agency that took it and to her. Null when she gave it herself.',
  })
  @Classified('HOUSEHOLD')
  givenBy!: string | null;

  @Field(() => ConsentForm, { description: 'How she agreed.' })
  @Classified('OPAQUE')
  form!: ConsentForm;

  @Field(() => ConsentLanguage, { description: 'Language in which it was read out to her.' })
  @Classified('OPAQUE')
  language!: ConsentLanguage;

  @Field(() => ConsentInterpreter, { description: 'Who interpreted.' })
  @Classified('OPAQUE')
  interpreter!: ConsentInterpreter;

  @Field(() => ConsentWitness, { nullable: true, description: 'What kind of person witnessed it; null for nobody.' })
  @Classified('OPAQUE')
  witness!: ConsentWitness | null;

  @Field(() => Date, { description: 'When she agreed.' })
  @Classified('OPAQUE')
  grantedAt!: Date;

  @Field(() => Date, { description: 'When it ends by itself.' })
  @Classified('OPAQUE')
  expiresAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When an advocate confirmed it.' })
  @Classified('OPAQUE')
  confirmedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When she took it back.' })
  @Classified('OPAQUE')
  withdrawnAt!: Date | null;
}

export const ConsentConnection = connectionType(Consent, 'Consent');

@ObjectType({ description: 'Answer to consentGrant.' })
export class ConsentGrantPayload extends Payload {
  @Field(() => Consent, { nullable: true, description: 'The consent, in force.' })
  consent!: Consent | null;
}

@ObjectType({ description: 'Answer to consentConfirm.' })
export class ConsentConfirmPayload extends Payload {
  @Field(() => Consent, { nullable: true, description: 'The confirmed consent.' })
  consent!: Consent | null;
}

@ObjectType({ description: 'Answer to consentRenew.' })
export class ConsentRenewPayload extends Payload {
  @Field(() => Consent, { nullable: true, description: 'The consent, with its new end.' })
  consent!: Consent | null;
}
