import { ArrayMaxSize, ArrayNotEmpty, Length, ValidateNested } from 'class-validator';
import { Field, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { Classified, Payload } from '../../../kit/index.js';
import { RiskLevel } from '../vocabulary.js';

/** The languages of the hub, as an enum of the API. */
export enum RiskQuestionLanguage {
  kk = 'kk',
  ru = 'ru',
  en = 'en',
}

registerEnumType(RiskQuestionLanguage, {
  name: 'RiskQuestionLanguage',
  description: 'Language of a wording, ISO 639-1.',
  valuesConfig: {
    kk: { description: 'Kazakh.' },
    ru: { description: 'Russian.' },
    en: { description: 'English.' },
  },
});

@ObjectType({ description: 'An item of an instrument.' })
export class RiskItem {
  @Field(() => String, { description: 'Id of the item.' })
  @Classified('OPAQUE')
  id!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The question in your language; null until your administrator has loaded it (`riskQuestionsLoad`).',
  })
  @Classified('OPAQUE')
  question!: string | null;
}

@ObjectType({ description: 'A rule of an instrument.' })
export class RiskRule {
  @Field(() => String, { description: 'Id of the rule, as results name it.' })
  @Classified('OPAQUE')
  id!: string;

  @Field(() => RiskLevel, { description: 'The level that it gives.' })
  @Classified('OPAQUE')
  level!: RiskLevel;

  @Field(() => String, { description: 'The rule in your language.' })
  @Classified('OPAQUE')
  text!: string;
}

@ObjectType({ description: 'An instrument for the assessment of risk. A version is never changed.' })
export class RiskInstrument {
  @Field(() => String, { description: 'Id of the instrument.' })
  @Classified('OPAQUE')
  id!: string;

  @Field(() => String, { description: 'Version. Where thresholds differ, that is another version.' })
  @Classified('OPAQUE')
  version!: string;

  @Field(() => String, { description: 'Name.' })
  @Classified('OPAQUE')
  name!: string;

  @Field(() => String, { description: 'Where its rules come from.' })
  @Classified('OPAQUE')
  source!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Who has reviewed it for use here; null until somebody has: then it is to be reviewed before use.',
  })
  @Classified('OPAQUE')
  reviewedBy!: string | null;

  @Field(() => [RiskItem], { description: 'Its items, in their order.' })
  @Classified('OPAQUE')
  items!: RiskItem[];

  @Field(() => [RiskRule], { description: 'Its rules, in the order in which they are looked at.' })
  @Classified('OPAQUE')
  rules!: RiskRule[];
}

@InputType({ description: 'Wording of one item.' })
export class RiskQuestionInput {
  @Field(() => String, { description: 'Id of the item.' })
  @Length(1, 40)
  item!: string;

  @Field(() => String, { description: 'The question as it is asked.' })
  @Length(3, 1_000)
  question!: string;
}

@InputType({ description: 'The wording of an instrument that your agency may use.' })
export class RiskQuestionsLoadInput {
  @Field(() => String, { description: 'Id of the instrument.' })
  @Length(1, 40)
  instrument!: string;

  @Field(() => String, { description: 'Version of the instrument.' })
  @Length(1, 40)
  version!: string;

  @Field(() => RiskQuestionLanguage, { description: 'Language of the wording.' })
  language!: RiskQuestionLanguage;

  @Field(() => String, { description: 'By what right: licence, permission, own translation. Kept with the wording.' })
  @Length(3, 500)
  licence!: string;

  @Field(() => [RiskQuestionInput], { description: 'The questions; all of them, they replace those of before.' })
  @ArrayNotEmpty()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  questions!: RiskQuestionInput[];
}

@ObjectType({ description: 'Answer to riskQuestionsLoad.' })
export class RiskQuestionsLoadPayload extends Payload {
  @Field(() => RiskInstrument, {
    nullable: true,
    description: 'The instrument with its wording; null when nothing was loaded.',
  })
  riskInstrument!: RiskInstrument | null;
}
