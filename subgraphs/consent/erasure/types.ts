import { Length } from 'class-validator';
import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { Classified, Payload } from '../../kit/index.js';

export enum ErasureForm {
  WRITTEN = 'WRITTEN',
  ORAL = 'ORAL',
}

export enum ErasureWitness {
  COLLEAGUE = 'COLLEAGUE',
  INTERPRETER = 'INTERPRETER',
  CHOSEN_BY_HER = 'CHOSEN_BY_HER',
  RELATIVE = 'RELATIVE',
}

export enum ErasureState {
  WAITING = 'WAITING',
  ON_HOLD = 'ON_HOLD',
  SHREDDING = 'SHREDDING',
  SHREDDED = 'SHREDDED',
  CANCELLED = 'CANCELLED',
}

registerEnumType(ErasureForm, {
  name: 'ErasureForm',
  description: 'How she asked.',
  valuesConfig: {
    WRITTEN: { description: 'In writing, signed by her.' },
    ORAL: { description: 'By word: not enough.' },
  },
});

registerEnumType(ErasureWitness, {
  name: 'ErasureWitness',
  description: 'Who was there beside her and the advocate.',
  valuesConfig: {
    COLLEAGUE: { description: 'Another member of staff.' },
    INTERPRETER: { description: 'A professional interpreter.' },
    CHOSEN_BY_HER: { description: 'Somebody she chose, no relative.' },
    RELATIVE: { description: 'A relative: refused.' },
  },
});

registerEnumType(ErasureState, {
  name: 'ErasureState',
  description: 'How far an erasure is.',
  valuesConfig: {
    WAITING: { description: 'Closed to everybody; she can still change her mind.' },
    ON_HOLD: { description: 'Closed to everybody; the law forbids to destroy it for now.' },
    SHREDDING: { description: 'Being destroyed: not every organisation has confirmed it.' },
    SHREDDED: { description: 'Destroyed everywhere; nobody can read it again.' },
    CANCELLED: { description: 'She changed her mind; open again as it was.' },
  },
});

@ObjectType({ description: 'An erasure that she asked for.' })
export class Erasure {
  @Field(() => ID, { description: 'Id of the request.' })
  @Classified('OPAQUE')
  id!: string;

  @Field(() => ErasureState, { description: 'How far it is.' })
  @Classified('OPAQUE')
  state!: ErasureState;

  @Field(() => Date, { description: 'When she asked; closed since then.' })
  @Classified('OPAQUE')
  askedAt!: Date;

  @Field(() => Date, { description: 'Until when she can change her mind; nothing is destroyed before.' })
  @Classified('OPAQUE')
  shredsNotBefore!: Date;

  @Field(() => [String], { description: 'Parts of the hub that have not yet confirmed that hers is destroyed.' })
  @Classified('OPAQUE')
  notYetShreddedBy!: string[];
}

@InputType({ description: 'Her request to have everything of hers erased.' })
export class VictimEraseInput {
  @Field(() => String, { description: 'A value you choose; sending again with the same value has no second effect.' })
  @Length(8, 100)
  idempotencyKey!: string;

  @Field(() => ID, { description: "Your agency's id for her." })
  victimId!: string;

  @Field(() => Boolean, { description: 'She is with you now. Without that it is refused.' })
  inPerson!: boolean;

  @Field(() => ErasureForm, { description: 'How she asked.' })
  form!: ErasureForm;

  @Field(() => ErasureWitness, { description: 'Who was there.' })
  witness!: ErasureWitness;
}

@InputType({ description: 'She has changed her mind.' })
export class VictimEraseCancelInput {
  @Field(() => ID, { description: "Your agency's id for her." })
  victimId!: string;

  @Field(() => Boolean, { description: 'She is with you now. Without that it is refused.' })
  inPerson!: boolean;
}

@ObjectType({ description: 'Answer to victimErase.' })
export class VictimErasePayload extends Payload {
  @Field(() => Erasure, { nullable: true, description: 'The erasure.' })
  erasure!: Erasure | null;
}

@ObjectType({ description: 'Answer to victimEraseCancel.' })
export class VictimEraseCancelPayload extends Payload {
  @Field(() => Erasure, { nullable: true, description: 'The erasure.' })
  erasure!: Erasure | null;
}
