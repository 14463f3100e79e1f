import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Classified } from '../../kit/index.js';

export enum ExaminerSex {
  FEMALE = 'FEMALE',
  MALE = 'MALE',
  UNSPECIFIED = 'UNSPECIFIED',
}

export enum ExamSkill {
  SEXUAL_ASSAULT = 'SEXUAL_ASSAULT',
  STRANGULATION = 'STRANGULATION',
  PAEDIATRIC = 'PAEDIATRIC',
  PSYCHIATRIC = 'PSYCHIATRIC',
  ODONTOLOGY = 'ODONTOLOGY',
  GENERAL = 'GENERAL',
}

registerEnumType(ExaminerSex, {
  name: 'ExaminerSex',
  description: 'Sex of an examiner, because she may choose by whom she is examined.',
  valuesConfig: {
    FEMALE: { description: 'Female.' },
    MALE: { description: 'Male.' },
    UNSPECIFIED: { description: 'Not stated.' },
  },
});

registerEnumType(ExamSkill, {
  name: 'ExamSkill',
  description: 'What an examiner is trained for.',
  valuesConfig: {
    SEXUAL_ASSAULT: { description: 'Examination after sexual violence.' },
    STRANGULATION: { description: 'Examination after strangulation.' },
    PAEDIATRIC: { description: 'Examination of children.' },
    PSYCHIATRIC: { description: 'Forensic psychiatric examination.' },
    ODONTOLOGY: { description: 'Bite marks and injuries of the teeth.' },
    GENERAL: { description: 'Bodily injuries and taking of samples.' },
  },
});

@ObjectType({ description: 'A forensic examiner as a resource that can be booked. No name.' })
export class Examiner {
  @Field(() => ID, { description: 'Id of the examiner.' })
  @Classified('OPAQUE')
  id!: string;

  @Field(() => ExaminerSex, { description: 'Sex.' })
  @Classified('OPAQUE')
  sex!: ExaminerSex;

  @Field(() => [ExamSkill], { description: 'What the examiner is trained for.' })
  @Classified('OPAQUE')
  skills!: ExamSkill[];

  @Field(() => [String], { description: 'Languages the examiner speaks (ISO 639-1).' })
  @Classified('OPAQUE')
  languages!: string[];

  @Field(() => Boolean, { description: 'False when no new appointments are given.' })
  @Classified('OPAQUE')
  active!: boolean;

  @Field(() => Boolean, {
    description: 'True: works at the hours of its own rules. False: whenever the clinic is open.',
  })
  @Classified('OPAQUE')
  ownHours!: boolean;

  @Field(() => Int, { description: 'Grows with each change; pass it as `expectedVersion`.' })
  @Classified('OPAQUE')
  version!: number;
}
