import { ArrayMaxSize, ArrayNotEmpty, IsDate, Length } from 'class-validator';
import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { Category, Classified, connectionType, Payload, Purpose } from '../../kit/index.js';

export enum ConsentForm {
  WRITTEN = 'WRITTEN',
  ORAL_WITNESSED = 'ORAL_WITNESSED',
}

export enum ConsentInterpreter {
  NONE = 'NONE',
  PROFESSIONAL = 'PROFESSIONAL',
  STAFF_MEMBER = 'STAFF_MEMBER',
  RELATIVE = 'RELATIVE',
}

export enum ConsentState {
  PROVISIONAL = 'PROVISIONAL',
  ACTIVE = 'ACTIVE',
  EXPIRED = 'EXPIRED',
  WITHDRAWN = 'WITHDRAWN',
}

export enum ConsentLanguage {
  kk = 'kk',
  ru = 'ru',
  en = 'en',
  other = 'other',
}

registerEnumType(ConsentForm, {
  name: 'ConsentForm',
  description: 'How she agreed.',
  valuesConfig: {
    WRITTEN: { description: 'In writing.' },
    ORAL_WITNESSED: { description: 'By word, before a witness: for a provisional consent at the scene only.' },
  },
});

registerEnumType(ConsentInterpreter, {
  name: 'ConsentInterpreter',
  description: 'Who interpreted.',
  valuesConfig: {
    NONE: { description: 'Nobody: it was explained in her language.' },
    PROFESSIONAL: { description: 'A professional interpreter.' },
    STAFF_MEMBER: { description: 'A member of staff.' },
    RELATIVE: { description: 'A relative. Always refused: it is here so that it can be refused with a reason.' },
  },
});

registerEnumType(ConsentState, {
  name: 'ConsentState',
  description: 'Life of a consent (FHIR Consent: active, inactive).',
  valuesConfig: {
    PROVISIONAL: { description: 'In force, taken at the scene, to be confirmed by an advocate.' },
    ACTIVE: { description: 'In force.' },
    EXPIRED: { description: 'Over.' },
    WITHDRAWN: { description: 'She took it back.' },
  },
});

registerEnumType(ConsentLanguage, {
  name: 'ConsentLanguage',
  description: 'Language in which the consent was read out.',
  valuesConfig: {
    kk: { description: 'Kazakh.' },
    ru: { description: 'Russian.' },
    en: { description: 'English.' },
    other: { description: 'Another language, through an interpreter.' },
  },
});

@InputType({
  description:
    'Her agreement that one agency may see stated parts of her record, for stated purposes, until a stated time.',
})
export class ConsentGrantInput {
  @Field(() => String, { description: 'A value you choose; sending again with the same value has no second effect.' })
  @Length(8, 100)
  idempotencyKey!: string;

  @Field(() => ID, { description: "Your agency's id for her." })
  victimId!: string;

  @Field(() => ID, { description: 'The one agency that may see it.' })
  recipient!: string;

  @Field(() => ID, { nullable: true, description: 'Only this unit of the agency.' })
  recipientUnit?: string | null;

  @Field(() => [Purpose], { description: 'For what it may be used.' })
  @ArrayNotEmpty()
  @ArrayMaxSize(11)
  purposes!: Purpose[];

  @Field(() => [Category], { description: 'What may be seen.' })
  @ArrayNotEmpty()
  @ArrayMaxSize(10)
  categories!: Category[];

  @Field(() => [Category], { defaultValue: [], description: 'What she expressly excludes.' })
  @ArrayMaxSize(10)
  excluded!: Category[];

  @Field(() => Date, { description: 'When it ends. Mandatory: at most 90 days, 72 hours for a provisional one.' })
  @IsDate()
  expiresAt!: Date;

  @Field(() => Boolean, { description: 'Taken at the scene, to be confirmed by an advocate without the police.' })
  provisional!: boolean;

  @Field(() => ConsentForm, { description: 'How she agreed.' })
  form!: ConsentForm;

  @Field(() => ConsentLanguage, { description: 'Language in which it was read out to her.' })
  language!: ConsentLanguage;

  @Field(() => ConsentInterpreter, { description: 'Who interpreted. A relative is refused.' })
  interpreter!: ConsentInterpreter;

  @Field(() => Boolean, { description: 'Somebody else witnessed it.' })
  witnessed!: boolean;

  @Field(() => Boolean, {
    description: 'What sharing means, and that no service depends on it, was explained. Must be true.',
  })
  consequencesExplained!: boolean;
}

@InputType({ description: 'An advocate has asked her again, without the police, and she agrees.' })
export class ConsentConfirmInput {
  @Field(() => ID, { description: 'The provisional consent.' })
  consentId!: string;

  @Field(() => ID, { description: "Your agency's id for her." })
  victimId!: string;

  @Field(() => Date, { description: 'When it ends: at most 90 days from now.' })
  @IsDate()
  expiresAt!: Date;
}

@InputType({
  description:
    'She takes her agreement back: by word, to any agency she tells. It works at once and cancels no booking.',
})
export class ConsentWithdrawInput {
  @Field(() => ID, { description: "Your agency's id for her." })
  victimId!: string;

  @Field(() => ID, { nullable: true, description: 'Only for this agency; without it, for all.' })
  recipient?: string | null;
}

@ObjectType({ description: 'An agreement of hers.' })
export class Consent {
  @Field(() => ID, { description: 'Id of the consent.' })
  @Classified('OPAQUE')
  id!: string;

  @Field(() => ID, { description: 'The one agency that may see it.' })
  @Classified('REFERRAL')
  recipient!: string;

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

@ObjectType({ description: 'Answer to consentWithdraw.' })
export class ConsentWithdrawPayload extends Payload {
  @Field(() => Date, {
    nullable: true,
    description: 'From this instant nothing is open on the ground of what was withdrawn.',
  })
  withdrawnAt!: Date | null;
}
