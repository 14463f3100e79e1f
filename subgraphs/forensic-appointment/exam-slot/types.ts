import { ArrayMaxSize, IsIn, IsOptional, IsUUID, Matches, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { REGION_CODES, UserError } from '../../kit/index.js';
import { Clinic } from '../clinic/types.js';
import { EmergencyCareFirst } from '../evidence-window/types.js';
import { EvidenceInjury, ExamDangerSign } from '../evidence-window/vocabulary.js';
import { ExamKind } from '../exam-kind/exam-kind.js';
import { ExaminerSex } from '../examiner/types.js';

@InputType({ description: 'What slot is looked for. Nothing in it identifies anybody.' })
export class ExamSlotsInput {
  @Field(() => ExamKind, { description: 'Kind of examination.' })
  kind!: ExamKind;

  @Field(() => Int, { description: 'How many slots, 1 to 50.' })
  @Min(1)
  @Max(50)
  first!: number;

  @Field(() => String, {
    nullable: true,
    description:
      'Her region (ISO 3166-2:KZ): among equals its slots come first, then those of the regions around it, then others.',
  })
  @IsOptional()
  @IsIn(REGION_CODES)
  regionCode?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only this clinic.' })
  @IsOptional()
  @IsUUID()
  clinic?: string | null;

  @Field(() => Date, { nullable: true, description: 'Earliest start; now when left out or passed.' })
  from?: Date | null;

  @Field(() => Int, { defaultValue: 7, description: 'How many days from there are searched, 1 to 90.' })
  @Min(1)
  @Max(90)
  days!: number;

  @Field(() => Date, { nullable: true, description: 'The last contact with him, for the evidence clock.' })
  lastContactAt?: Date | null;

  @Field(() => [ExamDangerSign], { defaultValue: [], description: 'Signs of danger to her health.' })
  dangerSigns!: ExamDangerSign[];

  @Field(() => [EvidenceInjury], {
    defaultValue: [],
    description: 'Her injuries: each has a clock of its own, and some are a danger by themselves.',
  })
  @ArrayMaxSize(Object.keys(EvidenceInjury).length)
  injuries!: EvidenceInjury[];

  @Field(() => Boolean, { defaultValue: false, description: 'Of a child: only examiners who are trained for it.' })
  paediatric!: boolean;

  @Field(() => ExaminerSex, { nullable: true, description: 'Only examiners of this sex.' })
  examinerSex?: ExaminerSex | null;

  @Field(() => String, { nullable: true, description: 'Only examiners who speak this language (ISO 639-1).' })
  @IsOptional()
  @Matches(/^[a-z]{2}$/)
  language?: string | null;
}

@ObjectType({
  description:
    'A time at which an examiner, a place and the equipment are free together. Free until somebody holds it.',
})
export class ExamSlot {
  @Field(() => ID, { description: 'Pass it to examHold.' })
  id!: string;

  @Field(() => Clinic, { description: 'Where.' })
  clinic!: Clinic;

  @Field(() => ID, { description: 'The examiner.' })
  examiner!: string;

  @Field(() => ExaminerSex, { description: "The examiner's sex." })
  examinerSex!: ExaminerSex;

  @Field(() => [String], { description: 'Languages the examiner speaks (ISO 639-1).' })
  languages!: string[];

  @Field(() => ExamKind, { description: 'Kind of examination.' })
  kind!: ExamKind;

  @Field(() => Date, { description: 'Begins.' })
  startsAt!: Date;

  @Field(() => Date, { description: 'Ends.' })
  endsAt!: Date;

  @Field(() => ID, {
    nullable: true,
    description: 'The mobile team that comes to her region; null: in a room of the clinic.',
  })
  mobileTeam!: string | null;

  @Field(() => Boolean, { description: 'True when the examiner is on call and comes for it.' })
  onCall!: boolean;

  @Field(() => String, { description: "Why it stands where it stands, in the caller's language." })
  rankReason!: string;
}

@ObjectType({ description: 'Free slots, the best first, and before them whether she needs emergency care.' })
export class ExamSlotList extends EmergencyCareFirst {
  @Field(() => [ExamSlot], { description: 'The slots, the best first.' })
  slots!: ExamSlot[];

  @Field(() => [UserError], {
    description:
      'What cannot be searched for; there are no slots then. Whether emergency care comes first is always said.',
  })
  userErrors!: UserError[];
}
