import { IsOptional, IsUUID, Length, Matches } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { LOCAL_REFERENCE, REFERRAL_CODE } from '../appointment/rules.js';
import { ExamDangerSign } from '../evidence-window/vocabulary.js';
import { ExamKind } from '../exam-kind/exam-kind.js';
import { ExaminerSex } from '../examiner/types.js';

@InputType({ description: 'What she waits for. Freed times that fit are held for you for ten minutes each.' })
export class ExamWaitJoinInput {
  @Field(() => String, { description: 'A value you choose; sending again with the same value has no second effect.' })
  @Length(8, 100)
  idempotencyKey!: string;

  @Field(() => ExamKind, { description: 'Kind of examination.' })
  kind!: ExamKind;

  @Field(() => ID, { nullable: true, description: 'Only at this clinic; else name the region.' })
  @IsOptional()
  @IsUUID()
  clinic?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Her region, ISO 3166-2:KZ: at any clinic there, or by a mobile team that covers it.',
  })
  @IsOptional()
  @Matches(/^KZ-[0-9]{2}$/)
  regionCode?: string | null;

  @Field(() => ExaminerSex, { nullable: true, description: 'Only examiners of this sex.' })
  examinerSex?: ExaminerSex | null;

  @Field(() => String, { nullable: true, description: 'Only examiners who speak this language (ISO 639-1).' })
  @IsOptional()
  @Matches(/^[a-z]{2}$/)
  language?: string | null;

  @Field(() => Date, { nullable: true, description: 'Not before this; now when left out.' })
  earliest?: Date | null;

  @Field(() => Date, { description: 'Not after this, within sixty days.' })
  latest!: Date;

  @Field(() => Date, {
    nullable: true,
    description: 'The last contact with him: the evidence clock sets the priority.',
  })
  lastContactAt?: Date | null;

  @Field(() => [ExamDangerSign], { defaultValue: [], description: 'Signs of danger to her health: they come first.' })
  dangerSigns!: ExamDangerSign[];

  @Field(() => Boolean, { defaultValue: false, description: 'Of a child: only examiners who are trained for it.' })
  paediatric!: boolean;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'True when she agrees that a confirmed time is changed, up to four hours before, so that somebody else is served in time: to another within `earliest` and `latest`, for medical need also later. Until you confirm, an offer may be changed in any case.',
  })
  mayBeMoved!: boolean;

  @Field(() => ID, {
    nullable: true,
    description: "Your agency's id for her. Leave it out to name nobody.",
  })
  @IsOptional()
  @Length(1, 100)
  victimId?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Her reference in the clinic's own register: A–Z, 0–9 and hyphens, at most 20, 1 to 9 of them digits. Never a name, telephone number or IIN.",
  })
  @IsOptional()
  @Matches(LOCAL_REFERENCE)
  localReference?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Code of the referral: nine digits and a check digit. What is offered has it where one clinic is waited for, and a code of its own elsewhere.',
  })
  @IsOptional()
  @Matches(REFERRAL_CODE)
  referralCode?: string | null;
}

@InputType({ description: 'An entry to take off the waiting list.' })
export class ExamWaitLeaveInput {
  @Field(() => ID, { description: 'The entry.' })
  @IsUUID()
  waitId!: string;
}
