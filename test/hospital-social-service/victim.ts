import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Classified } from '../../subgraphs/kit/index.js';

/** What this subgraph is given of a victim by the gateway: her internal key, and the disclosure token of the category that it owns. */
@ObjectType('Victim', { description: 'A person whom agencies protect; `consent` decides who sees what of her.' })
@Directive('@key(fields: "key")')
export class Victim {
  @Field(() => ID, { description: 'Internal key. Never part of the public schema.' })
  @Directive('@inaccessible')
  @Classified('OPAQUE')
  key!: string;

  @Field(() => String, { nullable: true, description: 'Disclosure token of SUPPORT, issued by `consent`.' })
  @Directive('@external')
  @Classified('OPAQUE')
  supportDisclosure?: string | null;
}
