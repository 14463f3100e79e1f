import { IsDate, IsOptional, Length } from 'class-validator';
import { Directive, Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { Category, Classified, disclosureField, Payload, Purpose } from '../../kit/index.js';

export enum SharingState {
  OPEN = 'OPEN',
  WITHHELD = 'WITHHELD',
}

export enum DisclosureBasis {
  CONSENT = 'CONSENT',
  STATUTORY_DUTY = 'STATUTORY_DUTY',
  COURT_ORDER = 'COURT_ORDER',
  VITAL_INTEREST = 'VITAL_INTEREST',
  EMERGENCY_ACCESS = 'EMERGENCY_ACCESS',
}

export enum VictimKind {
  ADULT = 'ADULT',
  CHILD = 'CHILD',
}

registerEnumType(VictimKind, {
  name: 'VictimKind',
  description: 'Whose record it is.',
  valuesConfig: {
    ADULT: { description: 'Of somebody who decides for herself.' },
    CHILD: { description: 'Of a child: a guardian decides with her, and it never carries CONTACT or SHELTER.' },
  },
});

registerEnumType(SharingState, {
  name: 'SharingState',
  description: 'Whether a category is open to you, for the purpose you stated.',
  valuesConfig: { OPEN: { description: 'Open to you.' }, WITHHELD: { description: 'Not shared with you.' } },
});

registerEnumType(DisclosureBasis, {
  name: 'DisclosureBasis',
  description: 'On what ground a category is open.',
  valuesConfig: {
    CONSENT: { description: 'She agreed to it.' },
    STATUTORY_DUTY: { description: 'A duty by law, recorded with author, reason and review.' },
    COURT_ORDER: { description: 'An order of a court, recorded with author, reason and review.' },
    VITAL_INTEREST: { description: 'Her vital interest, recorded with author, reason and review.' },
    EMERGENCY_ACCESS: {
      description:
        'A threat to life, stated by the member of staff who looks; for an hour at most, reviewed by another person.',
    },
  },
});

@ObjectType({ description: 'Whether a category of the record is open to you, for the purpose you stated.' })
export class CategorySharing {
  @Field(() => Category, { description: 'The category.' })
  @Classified('OPAQUE')
  category!: Category;

  @Field(() => SharingState, { description: 'Open or withheld.' })
  @Classified('OPAQUE')
  state!: SharingState;

  @Field(() => DisclosureBasis, { nullable: true, description: 'On what ground it is open; null when withheld.' })
  @Classified('OPAQUE')
  basis!: DisclosureBasis | null;

  @Field(() => Date, { nullable: true, description: 'When it closes by itself; null when withheld.' })
  @Classified('OPAQUE')
  until!: Date | null;
}

const hidden = (category: Category) =>
  `Disclosure token of ${category}, for the subgraph that owns it. Never part of the public schema.`;

@ObjectType({
  description:
    'A person whom agencies protect: a pseudonym. What each agency sees of her is what she, or another recorded basis, has opened to it.',
})
@Directive('@key(fields: "key")')
export class Victim {
  @Field(() => ID, { description: 'Internal key. Never part of the public schema.' })
  @Directive('@inaccessible')
  @Classified('OPAQUE')
  key!: string;
}

// one hidden field for each category, whoever owns it: a new owner needs no change here
for (const category of Object.values(Category)) {
  for (const decorate of [
    Classified('OPAQUE'),
    Directive('@inaccessible'),
    Field(() => String, { nullable: true, description: hidden(category) }),
  ])
    decorate(Victim.prototype, disclosureField(category));
}

@InputType({ description: 'A new pseudonym. Nothing about the person is part of it.' })
export class VictimRegisterInput {
  @Field(() => String, { description: 'A value you choose; sending again with the same value has no second effect.' })
  @Length(8, 100)
  idempotencyKey!: string;

  @Field(() => VictimKind, { defaultValue: VictimKind.ADULT, description: 'Whose record it is. It stays so.' })
  kind!: VictimKind;

  @Field(() => Date, {
    nullable: true,
    description:
      'For a child, and only for one: when she comes of age. When that is not known exactly, the earliest day that it may be: from then on nobody decides for her.',
  })
  @IsOptional()
  @IsDate()
  majorityAt?: Date | null;
}

@ObjectType({ description: 'Answer to victimRegister.' })
export class VictimRegisterPayload extends Payload {
  @Field(() => ID, {
    nullable: true,
    description: "Your agency's id for her. Another agency has another one; the two cannot be joined.",
  })
  victimId!: string | null;
}

@InputType({ description: 'A public id, asked by a subgraph.' })
@Directive('@inaccessible')
export class VictimResolveInput {
  @Field(() => ID, { description: "The requester's agency's id." })
  victimId!: string;
}

@InputType({ description: 'What a referral would carry, asked by a subgraph.' })
@Directive('@inaccessible')
export class ConsentCoverageInput {
  @Field(() => ID, { description: "The requester's agency's id." })
  victimId!: string;

  @Field(() => ID, { description: 'Agency that would receive it.' })
  recipient!: string;

  @Field(() => ID, { nullable: true, description: 'Unit of that agency.' })
  recipientUnit?: string | null;

  @Field(() => [Category], { description: 'What would travel.' })
  categories!: Category[];

  @Field(() => Purpose, { nullable: true, description: 'For which purpose; left out: for whatever purpose.' })
  purpose?: Purpose | null;
}

@ObjectType({ description: 'Whether a referral is covered. For subgraphs only.' })
@Directive('@inaccessible')
export class ConsentCoverage {
  @Field(() => ID, {
    nullable: true,
    description: 'Internal key; null when there is nobody whom the requester may name so.',
  })
  @Classified('OPAQUE')
  key!: string | null;

  @Field(() => Boolean, { description: 'Whether a wall keeps the recipient out as a whole.' })
  @Classified('OPAQUE')
  recipientWalled!: boolean;

  @Field(() => [Category], { description: 'Categories that nothing opens to the recipient now.' })
  @Classified('OPAQUE')
  missing!: Category[];

  @Field(() => Date, { nullable: true, description: 'When the earliest covering basis ends.' })
  @Classified('OPAQUE')
  until!: Date | null;
}
