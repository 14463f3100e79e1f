import { IsDefined, IsEnum, IsOptional, IsUUID, Length, Matches } from 'class-validator';
import { GraphQLJSONObject } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Classified, connectionType, Payload, Role } from '../../kit/index.js';
import { ONE_LINE } from '../name-in-three-languages.js';

@ObjectType({
  description: "An agency's own system, which signs in by itself with a key of its own. For administrators.",
})
export class Client {
  @Field(() => ID, { description: 'Its `client_id`: the `iss` and `sub` of its client assertions.' })
  @Classified('OPAQUE')
  id!: string;

  @Field(() => String, { description: 'What the agency calls it.' })
  @Classified('OPAQUE')
  name!: string;

  @Field(() => [String], { description: 'Names (`kid`) of its public keys, as far as they have one.' })
  @Classified('OPAQUE')
  keyIds!: string[];

  readonly staffId!: string;
}

export const ClientConnection = connectionType(Client, 'Client');

@ObjectType({ description: 'Answer of `clientRegister` and `clientKeysReplace`.' })
export class ClientPayload extends Payload {
  @Field(() => Client, { nullable: true, description: 'The client.' })
  client!: Client | null;
}

@InputType({ description: 'A system of an agency that is to sign in by itself.' })
export class ClientRegisterInput {
  @Field(() => String, { description: 'Unique to this registration; sent again, it gives the same client.' })
  @Length(8, 100)
  idempotencyKey!: string;

  @Field(() => ID, { description: 'Id of the agency.' })
  @IsUUID()
  agency!: string;

  @Field(() => ID, { nullable: true, description: 'Id of the unit it works for; left out for the whole agency.' })
  @IsOptional()
  @IsUUID()
  unit?: string | null;

  @Field(() => Role, { description: 'What it does; an agreement must exist for it and the kind of agency.' })
  @IsEnum(Role)
  role!: Role;

  @Field(() => String, { description: 'What the agency calls it; never the name of a person.' })
  @Length(1, 100)
  @Matches(ONE_LINE)
  name!: string;

  @Field(() => GraphQLJSONObject, {
    description: 'Its public keys, a JWK Set; the private ones stay where they were made.',
  })
  @IsDefined()
  jwks!: Record<string, unknown>;
}

@InputType({ description: 'The public keys of a client, as they are to stand from the next trust list on.' })
export class ClientKeysReplaceInput {
  @Field(() => ID, { description: 'Its `client_id`.' })
  @IsUUID()
  id!: string;

  @Field(() => GraphQLJSONObject, {
    description: 'Its public keys, a JWK Set: the old and the new one together while the change is under way.',
  })
  @IsDefined()
  jwks!: Record<string, unknown>;
}
