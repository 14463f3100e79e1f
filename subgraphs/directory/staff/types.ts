import { ArrayMinSize, ArrayUnique, IsEnum, IsIn, IsOptional, IsUUID, Length, Matches } from 'class-validator';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Classified, connectionType, LANGUAGES, Payload, Role } from '../../kit/index.js';
import { ONE_LINE } from '../name-in-three-languages.js';

/** No name: colleagues know who it is, and a leaked list of staff tells an abuser nothing. */
@ObjectType({ description: 'A member of staff of an agency, without a name. For administrators.' })
export class StaffMember {
  @Field(() => ID, { description: 'Id of the member of staff, as access logs show it.' })
  @Classified('OPAQUE')
  id!: string;

  @Field(() => String, { description: 'OpenID provider that signs this person in: the `iss` of the tokens.' })
  @Classified('OPAQUE')
  issuer!: string;

  @Field(() => String, { description: 'Who it is at that provider: the `sub` of the tokens.' })
  @Classified('OPAQUE')
  subject!: string;

  @Field(() => Role, { description: 'What this person does.' })
  @Classified('OPAQUE')
  role!: Role;

  @Field(() => [String], { description: 'Languages spoken with people: kk, ru, en.' })
  @Classified('OPAQUE')
  languages!: string[];

  @Field(() => Boolean, { description: 'False once deactivated: the person cannot sign in.' })
  @Classified('OPAQUE')
  active!: boolean;

  readonly agencyId!: string;
  readonly unitId!: string | null;
}

export const StaffMemberConnection = connectionType(StaffMember, 'StaffMember');

@ObjectType({ description: 'Answer of `staffCreate`, `staffUpdate` and `staffDeactivate`.' })
export class StaffMemberPayload extends Payload {
  @Field(() => StaffMember, { nullable: true, description: 'The member of staff.' })
  staff!: StaffMember | null;
}

@InputType({ description: 'A new member of staff.' })
export class StaffCreateInput {
  @Field(() => String, { description: 'Unique to this creation; sent again, it gives the same member of staff.' })
  @Length(8, 100)
  idempotencyKey!: string;

  @Field(() => ID, { description: 'Id of the agency.' })
  @IsUUID()
  agency!: string;

  @Field(() => ID, { nullable: true, description: 'Id of the unit; left out for staff of the whole agency.' })
  @IsOptional()
  @IsUUID()
  unit?: string | null;

  @Field(() => String, { description: 'OpenID provider that signs this person in; it must be known to the hub.' })
  @Length(1, 500)
  @Matches(ONE_LINE)
  issuer!: string;

  @Field(() => String, { description: 'Who it is at that provider: an identifier, never a name or a mail address.' })
  @Length(1, 255)
  @Matches(/^(?!.*@)[!-~]+$/)
  subject!: string;

  @Field(() => Role, { description: 'What this person does; an agreement must exist for it and the kind of agency.' })
  @IsEnum(Role)
  role!: Role;

  @Field(() => [String], { description: 'Languages spoken with people: kk, ru, en.' })
  @ArrayMinSize(1)
  @ArrayUnique()
  @IsIn(LANGUAGES, { each: true })
  languages!: string[];
}

@InputType({ description: 'What changes of a member of staff; a field that is left out stays as it is.' })
export class StaffUpdateInput {
  @Field(() => ID, { description: 'Id of the member of staff.' })
  @IsUUID()
  id!: string;

  @Field(() => ID, { nullable: true, description: 'Id of the new unit, an open one; null for the whole agency.' })
  @IsOptional()
  @IsUUID()
  unit?: string | null;

  @Field(() => Role, { nullable: true, description: 'New role; nobody changes her own.' })
  @IsOptional()
  @IsEnum(Role)
  role?: Role | null;

  @Field(() => [String], { nullable: true, description: 'Languages spoken with people: kk, ru, en.' })
  @IsOptional()
  @ArrayMinSize(1)
  @ArrayUnique()
  @IsIn(LANGUAGES, { each: true })
  languages?: string[] | null;
}

@InputType({ description: 'A member of staff who leaves.' })
export class StaffDeactivateInput {
  @Field(() => ID, { description: 'Id of the member of staff.' })
  @IsUUID()
  id!: string;
}
