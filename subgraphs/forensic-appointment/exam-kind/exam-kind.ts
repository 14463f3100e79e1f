import { registerEnumType } from 'type-graphql';

export enum ExamKind {
  PHYSICAL_INJURY = 'PHYSICAL_INJURY',
  SEXUAL_ASSAULT = 'SEXUAL_ASSAULT',
  STRANGULATION = 'STRANGULATION',
  TOXICOLOGY = 'TOXICOLOGY',
  PSYCHIATRIC = 'PSYCHIATRIC',
}

registerEnumType(ExamKind, {
  name: 'ExamKind',
  description: 'Kinds of forensic examination.',
  valuesConfig: {
    PHYSICAL_INJURY: { description: 'Bodily injuries.' },
    SEXUAL_ASSAULT: { description: 'After sexual violence.' },
    STRANGULATION: { description: 'After strangulation.' },
    TOXICOLOGY: { description: 'Blood and urine, after suspected drugging.' },
    PSYCHIATRIC: { description: 'Forensic psychiatric examination.' },
  },
});
