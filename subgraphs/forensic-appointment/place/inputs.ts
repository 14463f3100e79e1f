import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsOptional, Matches, Max, MaxLength, Min } from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';
import { ChangeOfUnit, ONE_LINE, REGION, ToClinic } from '../clinic/inputs.js';
import { ExamKind } from '../exam-kind/exam-kind.js';
import { ExamPlaceKind } from './types.js';

@InputType({ description: 'A room or a mobile team to add.' })
export class ExamPlaceAddInput extends ToClinic {
  @Field(() => ExamPlaceKind, { description: 'A room or a team.' })
  kind!: ExamPlaceKind;

  @Field(() => String, { description: "The clinic's own short name for it." })
  @MaxLength(40)
  @Matches(ONE_LINE)
  label!: string;

  @Field(() => [ExamKind], { description: 'Kinds of examination that can be made there.' })
  @ArrayMinSize(1)
  @ArrayUnique()
  fitFor!: ExamKind[];

  @Field(() => [String], {
    defaultValue: [],
    description: 'Regions that a team covers, ISO 3166-2:KZ. None for a room.',
  })
  @ArrayMaxSize(20)
  @ArrayUnique()
  @Matches(REGION, { each: true })
  regions!: string[];

  @Field(() => Int, { defaultValue: 0, description: 'Minutes that a team travels before and after. 0 for a room.' })
  @Min(0)
  @Max(720)
  travelMinutes!: number;
}

@InputType({ description: 'A change of a room or a mobile team. What is left out stays.' })
export class ExamPlaceUpdateInput extends ChangeOfUnit {
  @Field(() => [ExamKind], { nullable: true, description: 'Kinds of examination that can be made there.' })
  @IsOptional()
  @ArrayMinSize(1)
  @ArrayUnique()
  fitFor?: ExamKind[] | null;

  @Field(() => [String], { nullable: true, description: 'Regions that a team covers, ISO 3166-2:KZ.' })
  @IsOptional()
  @ArrayMaxSize(20)
  @ArrayUnique()
  @Matches(REGION, { each: true })
  regions?: string[] | null;

  @Field(() => Int, { nullable: true, description: 'Minutes that a team travels before and after.' })
  @IsOptional()
  @Min(0)
  @Max(720)
  travelMinutes?: number | null;
}
