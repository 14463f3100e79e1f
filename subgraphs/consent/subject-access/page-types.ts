import { Length } from 'class-validator';
import { Directive, Field, ID, InputType, ObjectType } from 'type-graphql';
import { AgencyKind, Category, Classified, Purpose } from '../../kit/index.js';

/** What the gateway asks for her page. None of it is part of the public schema, and none of it names anybody. */

@InputType({ description: 'A code, as it was typed. For the gateway only.' })
@Directive('@inaccessible')
export class SubjectSessionOpenInput {
  @Field(() => String, { description: 'What was typed.' })
  code!: string;

  @Field(() => String, { description: 'Hash of the network address that it came from.' })
  @Length(1, 100)
  source!: string;
}

@InputType({ description: 'Her open page. For the gateway only.' })
@Directive('@inaccessible')
export class SubjectPageInput {
  @Field(() => String, { description: 'Token of the session.' })
  session!: string;

  @Field(() => ID, { nullable: true, description: 'Only looks before this one.' })
  before?: string | null;
}

@InputType({ description: 'What she takes back on her page. For the gateway only.' })
@Directive('@inaccessible')
export class SubjectWithdrawInput {
  @Field(() => String, { description: 'Token of the session.' })
  session!: string;

  @Field(() => ID, { nullable: true, description: 'One consent; without it, all.' })
  consent?: string | null;
}

@ObjectType({ description: 'Something of hers that is open to an agency. For the gateway only.' })
@Directive('@inaccessible')
export class SubjectSharing {
  @Field(() => ID, { nullable: true, description: 'The consent, which she can withdraw; null for another ground.' })
  @Classified('OPAQUE')
  consent!: string | null;

  @Field(() => AgencyKind, { nullable: true, description: 'Kind of the agency; null when it cannot be told now.' })
  @Classified('OPAQUE')
  agencyKind!: AgencyKind | null;

  @Field(() => String, { description: 'On which ground: a `DisclosureBasis`.' })
  @Classified('OPAQUE')
  ground!: string;

  @Field(() => [Purpose], { description: 'For what.' })
  @Classified('OPAQUE')
  purposes!: Purpose[];

  @Field(() => [Category], { description: 'What.' })
  @Classified('OPAQUE')
  categories!: Category[];

  @Field(() => Date, { description: 'Until when.' })
  @Classified('OPAQUE')
  until!: Date;
}

@ObjectType({ description: 'A look at something of hers. For the gateway only.' })
@Directive('@inaccessible')
export class SubjectLook {
  @Field(() => ID, { description: 'Its place in the list.' })
  @Classified('OPAQUE')
  id!: string;

  @Field(() => String, { description: 'Looks of one request belong together.' })
  @Classified('OPAQUE')
  request!: string;

  @Field(() => String, { description: 'An `AccessKind`.' })
  @Classified('OPAQUE')
  kind!: string;

  @Field(() => AgencyKind, {
    nullable: true,
    description: 'Kind of the agency; null for herself, and when it cannot be told now.',
  })
  @Classified('OPAQUE')
  agencyKind!: AgencyKind | null;

  @Field(() => Category, { nullable: true, description: 'What was seen.' })
  @Classified('OPAQUE')
  category!: Category | null;

  @Field(() => String, { nullable: true, description: 'On which ground: a `DisclosureBasis`.' })
  @Classified('OPAQUE')
  ground!: string | null;

  @Field(() => Purpose, { description: 'For what.' })
  @Classified('OPAQUE')
  purpose!: Purpose;

  @Field(() => Date, { description: 'When.' })
  @Classified('OPAQUE')
  at!: Date;
}

@ObjectType({ description: 'Her own page. For the gateway only.' })
@Directive('@inaccessible')
export class SubjectPage {
  @Field(() => String, { description: 'Language in which it was handed over: kk, ru or en.' })
  @Classified('OPAQUE')
  language!: string;

  @Field(() => [SubjectSharing], { description: 'What is open now, and to which kind of agency.' })
  @Classified('OPAQUE')
  sharing!: SubjectSharing[];

  @Field(() => [SubjectLook], { description: 'Who looked, newest first.' })
  @Classified('OPAQUE')
  looks!: SubjectLook[];

  @Field(() => Boolean, { description: 'Whether there are older looks.' })
  @Classified('OPAQUE')
  more!: boolean;
}
