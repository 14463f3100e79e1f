import { Field, Float, InputType, ObjectType } from 'type-graphql';
import './enums.js';
import {
  EvidenceChange,
  EvidenceInjury,
  EvidenceSpecimen,
  EvidenceState,
  EvidenceViolenceKind,
  ExamDangerSign,
  ExamPriority,
} from './vocabulary.js';
import type { EmergencyCare } from './words.js';

@InputType({
  description:
    'What the evidence clock is told. Nothing in it identifies anybody, and nothing of it is needed: one fact is enough to be sent to emergency care.',
})
export class EvidenceClockInput {
  @Field(() => Date, {
    nullable: true,
    description: 'The last contact with him: every window runs from it. Leave it out when nobody knows it.',
  })
  lastContactAt?: Date | null;

  @Field(() => [EvidenceViolenceKind], { defaultValue: [], description: 'What happened.' })
  violence!: EvidenceViolenceKind[];

  @Field(() => [EvidenceInjury], { defaultValue: [], description: 'Injuries, those of an incident by the same words.' })
  injuries!: EvidenceInjury[];

  @Field(() => [EvidenceSpecimen], { defaultValue: [], description: 'Specimens asked about, whatever happened.' })
  specimens!: EvidenceSpecimen[];

  @Field(() => [EvidenceChange], {
    defaultValue: [],
    description: 'What was done since. It changes how much is found, never whether it is looked for.',
  })
  doneSince!: EvidenceChange[];

  @Field(() => [ExamDangerSign], { defaultValue: [], description: 'Signs of danger to her health.' })
  dangerSigns!: ExamDangerSign[];

  @Field(() => String, {
    nullable: true,
    description:
      "Zone of the place in whose time dates are put into words (IANA), as a clinic gives it; the hub's when left out.",
  })
  zone?: string | null;
}

@ObjectType({
  description: 'A finding or specimen, or a treatment that must start in time, and where its window stands.',
})
export class EvidenceItem {
  @Field(() => String, { description: 'Code of the finding, e.g. ORAL_SWAB.' })
  finding!: string;

  @Field(() => String, { description: "Its name in the caller's language." })
  name!: string;

  @Field(() => Date, { nullable: true, description: 'Useful until about this instant; null when no end is known.' })
  latestUsefulAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: "That instant in words, in the caller's language, as clocks show it in the zone asked for.",
  })
  latestUseful!: string | null;

  @Field(() => Date, {
    nullable: true,
    description: 'Not before this instant; null when it shows from the first hour.',
  })
  earliestUsefulAt!: Date | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Hours that pass until `latestUsefulAt`, negative beyond it; null when no end is known.',
  })
  hoursLeft!: number | null;

  @Field(() => EvidenceState, { description: 'Where the window stands.' })
  state!: EvidenceState;

  @Field(() => String, { description: "What each hour of waiting costs now, in the caller's language." })
  whatItCosts!: string;

  @Field(() => [EvidenceChange], { description: 'What would lower what is found. It never makes it not worth taking.' })
  changedBy!: EvidenceChange[];

  @Field(() => [String], {
    description:
      "What of it was done, and what that means, in the caller's language: less may be found, it is still taken.",
  })
  whatChangesIt!: string[];

  @Field(() => String, {
    description: 'Grade of the figure: V read in the source, S secondary, B background knowledge.',
  })
  grade!: string;

  @Field(() => String, { description: 'Source of the figure.' })
  source!: string;

  @Field(() => String, { description: 'When the source was looked at, YYYY-MM-DD.' })
  date!: string;

  @Field(() => String, { description: "Who has reviewed the figure, or who still has to, in the caller's language." })
  reviewer!: string;
}

@ObjectType({ description: 'What comes before any slot.' })
export abstract class EmergencyCareFirst implements EmergencyCare {
  @Field(() => Boolean, { description: 'True: to emergency care now; an examination is for afterwards.' })
  emergencyCareFirst!: boolean;

  @Field(() => [String], { description: "Why emergency care comes first, in the caller's language." })
  emergencyReasons!: string[];

  @Field(() => String, { description: 'Number of the ambulance.' })
  emergencyNumber!: string;

  @Field(() => String, {
    nullable: true,
    description: "What to do at once, in the caller's language; null when emergency care does not come first.",
  })
  emergencyAdvice!: string | null;
}

@ObjectType({
  description: 'What each hour costs, and what comes first. It sets priority and never refuses an examination.',
})
export class EvidenceClock extends EmergencyCareFirst {
  @Field(() => ExamPriority, {
    nullable: true,
    description: 'How soon the examination is due. Null for the police and courts: the examiner decides.',
  })
  priority!: ExamPriority | null;

  @Field(() => [EvidenceItem], {
    description: 'The findings there can be. Empty for the police and courts: the examiner decides.',
  })
  items!: EvidenceItem[];

  @Field(() => [EvidenceItem], {
    description:
      'Treatments that must begin in time; hers whether or not anything is examined. Empty for the police and courts, who are told to go now.',
  })
  health!: EvidenceItem[];

  @Field(() => [String], { description: "What to do now and how evidence is kept, in the caller's language." })
  advice!: string[];

  @Field(() => String, { description: 'Version of the data behind the answer.' })
  dataset!: string;

  @Field(() => String, { description: "Who still has to review that data, in the caller's language." })
  review!: string;
}
