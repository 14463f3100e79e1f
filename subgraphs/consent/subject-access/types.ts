import { Length, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Classified, connectionType, Payload } from '../../kit/index.js';
import { SUBJECT_ACCESS_POLICY } from './policy.js';

const { codeHours, longestCodeHours } = SUBJECT_ACCESS_POLICY;

export enum SubjectCodeState {
  IN_FORCE = 'IN_FORCE',
  USED = 'USED',
  LOCKED = 'LOCKED',
  EXPIRED = 'EXPIRED',
  REVOKED = 'REVOKED',
}

export enum SubjectPageLanguage {
  kk = 'kk',
  ru = 'ru',
  en = 'en',
}

registerEnumType(SubjectCodeState, {
  name: 'SubjectCodeState',
  description: 'Where a pair of codes to her own page stands. Whatever ends one of the two ends both.',
  valuesConfig: {
    IN_FORCE: { description: 'Not used yet.' },
    USED: { description: 'One of the two was used.' },
    LOCKED: { description: 'Tried wrongly too often.' },
    EXPIRED: { description: 'Its time is over.' },
    REVOKED: { description: 'Taken back, or replaced by a newer pair.' },
  },
});

registerEnumType(SubjectPageLanguage, {
  name: 'SubjectPageLanguage',
  description: 'Language of her page; she can change it there.',
  valuesConfig: {
    kk: { description: 'Kazakh.' },
    ru: { description: 'Russian.' },
    en: { description: 'English.' },
  },
});

@ObjectType({ description: 'A pair of codes to her own page: the true one, and one to give away under duress.' })
export class SubjectCode {
  @Field(() => ID, { description: 'Id of the pair.' })
  @Classified('OPAQUE')
  id!: string;

  @Field(() => SubjectCodeState, { description: 'Where it stands now.' })
  @Classified('OPAQUE')
  state!: SubjectCodeState;

  @Field(() => SubjectPageLanguage, { description: 'Language in which the page opens.' })
  @Classified('OPAQUE')
  language!: SubjectPageLanguage;

  @Field(() => Date, { description: 'When it was made.' })
  @Classified('OPAQUE')
  issuedAt!: Date;

  @Field(() => Date, { description: 'Until when it can be used.' })
  @Classified('OPAQUE')
  expiresAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When one of the two was used.' })
  @Classified('OPAQUE')
  usedAt!: Date | null;

  @Field(() => Boolean, {
    description:
      'The duress code was used: somebody made her open the page, and saw an empty one. Only who handed the codes over is told.',
  })
  @Classified('OPAQUE')
  usedUnderDuress!: boolean;
}

export const SubjectCodeConnection = connectionType(SubjectCode, 'SubjectCode');

@InputType({ description: 'Codes to her own page, handed over in person and never sent to her phone.' })
export class SubjectCodeIssueInput {
  @Field(() => String, { description: 'A value you choose; sending again with the same value has no second effect.' })
  @Length(8, 100)
  idempotencyKey!: string;

  @Field(() => ID, { description: "Your agency's id for her." })
  victimId!: string;

  @Field(() => SubjectPageLanguage, { description: 'Language in which the page opens.' })
  language!: SubjectPageLanguage;

  @Field(() => Int, { defaultValue: codeHours, description: `For how many hours: 1 to ${longestCodeHours}.` })
  @Min(1)
  @Max(longestCodeHours)
  hours!: number;
}

@InputType({ description: 'Codes to her own page, taken back.' })
export class SubjectCodeRevokeInput {
  @Field(() => ID, { description: "Your agency's id for her." })
  victimId!: string;
}

@ObjectType({ description: 'Answer to subjectCodeIssue.' })
export class SubjectCodeIssuePayload extends Payload {
  @Field(() => SubjectCode, { nullable: true, description: 'The pair, in force.' })
  subjectCode!: SubjectCode | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The true code, to write on paper. Shown this once: it is not kept, and null when the same input is sent again. Lost? Make a new pair.',
  })
  code!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The duress code: it opens an empty page and ends the true one. Best learnt by heart. Shown this once, as `code` is.',
  })
  duressCode!: string | null;
}

@ObjectType({ description: 'Answer to subjectCodeRevoke.' })
export class SubjectCodeRevokePayload extends Payload {
  @Field(() => Date, {
    nullable: true,
    description:
      'From this instant no code of hers opens anything and no page of hers is open, whether any was or not.',
  })
  revokedAt!: Date | null;
}
