import { ArrayMaxSize, IsInt, IsOptional, IsUUID, Length, Max, Min, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Payload } from '../../kit/index.js';
import { BedCountAge } from '../availability/count-age.js';
import { Shelter } from '../shelter/types.js';
import { ShelterUnit, ShelterUnitKind } from '../unit/types.js';

@InputType({ description: 'What staff have counted of one kind of unit.' })
export class BedCountInput {
  @Field(() => ShelterUnitKind, { description: 'The kind.' })
  kind!: ShelterUnitKind;

  @Field(() => Int, { description: 'Beds in service, 0 to 500.' })
  @Min(0)
  @Max(500)
  beds!: number;

  @Field(() => Int, {
    description:
      'Beds that nobody else can be given: those in which somebody sleeps, and the others of a room that a household has to itself.',
  })
  @Min(0)
  @Max(500)
  occupied!: number;
}

@InputType({ description: 'A count of the beds of a shelter.' })
export class BedAvailabilityPublishInput {
  @Field(() => String, { description: 'A value you choose; sending again with the same value has no second effect.' })
  @Length(8, 100)
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The shelter.' })
  @IsUUID()
  shelterId!: string;

  @Field(() => Int, {
    description: 'How many counts you have seen (`countsVersion`): refused when there is another one by now.',
  })
  @IsInt()
  expectedVersion!: number;

  @Field(() => Date, {
    nullable: true,
    description:
      'When it was counted, at most 8 hours ago; now when left out. What came and went on the hub since is allowed for.',
  })
  observedAt?: Date | null;

  @Field(() => [BedCountInput], {
    nullable: true,
    description:
      'Of a shelter that publishes counts: every kind of unit that it has, in one call. Left out by one that runs its beds on the hub: what the hub derives is confirmed.',
  })
  @IsOptional()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  counts?: BedCountInput[] | null;
}

@ObjectType({ description: 'Answer to bedAvailabilityPublish.' })
export class BedAvailabilityPayload extends Payload {
  @Field(() => Shelter, { nullable: true, description: 'The shelter as it is now.' })
  shelter!: Shelter | null;

  @Field(() => [ShelterUnit], { nullable: true, description: 'Its units with the counts as they are now.' })
  units!: ShelterUnit[] | null;
}

@ObjectType({ description: 'A shelter of your agency whose counts are too old: others are told to telephone first.' })
export class BedCountsDue {
  @Field(() => ID, { description: 'The shelter.' })
  shelterId!: string;

  @Field(() => String, { description: "Its name, in the caller's language." })
  shelterName!: string;

  @Field(() => Date, { nullable: true, description: 'When staff last counted; null when they never have.' })
  observedAt!: Date | null;

  @Field(() => BedCountAge, { description: 'The same in a word.' })
  countAge!: BedCountAge;

  @Field(() => Int, { description: 'Pass it as `expectedVersion` of `bedAvailabilityPublish`.' })
  countsVersion!: number;
}
