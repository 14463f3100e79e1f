import { Length } from 'class-validator';
import { Directive, Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { Classified, Payload } from '../../kit/index.js';
import { ErasureForm, ErasureWitness } from '../erasure/types.js';

export enum RecordJoinState {
  PROPOSED = 'PROPOSED',
  JOINED = 'JOINED',
  DECLINED = 'DECLINED',
  UNJOINED = 'UNJOINED',
}

registerEnumType(RecordJoinState, {
  name: 'RecordJoinState',
  description: 'What has become of a pair of records that may be one person.',
  valuesConfig: {
    PROPOSED: { description: 'She has not been asked yet.' },
    JOINED: { description: 'She said that both are hers, in writing.' },
    DECLINED: { description: 'She said no: never asked again.' },
    UNJOINED: { description: 'She took it back.' },
  },
});

@ObjectType({ description: 'A pair of records that may be one person.' })
export class RecordJoin {
  @Field(() => ID, { description: 'Id of the pair.' })
  @Classified('OPAQUE')
  id!: string;

  @Field(() => RecordJoinState, { description: 'What has become of it.' })
  @Classified('OPAQUE')
  state!: RecordJoinState;

  @Field(() => Date, { description: 'When a steward proposed it.' })
  @Classified('OPAQUE')
  proposedAt!: Date;
}

@ObjectType({ description: 'A pair about which she can be asked.' })
export class RecordJoinProposal {
  @Field(() => ID, { description: 'Id of the pair.' })
  @Classified('OPAQUE')
  id!: string;

  @Field(() => ID, { description: "Your agency's id for the other record." })
  @Classified('OPAQUE')
  otherId!: string;

  @Field(() => Date, { description: 'When a steward proposed it.' })
  @Classified('OPAQUE')
  proposedAt!: Date;
}

@InputType({ description: 'Two records that may be one person.' })
export class RecordJoinProposeInput {
  @Field(() => String, { description: 'A value you choose; sending again with the same value has no second effect.' })
  @Length(8, 100)
  idempotencyKey!: string;

  @Field(() => ID, { description: "Your agency's id of one record." })
  oneId!: string;

  @Field(() => ID, { description: "Your agency's id of the other record." })
  otherId!: string;
}

@InputType({ description: 'Her written agreement that two records are hers.' })
export class RecordJoinInput {
  @Field(() => String, { description: 'A value you choose; sending again with the same value has no second effect.' })
  @Length(8, 100)
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The pair.' })
  joinId!: string;

  @Field(() => Boolean, { description: 'She is with you now. Without that it is refused.' })
  inPerson!: boolean;

  @Field(() => ErasureForm, { description: 'How she agreed; in writing only.' })
  form!: ErasureForm;

  @Field(() => ErasureWitness, { description: 'Who was there.' })
  witness!: ErasureWitness;
}

@InputType({ description: 'A pair, and that she is there.' })
export class RecordJoinDecideInput {
  @Field(() => ID, { description: 'The pair.' })
  joinId!: string;

  @Field(() => Boolean, { description: 'She is with you now. Without that it is refused.' })
  inPerson!: boolean;
}

@ObjectType({ description: 'Answer to recordJoinPropose, recordJoin, recordJoinDecline and recordUnjoin.' })
export class RecordJoinPayload extends Payload {
  @Field(() => RecordJoin, { nullable: true, description: 'The pair.' })
  recordJoin!: RecordJoin | null;
}

@InputType({ description: 'Two internal keys, asked by a subgraph.' })
@Directive('@inaccessible')
export class RecordPairInput {
  @Field(() => ID, { description: 'One of them.' })
  one!: string;

  @Field(() => ID, { description: 'The other one.' })
  other!: string;
}

@InputType({ description: 'Pairs that a subgraph found alike.' })
@Directive('@inaccessible')
export class JoinablePairsInput {
  @Field(() => [RecordPairInput], { description: 'The pairs, 100 at most.' })
  pairs!: RecordPairInput[];
}

@ObjectType({ description: 'A pair that the requester may propose. For subgraphs only.' })
@Directive('@inaccessible')
export class JoinablePair {
  @Field(() => ID, { description: "The requester's agency's id of one." })
  @Classified('OPAQUE')
  oneId!: string;

  @Field(() => ID, { description: "The requester's agency's id of the other." })
  @Classified('OPAQUE')
  otherId!: string;
}
