import { Directive, Field, ID, ObjectType } from 'type-graphql';

@ObjectType({
  description: 'Something that happened to a record of your agency. It names nobody: open the record by its id.',
})
@Directive('@shareable')
export class Event {
  @Field(() => ID, { description: 'The same each time the event is delivered, by whatever way.' })
  id!: string;

  @Field(() => String, {
    description: 'What happened, such as `referral.accepted`. New ones may come: leave out those you do not know.',
  })
  type!: string;

  @Field(() => ID, { description: 'Id of the record that it happened to: of the kind that the type begins with.' })
  object!: string;

  @Field(() => Date, { description: 'When it happened.' })
  at!: Date;
}

@ObjectType({
  description: 'Events of your agency or unit, oldest first; those of one record in the order in which they happened.',
})
@Directive('@shareable')
export class EventPage {
  @Field(() => [Event], { description: 'The events of this page.' })
  events!: Event[];

  @Field(() => String, { description: 'Pass as `after` to go on. It moves on also when there is nothing: keep it.' })
  cursor!: string;

  @Field(() => Boolean, { description: 'True when there may be more now.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, {
    description: 'True when events since your cursor are no longer kept (30 days): list your records anew.',
  })
  missed!: boolean;
}
