import { IsOptional, IsUUID, Matches, MaxLength } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { ChangeOfUnit, ONE_LINE, ToClinic } from '../clinic/inputs.js';
import { ExamEquipmentKind } from './vocabulary.js';

@InputType({ description: 'A unit of equipment to add.' })
export class ExamEquipmentAddInput extends ToClinic {
  @Field(() => ExamEquipmentKind, { description: 'What it is.' })
  kind!: ExamEquipmentKind;

  @Field(() => String, { description: "The clinic's own short name for it." })
  @MaxLength(40)
  @Matches(ONE_LINE)
  label!: string;

  @Field(() => ID, { nullable: true, description: 'The mobile team that carries it; left out: used in the rooms.' })
  @IsOptional()
  @IsUUID()
  mobileTeamId?: string | null;
}

@InputType({ description: 'A change of a unit of equipment. What is left out stays.' })
export class ExamEquipmentUpdateInput extends ChangeOfUnit {}
