import { IsOptional, Length, Matches, Max, Min } from 'class-validator';
import { GraphQLLocalDate } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Classified, connectionType, Payload } from '../../kit/index.js';
import { Placement } from '../placement/types.js';
import { ShelterUnitKind } from '../unit/types.js';

@InputType({ description: 'How long guests stay in a quarantine unit, as an authority has said it.' })
export class QuarantinePeriodSetInput {
  @Field(() => String, { description: 'A country, or a region of it, by ISO 3166: KZ, KZ-75. The region goes first.' })
  @Matches(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/)
  jurisdiction!: string;

  @Field(() => Int, { nullable: true, description: 'Days, 1 to 60; left out when there is none from then on.' })
  @IsOptional()
  @Min(1)
  @Max(60)
  days?: number | null;

  @Field(() => GraphQLLocalDate, { description: 'From which day.' })
  startsOn!: string;

  @Field(() => String, { description: 'Where it is said: the order and who gave it.' })
  @Length(1, 500)
  source!: string;

  @Field(() => GraphQLLocalDate, { description: 'Date of the source.' })
  sourceDate!: string;
}

@ObjectType({
  description: 'How long guests stay in a quarantine unit. There is none unless an authority has said so.',
})
export class QuarantinePeriod {
  @Field(() => ID, { description: 'Id.' })
  id!: string;

  @Field(() => String, { description: 'A country, or a region of it, by ISO 3166.' })
  jurisdiction!: string;

  @Field(() => Int, { nullable: true, description: 'Days; null: none.' })
  days!: number | null;

  @Field(() => GraphQLLocalDate, { description: 'From which day.' })
  startsOn!: string;

  @Field(() => String, { description: 'Where it is said.' })
  source!: string;

  @Field(() => GraphQLLocalDate, { description: 'Date of the source.' })
  sourceDate!: string;
}

@ObjectType({ description: 'Answer to quarantinePeriodSet.' })
export class QuarantinePeriodPayload extends Payload {
  @Field(() => QuarantinePeriod, { nullable: true, description: 'The period.' })
  period!: QuarantinePeriod | null;
}

@ObjectType({
  description:
    'A guest whose quarantine is over, with a unit that is free and fits. A proposal: nobody is moved by it.',
})
export class BedTransferDue {
  @Field(() => Placement, { description: 'The stay.' })
  @Classified('OPAQUE')
  placement!: Placement;

  @Field(() => GraphQLLocalDate, { description: 'The day from which she may be moved.' })
  @Classified('OPAQUE')
  dueOn!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'A unit of the same shelter, for `bedTransfer`; null when none fits.',
  })
  @Classified('OPAQUE')
  unitId!: string | null;

  @Field(() => ShelterUnitKind, { nullable: true, description: 'What that unit is.' })
  @Classified('OPAQUE')
  unitKind!: ShelterUnitKind | null;
}

export const BedTransferDueConnection = connectionType(BedTransferDue, 'BedTransferDue');
