import { ArrayMaxSize, ArrayNotEmpty, IsDate, Length } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { Category, Purpose } from '../../kit/index.js';
import { ConsentForm, ConsentInterpreter, ConsentLanguage, ConsentWitness } from './vocabulary.js';

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

  @Field(() => [ID], {
    defaultValue: [],
    description: 'Units or members of staff of that agency whom she excludes by id: it opens nothing to them.',
  })
  @ArrayMaxSize(20)
  @Length(1, 100, { each: true })
  excludedRecipients!: string[];

  @Field(() => Date, {
    description: 'When it ends. Mandatory: at most 72 hours for a provisional one, else as the hub is set (90 days).',
  })
  @IsDate()
  expiresAt!: Date;

  @Field(() => Boolean, { description: 'Taken at the scene, to be confirmed by an advocate without the police.' })
  provisional!: boolean;

  @Field(() => ID, {
    nullable: true,
    description:
      'For a child: the guardian who gives it with her (`guardianRecord`). Leave it out when she may give it alone at her age.',
  })
  givenBy?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Given by a guardian: the child agreed too. She is asked from the age of 10.',
  })
  minorAgreed?: boolean | null;

  @Field(() => ConsentForm, { description: 'How she agreed.' })
  form!: ConsentForm;

  @Field(() => ConsentLanguage, { description: 'Language in which it was read out to her.' })
  language!: ConsentLanguage;

  @Field(() => ConsentInterpreter, { description: 'Who interpreted. A relative is refused.' })
  interpreter!: ConsentInterpreter;

  @Field(() => Boolean, { description: 'Somebody else witnessed it.' })
  witnessed!: boolean;

  @Field(() => ConsentWitness, { nullable: true, description: 'What kind of person witnessed it.' })
  witness?: ConsentWitness | null;

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

  @Field(() => Date, { description: 'When it ends: not later than the hub is set to (90 days from now).' })
  @IsDate()
  expiresAt!: Date;
}

@InputType({ description: 'She was asked again before it ended, in writing, and goes on agreeing.' })
export class ConsentRenewInput {
  @Field(() => String, { description: 'A value you choose; sending again with the same value has no second effect.' })
  @Length(8, 100)
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The consent: in force, and not a provisional one.' })
  consentId!: string;

  @Field(() => ID, { description: "Your agency's id for her." })
  victimId!: string;

  @Field(() => Date, {
    description: 'When it ends now: later than before, not later than the hub is set to (90 days from now).',
  })
  @IsDate()
  expiresAt!: Date;

  @Field(() => ConsentLanguage, { description: 'Language in which it was read out to her.' })
  language!: ConsentLanguage;

  @Field(() => ConsentInterpreter, { description: 'Who interpreted. A relative is refused.' })
  interpreter!: ConsentInterpreter;

  @Field(() => Boolean, {
    description: 'What sharing means, and that no service depends on it, was explained again. Must be true.',
  })
  consequencesExplained!: boolean;
}
