import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Classified } from '../kit/index.js';

const token = (category: string) =>
  `Disclosure token of ${category}, issued by consent. Never part of the public schema.`;

/** What this subgraph is given of a victim by the gateway. Each concept adds its own fields to it (`victim-fields.ts`). */
@ObjectType('Victim', {
  description:
    'A person whom agencies protect: a pseudonym. What each agency sees of her is what she, or another recorded basis, has opened to it.',
})
@Directive('@key(fields: "key")')
export class Victim {
  @Field(() => ID, { description: 'Internal key. Never part of the public schema.' })
  @Directive('@inaccessible')
  @Classified('OPAQUE')
  key!: string;

  @Field(() => String, { nullable: true, description: token('IDENTITY') })
  @Directive('@external')
  @Classified('OPAQUE')
  identityDisclosure?: string | null;

  @Field(() => String, { nullable: true, description: token('CONTACT') })
  @Directive('@external')
  @Classified('OPAQUE')
  contactDisclosure?: string | null;

  @Field(() => String, { nullable: true, description: token('HOUSEHOLD') })
  @Directive('@external')
  @Classified('OPAQUE')
  householdDisclosure?: string | null;

  @Field(() => String, { nullable: true, description: token('INCIDENT') })
  @Directive('@external')
  @Classified('OPAQUE')
  incidentDisclosure?: string | null;

  @Field(() => String, { nullable: true, description: token('RISK') })
  @Directive('@external')
  @Classified('OPAQUE')
  riskDisclosure?: string | null;

  @Field(() => String, { nullable: true, description: token('REFERRAL') })
  @Directive('@external')
  @Classified('OPAQUE')
  referralDisclosure?: string | null;
}

/** A victim as an object of this subgraph names her; `consent` decides what, if anything, is open. */
export function victimStub(key: string | null): Victim | null {
  return key === null ? null : Object.assign(new Victim(), { key });
}
