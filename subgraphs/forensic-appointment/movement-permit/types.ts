import { IsOptional, IsUUID, Length, Matches } from 'class-validator';
import { Directive, Field, ID, InputType, ObjectType } from 'type-graphql';
import { Classified, connectionType, Payload } from '../../kit/index.js';
import { Victim } from '../victim.js';

@ObjectType({
  description:
    'Leave for a medical visit, for its bearer and one companion. It says where the way begins, and never where it leads, why, or whose it is.',
})
export class MovementPermit {
  @Field(() => ID, { description: 'Id of the permit.' })
  @Classified('OPAQUE')
  id!: string;

  @Field(() => String, {
    description: 'Number on the paper, for whoever checks it without a network: ten random digits.',
  })
  @Classified('OPAQUE')
  number!: string;

  @Field(() => Date, { description: 'Valid from then on, as often as it is shown.' })
  @Classified('FORENSIC')
  validFrom!: Date;

  @Field(() => Date, { description: 'Valid until then.' })
  @Classified('FORENSIC')
  validUntil!: Date;

  @Field(() => String, { description: 'Where the way begins: a region (ISO 3166-2:KZ) or a district (KATO).' })
  @Classified('FORENSIC')
  startArea!: string;

  @Field(() => Date, { description: 'When it was issued.' })
  @Classified('OPAQUE')
  issuedAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When it was taken back; null when it was not.' })
  @Classified('OPAQUE')
  revokedAt!: Date | null;

  @Field(() => Victim, {
    nullable: true,
    description: 'Her record. Null when none is named, which is the rule, or nothing of it is open to you.',
  })
  @Classified('OPAQUE')
  victim!: Victim | null;
}

export const MovementPermitConnection = connectionType(MovementPermit, 'MovementPermit');

@ObjectType({ description: 'A line of the paper.' })
export class MovementPermitLine {
  @Field(() => String, { description: 'What it is.' })
  @Classified('OPAQUE')
  term!: string;

  @Field(() => String, { description: 'What is written there.' })
  @Classified('OPAQUE')
  value!: string;
}

@ObjectType({ description: 'What is printed and handed over. Shown once: the token in it is not kept.' })
export class MovementPermitPaper {
  @Field(() => String, { description: 'Address that the code leads to: the page on which a checkpoint checks it.' })
  @Classified('OPAQUE')
  address!: string;

  @Field(() => String, { description: 'The code, as SVG.' })
  @Classified('OPAQUE')
  qr!: string;

  @Field(() => String, { description: 'Its title in three languages, for who prints it by a page of their own.' })
  @Classified('OPAQUE')
  title!: string;

  @Field(() => [MovementPermitLine], { description: 'Its lines, in their order.' })
  @Classified('OPAQUE')
  lines!: MovementPermitLine[];

  @Field(() => [String], { description: 'What is written before the code, and after it.' })
  @Classified('OPAQUE')
  notes!: string[];

  @Field(() => String, { description: 'The whole paper in three languages, as an HTML document to print.' })
  @Classified('OPAQUE')
  html!: string;
}

@InputType({ description: 'A permit for a medical visit. Nobody need be named.' })
export class MovementPermitIssueInput {
  @Field(() => String, { description: 'A value you choose; sending again with the same value has no second effect.' })
  @Length(8, 100)
  idempotencyKey!: string;

  @Field(() => Date, { nullable: true, description: 'Valid from then on; at once when left out.' })
  validFrom?: Date | null;

  @Field(() => Date, { description: 'Valid until then: some days at most.' })
  validUntil!: Date;

  @Field(() => String, {
    description:
      'Where the way begins: a region (ISO 3166-2:KZ, such as KZ-75) or a district (KATO, nine digits of which the last four are 0). Nothing smaller.',
  })
  @Matches(/^(KZ-\d{2}|\d{5}0000)$/)
  startArea!: string;

  @Field(() => String, {
    description:
      "The last four digits of the bearer's identity document: they are asked for at a checkpoint, and only a keyed hash of them is kept.",
  })
  @Matches(/^\d{4}$/)
  documentDigits!: string;

  @Field(() => ID, {
    nullable: true,
    description: "Your agency's id for her; leave it out to name nobody, unless your register must.",
  })
  @IsOptional()
  @Length(1, 100)
  victimId?: string | null;
}

@InputType({ description: 'A permit to take back.' })
export class MovementPermitRevokeInput {
  @Field(() => ID, { description: 'The permit.' })
  @IsUUID()
  permitId!: string;
}

@ObjectType({ description: 'Answer to movementPermitRevoke.' })
export class MovementPermitPayload extends Payload {
  @Field(() => MovementPermit, { nullable: true, description: 'The permit as it is now.' })
  movementPermit!: MovementPermit | null;
}

@ObjectType({ description: 'Answer to movementPermitIssue.' })
export class MovementPermitIssuePayload extends MovementPermitPayload {
  @Field(() => MovementPermitPaper, {
    nullable: true,
    description:
      'What is printed. Shown this once, not when the same is sent again: then issue another one and take this one back.',
  })
  paper!: MovementPermitPaper | null;
}

@InputType({ description: 'What a checkpoint has before it. For the gateway only.' })
@Directive('@inaccessible')
export class MovementPermitCheckInput {
  @Field(() => String, { description: 'The token on the paper.' })
  token!: string;

  @Field(() => String, { description: "Last four digits of the bearer's document." })
  digits!: string;
}

@ObjectType({ description: 'When a permit is valid that is valid now. For the gateway only.' })
@Directive('@inaccessible')
export class CheckedPermit {
  @Field(() => Date, { description: 'From then on.' })
  @Classified('OPAQUE')
  validFrom!: Date;

  @Field(() => Date, { description: 'Until then.' })
  @Classified('OPAQUE')
  validUntil!: Date;
}
