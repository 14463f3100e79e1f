import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Classified } from '../kit/index.js';

@ObjectType('Victim', { description: 'A person whom agencies protect; `consent` decides who sees what of her.' })
@Directive('@key(fields: "key")')
export class Victim {
  @Field(() => ID, { description: 'Internal key. Never part of the public schema.' })
  @Directive('@inaccessible')
  @Classified('OPAQUE')
  key!: string;

  @Field(() => String, { nullable: true, description: 'Disclosure token of FORENSIC, issued by `consent`.' })
  @Directive('@external')
  @Classified('OPAQUE')
  forensicDisclosure?: string | null;
}
