import { IsOptional, IsUUID, Length, Matches } from 'class-validator';
import { GraphQLJSONObject } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Classified, connectionType, Payload } from '../../kit/index.js';
import { ONE_LINE } from '../name-in-three-languages.js';

@ObjectType({ description: 'An OpenID provider whose tokens the hub takes. For administrators.' })
export class Issuer {
  @Field(() => ID, { description: 'The `iss` of its tokens.' })
  @Classified('OPAQUE')
  issuer!: string;

  @Field(() => String, { description: 'The `aud` that its tokens must carry.' })
  @Classified('OPAQUE')
  audience!: string;

  @Field(() => Boolean, { description: 'True when its keys are read from its discovery document, every five minutes.' })
  @Classified('OPAQUE')
  discovered!: boolean;

  @Field(() => [String], { description: 'Names (`kid`) of its public keys, as far as they have one.' })
  @Classified('OPAQUE')
  keyIds!: string[];

  @Field(() => Date, { description: 'When its keys were last given or read.' })
  @Classified('OPAQUE')
  refreshedAt!: Date;

  readonly agencyId!: string | null;
}

export const IssuerConnection = connectionType(Issuer, 'Issuer');

@ObjectType({ description: 'Answer of `issuerTrust` and `issuerRemove`.' })
export class IssuerPayload extends Payload {
  @Field(() => Issuer, { nullable: true, description: 'The provider; as it was, after `issuerRemove`.' })
  issuer!: Issuer | null;
}

@InputType({ description: 'An OpenID provider as it is to be trusted from the next trust list on.' })
export class IssuerTrustInput {
  @Field(() => String, {
    description: 'The `iss` of its tokens: an https URL without query and fragment; http on this machine only.',
  })
  @Length(1, 500)
  @Matches(ONE_LINE)
  issuer!: string;

  @Field(() => String, { description: 'The `aud` that its tokens must carry.' })
  @Length(1, 500)
  @Matches(ONE_LINE)
  audience!: string;

  @Field(() => ID, { description: 'Id of the one agency that it vouches for.' })
  @IsUUID()
  agency!: string;

  @Field(() => GraphQLJSONObject, {
    nullable: true,
    description: 'Its public keys, a JWK Set; left out: they are read from its discovery document.',
  })
  @IsOptional()
  jwks?: Record<string, unknown> | null;
}

@InputType({ description: 'An OpenID provider that is no longer trusted.' })
export class IssuerRemoveInput {
  @Field(() => String, { description: 'The `iss` of its tokens.' })
  @Length(1, 500)
  @Matches(ONE_LINE)
  issuer!: string;
}
