import { IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { ResponseStep } from '../response-clock/vocabulary.js';

@ObjectType({ description: 'How much is late at an agency at this moment. Names nobody.' })
export class ResponseLate {
  @Field(() => ID, { description: 'The agency.' })
  agency!: string;

  @Field(() => ResponseStep, { description: 'What is owed.' })
  step!: ResponseStep;

  @Field(() => Int, { nullable: true, description: 'How many; null for fewer than five.' })
  late!: number | null;
}

@ObjectType({ description: 'How long an agency took in a month. Months with fewer than ten people are not there.' })
export class ResponseTimes {
  @Field(() => String, { description: 'Month in which the step was done, by UTC: YYYY-MM.' })
  month!: string;

  @Field(() => ResponseStep, { description: 'The step.' })
  step!: ResponseStep;

  @Field(() => Int, {
    description:
      'Half of them took no longer: minutes from the sending, or from her safe time where it had to be waited for.',
  })
  medianMinutes!: number;

  @Field(() => Int, { description: 'Nine of ten took no longer: minutes, counted in the same way.' })
  p90Minutes!: number;
}

@InputType({ description: 'Whose times, and of how many months.' })
export class ResponseTimesInput {
  @Field(() => ID, { nullable: true, description: 'The agency, for those who run the hub; your own when left out.' })
  @IsOptional()
  @IsUUID()
  agency?: string | null;

  @Field(() => Int, { defaultValue: 12, description: 'Months that are over, 1 to 36.' })
  @IsInt()
  @Min(1)
  @Max(36)
  months!: number;
}
