import { ArrayUnique, IsEnum } from 'class-validator';
import { Field, InputType, ObjectType } from 'type-graphql';
import { AgencyKind, Payload, Purpose, Role } from '../../kit/index.js';

@ObjectType({ description: 'Which purposes of use a role may state at a kind of agency.' })
export class Agreement {
  @Field(() => AgencyKind, { description: 'The kind of agency.' })
  kind!: AgencyKind;

  @Field(() => Role, { description: 'The role.' })
  role!: Role;

  @Field(() => [Purpose], { description: 'What it may state; with none it may ask for no personal data at all.' })
  purposes!: Purpose[];
}

@ObjectType({ description: 'Answer of `agreementSet`.' })
export class AgreementPayload extends Payload {
  @Field(() => Agreement, { nullable: true, description: 'The agreement as it now stands.' })
  agreement!: Agreement | null;
}

@InputType({ description: 'An agreement as it is to stand from the next trust list on.' })
export class AgreementSetInput {
  @Field(() => AgencyKind, { description: 'The kind of agency.' })
  @IsEnum(AgencyKind)
  kind!: AgencyKind;

  @Field(() => Role, { description: 'The role.' })
  @IsEnum(Role)
  role!: Role;

  @Field(() => [Purpose], { description: 'Every purpose that it may state; what is left out is taken away.' })
  @ArrayUnique()
  @IsEnum(Purpose, { each: true })
  purposes!: Purpose[];
}
