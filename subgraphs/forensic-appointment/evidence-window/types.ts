import { Field, Float, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { EvidenceState, EvidenceViolenceKind, ExamDangerSign, ExamPriority } from './vocabulary.js';

registerEnumType(EvidenceViolenceKind, {
  name: 'EvidenceViolenceKind',
  description: 'What happened, as far as it decides which findings there can be.',
  valuesConfig: {
    PHYSICAL: { description: 'Beating and other bodily violence.' },
    SEXUAL: { description: 'Sexual violence.' },
    STRANGULATION: { description: 'Strangulation, by whatever means.' },
    SUSPECTED_DRUGGING: { description: 'She may have been given a substance.' },
  },
});

registerEnumType(ExamDangerSign, {
  name: 'ExamDangerSign',
  description: 'Signs with which she goes to emergency care before any slot is looked for.',
  valuesConfig: {
    STRANGULATION: { description: 'Strangulation, with or without marks.' },
    HEAD_INJURY: { description: 'Injury of the head.' },
    LOSS_OF_CONSCIOUSNESS: { description: 'She lost consciousness.' },
    PREGNANCY: { description: 'She is or may be pregnant.' },
    HEAVY_BLEEDING: { description: 'Heavy bleeding.' },
  },
});

registerEnumType(ExamPriority, {
  name: 'ExamPriority',
  description: 'How soon an examination is due (FHIR request priority).',
  valuesConfig: {
    STAT: { description: 'At once, beside emergency care.' },
    ASAP: { description: 'As soon as possible: something is lost within hours.' },
    URGENT: { description: 'Soon: something is lost within days.' },
    ROUTINE: { description: 'Whenever it suits her: no known window is running. Never "too late".' },
  },
});

registerEnumType(EvidenceState, {
  name: 'EvidenceState',
  description: 'Where the window of a finding stands.',
  valuesConfig: {
    NOW: { description: 'Take it at once: it fades from the first hour, or its best time is about to end.' },
    SOON: { description: 'In its best time.' },
    LATE: { description: 'Past its best, still useful.' },
    BEYOND_WINDOW: { description: 'Beyond the usual time: still taken after advice.' },
  },
});

@InputType({ description: 'What the evidence clock needs to know. Nothing in it identifies anybody.' })
export class EvidenceClockInput {
  @Field(() => Date, { description: 'The last contact with him: every window runs from it.' })
  lastContactAt!: Date;

  @Field(() => [EvidenceViolenceKind], { description: 'What happened.' })
  violence!: EvidenceViolenceKind[];

  @Field(() => [ExamDangerSign], { defaultValue: [], description: 'Signs of danger to her health.' })
  dangerSigns!: ExamDangerSign[];
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

  @Field(() => Float, {
    nullable: true,
    description: 'Hours until then, negative beyond it; null when no end is known.',
  })
  hoursLeft!: number | null;

  @Field(() => EvidenceState, { description: 'Where the window stands.' })
  state!: EvidenceState;

  @Field(() => String, { description: "What waiting costs, in the caller's language." })
  whatItCosts!: string;

  @Field(() => String, {
    description: 'Grade of the figure: V read in the source, S secondary, B background knowledge.',
  })
  grade!: string;

  @Field(() => String, { description: 'Source of the figure.' })
  source!: string;
}

@ObjectType({
  description: 'What each hour costs, and what comes first. It sets priority and never refuses an examination.',
})
export class EvidenceClock {
  @Field(() => Boolean, { description: 'True: to emergency care now, before any slot is looked for.' })
  emergencyCareFirst!: boolean;

  @Field(() => [String], { description: "Why emergency care comes first, in the caller's language." })
  emergencyReasons!: string[];

  @Field(() => ExamPriority, {
    nullable: true,
    description: 'How soon the examination is due. Null for the police: the examiner decides.',
  })
  priority!: ExamPriority | null;

  @Field(() => [EvidenceItem], {
    description: 'The findings there can be. Empty for the police: the examiner decides.',
  })
  items!: EvidenceItem[];

  @Field(() => [String], { description: "What to do now and how evidence is kept, in the caller's language." })
  advice!: string[];

  @Field(() => String, { description: 'Version of the data behind the answer.' })
  dataset!: string;

  @Field(() => String, { description: "Who still has to review that data, in the caller's language." })
  review!: string;
}
