import { Length } from 'class-validator';
import { Field, Float, InputType, Int, ObjectType } from 'type-graphql';
import { Payload } from '../../../kit/index.js';

// Codes and texts are plain here, so that whatever is wrong with them is told with the path of its field (`faults.ts`).

@InputType({ description: 'A text in the three languages of the hub. All of them are needed.' })
export class EvidenceTextInput {
  @Field(() => String, { nullable: true, description: 'Kazakh.' })
  kk?: string | null;

  @Field(() => String, { nullable: true, description: 'Russian.' })
  ru?: string | null;

  @Field(() => String, { nullable: true, description: 'English.' })
  en?: string | null;
}

const TEXT = () => EvidenceTextInput;

@InputType({
  description: 'Part of a window: from an hour to an hour since the last contact, and what waiting costs within it.',
})
export class EvidenceStageInput {
  @Field(() => Float, { description: 'From this hour. The next stage begins where the one before ends.' })
  fromHours!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Up to this hour; null, in the last stage only, when no end is known.',
  })
  untilHours?: number | null;

  @Field(TEXT, { description: 'What each hour of waiting costs.' })
  whatItCosts!: EvidenceTextInput;
}

@InputType({ description: 'A finding, specimen or treatment, and how long it is useful.' })
export class EvidenceWindowInput {
  @Field(() => String, { description: 'Code of the finding, e.g. ORAL_SWAB; each once.' })
  finding!: string;

  @Field(TEXT, { description: 'Its name.' })
  name!: EvidenceTextInput;

  @Field(() => String, { description: 'EVIDENCE or HEALTH (a treatment that must begin in time).' })
  concern!: string;

  @Field(() => [String], { description: 'It is looked at after violence of these kinds (EvidenceViolenceKind).' })
  violence!: string[];

  @Field(() => [String], { description: 'It is looked at with these injuries (EvidenceInjury).' })
  injuries!: string[];

  @Field(() => String, { nullable: true, description: 'The specimen that it is (EvidenceSpecimen).' })
  specimen?: string | null;

  @Field(() => [String], { description: 'What lowers what is found (EvidenceChange).' })
  changedBy!: string[];

  @Field(() => Boolean, { description: 'It fades from the first hour.' })
  atOnce!: boolean;

  @Field(() => Float, {
    nullable: true,
    description: 'At its best up to this hour; null when the source does not say.',
  })
  bestHours?: number | null;

  @Field(() => [EvidenceStageInput], { description: 'Without a gap, in their order.' })
  stages!: EvidenceStageInput[];

  @Field(() => String, { description: 'V read in the source, S a secondary source, B background knowledge.' })
  grade!: string;

  @Field(() => String, { description: 'Source of the figures.' })
  source!: string;

  @Field(() => String, { description: 'When the source was looked at, YYYY-MM-DD.' })
  date!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Who has reviewed the row; the review of the set when left out.',
  })
  reviewer?: string | null;
}

@InputType({ description: 'Why a sign goes to emergency care first.' })
export class EvidenceSignInput {
  @Field(() => String, { description: 'The sign (ExamDangerSign).' })
  sign!: string;

  @Field(TEXT, { description: 'Why. Officers read it: no hours in it.' })
  reason!: EvidenceTextInput;
}

@InputType({ description: 'What something that was done since means.' })
export class EvidenceEffectInput {
  @Field(() => String, { description: 'What was done (EvidenceChange).' })
  change!: string;

  @Field(TEXT, { description: 'What it lowers, and that it is looked for all the same.' })
  effect!: EvidenceTextInput;
}

@InputType({ description: 'How long she should wait at most, by priority, in hours.' })
export class EvidenceTargetWaitInput {
  @Field(() => Int, { description: 'At once.' })
  stat!: number;

  @Field(() => Int, { description: 'As soon as possible.' })
  asap!: number;

  @Field(() => Int, { description: 'Soon.' })
  urgent!: number;

  @Field(() => Int, { description: 'Whenever it suits her.' })
  routine!: number;
}

@InputType({
  description: 'The evidence windows of a jurisdiction, as of a date. A version that was loaded never changes.',
})
export class EvidenceWindowsLoadInput {
  @Field(() => String, { description: 'A value you choose; sending again with the same value has no second effect.' })
  @Length(8, 100)
  idempotencyKey!: string;

  @Field(() => String, { description: 'The jurisdiction, one that the hub knows, e.g. KZ.' })
  jurisdiction!: string;

  @Field(() => String, { description: 'A version that there is not yet, e.g. kz-2027-03: a–z, 0–9, hyphens and dots.' })
  version!: string;

  @Field(() => Date, {
    nullable: true,
    description: 'In force from this instant; at once when left out. Never in the past.',
  })
  effectiveFrom?: Date | null;

  @Field(TEXT, { description: 'Who has reviewed it, or who still has to.' })
  review!: EvidenceTextInput;

  @Field(() => String, { description: 'In whose time dates are put into words (IANA).' })
  zone!: string;

  @Field(() => Float, { description: 'A best time or an end that is this near makes a finding NOW: hours, 0 to 48.' })
  nowWithinHours!: number;

  @Field(() => Float, { description: 'An end that is this near makes the examination ASAP: hours, 0 to 168.' })
  lastHours!: number;

  @Field(() => EvidenceTargetWaitInput, { description: 'How long she should wait at most.' })
  targetWaitHours!: EvidenceTargetWaitInput;

  @Field(() => String, { description: 'Number of the ambulance.' })
  emergencyNumber!: string;

  @Field(TEXT, { description: 'What to do when emergency care comes first.' })
  emergencyAdvice!: EvidenceTextInput;

  @Field(() => [EvidenceSignInput], { description: 'Every sign of danger once, and why.' })
  dangerSigns!: EvidenceSignInput[];

  @Field(() => [EvidenceEffectInput], {
    description: 'Everything that may have been done since once, and what it means.',
  })
  changes!: EvidenceEffectInput[];

  @Field(TEXT, { description: 'What is said when nobody knows the time of the last contact.' })
  unknownTime!: EvidenceTextInput;

  @Field(TEXT, { description: 'What is said beyond a window: still taken after advice.' })
  beyondWindow!: EvidenceTextInput;

  @Field(() => [EvidenceTextInput], {
    description: 'What to do and how evidence is kept. Officers read it: no numbers in it.',
  })
  advice!: EvidenceTextInput[];

  @Field(() => [EvidenceWindowInput], { description: 'The windows, at most 100.' })
  windows!: EvidenceWindowInput[];
}

@ObjectType({ description: 'A version of the evidence windows of a jurisdiction.' })
export class EvidenceWindowVersion {
  @Field(() => String, { description: 'The jurisdiction.' })
  jurisdiction!: string;

  @Field(() => String, { description: 'The version, as `evidenceClock` names it (`dataset`).' })
  version!: string;

  @Field(() => Date, {
    nullable: true,
    description: 'In force from this instant, until a newer one is; null for the one that comes with the hub.',
  })
  effectiveFrom!: Date | null;

  @Field(() => Date, {
    nullable: true,
    description: 'When it was loaded; null for the one that comes with the hub.',
  })
  loadedAt!: Date | null;

  @Field(() => Boolean, { description: 'It is the one that counts in its jurisdiction now.' })
  inForce!: boolean;

  @Field(() => String, { description: 'Who has reviewed it, or who still has to.' })
  review!: string;

  @Field(() => [String], { description: 'Who has reviewed single rows.' })
  reviewers!: string[];

  @Field(() => [String], { description: 'Sources of its rows.' })
  sources!: string[];
}

@ObjectType({ description: 'Answer to evidenceWindowsLoad.' })
export class EvidenceWindowsLoadPayload extends Payload {
  @Field(() => EvidenceWindowVersion, { nullable: true, description: 'What was loaded; null when nothing was.' })
  evidenceWindowVersion!: EvidenceWindowVersion | null;
}
