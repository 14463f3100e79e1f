import { IsBoolean, IsOptional, IsUUID, Length, ValidateNested } from 'class-validator';
import { Directive, Field, ID, InputType, ObjectType } from 'type-graphql';
import { Payload, type Text } from '../../kit/index.js';
import { TranslatedNameInput } from '../name-in-three-languages.js';

@ObjectType({ description: 'A unit of an agency: cases, staff and duty phones may belong to it.' })
@Directive('@key(fields: "id")')
export class AgencyUnit {
  @Field(() => ID, { description: 'Id of the unit.' })
  id!: string;

  @Field(() => Boolean, { description: 'True once closed: nothing new is sent to it, and nobody new works for it.' })
  closed!: boolean;

  readonly agencyId!: string;
  readonly names!: Text;
}

@ObjectType({ description: 'Answer of `unitCreate` and `unitUpdate`.' })
export class AgencyUnitPayload extends Payload {
  @Field(() => AgencyUnit, { nullable: true, description: 'The unit.' })
  unit!: AgencyUnit | null;
}

@InputType({ description: 'A new unit of an agency.' })
export class UnitCreateInput {
  @Field(() => String, { description: 'Unique to this creation; sent again, it gives the same unit.' })
  @Length(8, 100)
  idempotencyKey!: string;

  @Field(() => ID, { description: 'Id of the agency.' })
  @IsUUID()
  agency!: string;

  @Field(() => TranslatedNameInput, { description: 'Its name.' })
  @ValidateNested()
  name!: TranslatedNameInput;
}

@InputType({ description: 'What changes of a unit; a field that is left out stays as it is.' })
export class UnitUpdateInput {
  @Field(() => ID, { description: 'Id of the unit.' })
  @IsUUID()
  id!: string;

  @Field(() => TranslatedNameInput, { nullable: true, description: 'New name.' })
  @IsOptional()
  @ValidateNested()
  name?: TranslatedNameInput | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'True closes it, false opens it again. Its staff keep it, and with it the cases of the unit, until `staffUpdate` moves them.',
  })
  @IsOptional()
  @IsBoolean()
  closed?: boolean | null;
}
