import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Classified, connectionType } from '../../kit/index.js';

export enum RecordLikeness {
  IIN = 'IIN',
  NAME_AND_BIRTH_DATE = 'NAME_AND_BIRTH_DATE',
}

registerEnumType(RecordLikeness, {
  name: 'RecordLikeness',
  description: 'In what two records are alike.',
  valuesConfig: {
    IIN: { description: 'The same national number.' },
    NAME_AND_BIRTH_DATE: { description: 'The same family name, given name and date of birth.' },
  },
});

@ObjectType({ description: 'Two records of your agency that are alike. Nothing of either is shown.' })
export class RecordPairCandidate {
  @Field(() => ID, { description: "Your agency's id of one." })
  @Classified('OPAQUE')
  oneId!: string;

  @Field(() => ID, { description: "Your agency's id of the other." })
  @Classified('OPAQUE')
  otherId!: string;

  @Field(() => [RecordLikeness], { description: 'In what they are alike.' })
  @Classified('OPAQUE')
  alike!: RecordLikeness[];
}

export const RecordPairCandidateConnection = connectionType(RecordPairCandidate, 'RecordPairCandidate');
