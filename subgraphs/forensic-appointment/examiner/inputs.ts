import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsBoolean, IsOptional, IsUUID, Matches } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { Change, ToClinic } from '../clinic/inputs.js';
import { ExaminerSex, ExamSkill } from './types.js';

const LANGUAGE = /^[a-z]{2,3}$/;

@InputType({ description: 'An examiner to add.' })
export class ExaminerAddInput extends ToClinic {
  @Field(() => ExaminerSex, { description: 'Sex.' })
  sex!: ExaminerSex;

  @Field(() => [ExamSkill], { description: 'What the examiner is trained for.' })
  @ArrayMinSize(1)
  @ArrayUnique()
  skills!: ExamSkill[];

  @Field(() => [String], { description: 'Languages the examiner speaks (ISO 639).' })
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ArrayUnique()
  @Matches(LANGUAGE, { each: true })
  languages!: string[];

  @Field(() => ID, {
    nullable: true,
    description: 'The staff account that is this examiner; needed for conflict walls and for work at two clinics.',
  })
  @IsOptional()
  @IsUUID()
  staffId?: string | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'True: works at the hours of its own rules. False: whenever the clinic is open.',
  })
  ownHours!: boolean;
}

@InputType({ description: 'A change of an examiner. What is left out stays.' })
export class ExaminerUpdateInput extends Change {
  @Field(() => [ExamSkill], { nullable: true, description: 'What the examiner is trained for.' })
  @IsOptional()
  @ArrayMinSize(1)
  @ArrayUnique()
  skills?: ExamSkill[] | null;

  @Field(() => [String], { nullable: true, description: 'Languages the examiner speaks (ISO 639).' })
  @IsOptional()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ArrayUnique()
  @Matches(LANGUAGE, { each: true })
  languages?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Own rules (true), or whenever the clinic is open (false).' })
  @IsOptional()
  @IsBoolean()
  ownHours?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'False: nothing new is booked with this examiner.' })
  @IsOptional()
  @IsBoolean()
  active?: boolean | null;
}
