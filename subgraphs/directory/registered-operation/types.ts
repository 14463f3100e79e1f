import { IsUUID, Length, Matches } from 'class-validator';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Category, Classified, connectionType, Payload } from '../../kit/index.js';
import { ONE_LINE } from '../name-in-three-languages.js';

export enum OperationKind {
  QUERY = 'QUERY',
  MUTATION = 'MUTATION',
}

registerEnumType(OperationKind, {
  name: 'OperationKind',
  description: 'What an operation does.',
  valuesConfig: {
    QUERY: { description: 'It reads.' },
    MUTATION: { description: 'It changes something.' },
  },
});

@ObjectType({
  description:
    "A document that an agency's own systems may run. In production nothing else runs, but the hub's own operations.",
})
export class RegisteredOperation {
  @Field(() => ID, { description: 'Id of the registration.' })
  @Classified('OPAQUE')
  id!: string;

  @Field(() => String, { description: 'What the agency calls it.' })
  @Classified('OPAQUE')
  name!: string;

  @Field(() => String, {
    description:
      'SHA-256 of the document byte for byte, in hexadecimal: what a client may send instead of the document.',
  })
  @Classified('OPAQUE')
  sha256!: string;

  @Field(() => String, { description: 'The document.' })
  @Classified('OPAQUE')
  document!: string;

  @Field(() => OperationKind, { description: 'Whether it reads or changes.' })
  @Classified('OPAQUE')
  kind!: OperationKind;

  @Field(() => [Category], {
    description: 'The parts of a record that it touches: each is decided anew, and logged for her, whenever it is run.',
  })
  @Classified('OPAQUE')
  categories!: Category[];

  @Field(() => Int, { description: 'What it costs the hub, of 20000 that an operation may cost.' })
  @Classified('OPAQUE')
  cost!: number;

  @Field(() => Date, { description: 'When it was registered.' })
  @Classified('OPAQUE')
  registeredAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When it was withdrawn; null while it may be run.' })
  @Classified('OPAQUE')
  withdrawnAt!: Date | null;
}

export const RegisteredOperationConnection = connectionType(RegisteredOperation, 'RegisteredOperation');

@ObjectType({ description: 'Answer of `operationRegister` and `operationWithdraw`.' })
export class RegisteredOperationPayload extends Payload {
  @Field(() => RegisteredOperation, { nullable: true, description: 'The registration.' })
  operation!: RegisteredOperation | null;
}

@InputType({ description: 'A document that the systems of your agency are to run.' })
export class OperationRegisterInput {
  @Field(() => String, { description: 'Unique to this registration; sent again, it gives the same one.' })
  @Length(8, 100)
  idempotencyKey!: string;

  @Field(() => String, { description: 'What you call it; several versions may have the same name.' })
  @Length(1, 100)
  @Matches(ONE_LINE)
  name!: string;

  @Field(() => String, {
    description:
      'Exactly one named operation, byte for byte as it will be sent. Values belong in variables, never in the document.',
  })
  @Length(1, 50_000)
  document!: string;
}

@InputType({ description: 'A registered document that is to run no longer.' })
export class OperationWithdrawInput {
  @Field(() => ID, { description: 'Id of the registration.' })
  @IsUUID()
  id!: string;
}
