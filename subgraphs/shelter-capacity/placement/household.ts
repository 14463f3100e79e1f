import { Field, Int, ObjectType } from 'type-graphql';
import { Category, Classified } from '../../kit/index.js';
import { BedAdultAge } from '../household/fit.js';
import { BedChildSex } from '../household/types.js';

@ObjectType({ description: 'A child of a household that has beds. Nobody is named.' })
export class PlacementChild {
  @Field(() => Int, { description: 'Age in years.' })
  @Classified(Category.SHELTER)
  age!: number;

  @Field(() => BedChildSex, { description: 'Sex.' })
  @Classified(Category.SHELTER)
  sex!: `${BedChildSex}`;
}

@ObjectType({ description: 'A household that has beds. Nobody is named.' })
export class PlacementHousehold {
  @Field(() => Int, { description: 'Adults.' })
  @Classified(Category.SHELTER)
  adults!: number;

  @Field(() => Int, { description: 'How many of the adults are men.' })
  @Classified(Category.SHELTER)
  adultMen!: number;

  @Field(() => [PlacementChild], { description: 'The children.' })
  @Classified(Category.SHELTER)
  children!: readonly PlacementChild[];

  @Field(() => Boolean, { description: 'Somebody uses a wheelchair.' })
  @Classified(Category.SHELTER)
  wheelchair!: boolean;

  @Field(() => Boolean, { description: 'Animals come along.' })
  @Classified(Category.SHELTER)
  pets!: boolean;

  @Field(() => [BedAdultAge], { nullable: true, description: 'An age band of each adult of whom it was said.' })
  @Classified(Category.SHELTER)
  adultAges?: readonly BedAdultAge[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Languages in which somebody of the household can speak (ISO 639), when that was said.',
  })
  @Classified(Category.SHELTER)
  languages?: readonly string[] | null;
}
