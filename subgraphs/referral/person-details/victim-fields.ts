import { Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { Classified, type SubgraphContext } from '../../kit/index.js';
import { SafeContact, safeContactOf } from '../safe-contact/rule-types.js';
import { Victim } from '../victim.js';
import type { Part } from './parts.js';
import { openOwnPart } from './sealed-details.js';
import { Household, PersonIdentity } from './types.js';

@Resolver(() => Victim)
export class VictimPersonResolver {
  @FieldResolver(() => PersonIdentity, { nullable: true, description: 'Who she is, from what your own agency holds.' })
  @Classified('IDENTITY')
  @Directive('@requires(fields: "identityDisclosure")')
  async identity(@Root() victim: Victim, @Ctx() ctx: SubgraphContext): Promise<PersonIdentity | null> {
    return answer(ctx, victim, 'identity', PersonIdentity);
  }

  @FieldResolver(() => SafeContact, {
    nullable: true,
    description: 'How she may be reached safely, from what your own agency holds.',
  })
  @Classified('CONTACT')
  @Directive('@requires(fields: "contactDisclosure")')
  async safeContact(@Root() victim: Victim, @Ctx() ctx: SubgraphContext): Promise<SafeContact | null> {
    const open = await openOwnPart(ctx, victim.key, 'contact');
    return open && safeContactOf(open);
  }

  @FieldResolver(() => Household, {
    nullable: true,
    description: 'Who comes with her, from what your own agency holds.',
  })
  @Classified('HOUSEHOLD')
  @Directive('@requires(fields: "householdDisclosure")')
  async household(@Root() victim: Victim, @Ctx() ctx: SubgraphContext): Promise<Household | null> {
    return answer(ctx, victim, 'household', Household);
  }
}

async function answer<T extends object>(
  ctx: SubgraphContext,
  victim: Victim,
  part: Exclude<Part, 'contact'>,
  type: new () => T,
): Promise<T | null> {
  const open = await openOwnPart(ctx, victim.key, part);
  return open && Object.assign(new type(), open.content, { version: open.version, referralId: open.referralId });
}
