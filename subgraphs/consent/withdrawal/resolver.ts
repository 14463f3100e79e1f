import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Access, Classified, hubError, mutate, type SubgraphContext } from '../../kit/index.js';
import { victimOrRefuse } from '../consent/resolver.js';
import { sheAsks } from '../victim/hers.js';
import { MEETS_HER } from '../victim/resolver.js';
import { Victim } from '../victim/types.js';
import type { OpenVictim } from '../victim/victim.js';
import { heldByRecipients } from './held.js';
import { ConsentWithdrawInput, ConsentWithdrawPayload, HeldByRecipient } from './types.js';
import { withdraw } from './withdraw.js';

@Resolver(() => Victim)
export class WithdrawalResolver {
  @FieldResolver(() => [HeldByRecipient], {
    nullable: true,
    description:
      'What recipients of her consents have seen and so may hold, whether she withdrew or not: for her, an advocate beside her (purpose SUBJECT_REQUEST). Reading it is logged.',
  })
  @Classified('OPAQUE')
  async heldByRecipients(@Root() victim: OpenVictim, @Ctx() ctx: SubgraphContext): Promise<HeldByRecipient[]> {
    if (!sheAsks(ctx.purposeful)) throw hubError('FORBIDDEN');
    return heldByRecipients(ctx, victim.key);
  }

  @Mutation(() => ConsentWithdrawPayload, {
    description:
      'Closes at once what her consent had opened, and tells its recipients to stop. Cancels no hold, appointment or stay. The answer is the same whether there was a consent or not.',
  })
  @Access({ purposes: 'any', roles: MEETS_HER })
  async consentWithdraw(
    @Arg('input', () => ConsentWithdrawInput, { description: 'What she takes back.' }) input: ConsentWithdrawInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConsentWithdrawPayload> {
    return mutate(ctx, 'consentWithdraw', input, ConsentWithdrawPayload, async (commit) => {
      const key = await victimOrRefuse(ctx, input.victimId);
      const { consentId, recipient } = input;
      const at = await commit((manager) =>
        withdraw(ctx, manager, key, ctx.requester, { consent: consentId, recipient }),
      );
      await ctx.closures.kept(key);
      const held = sheAsks(ctx.purposeful) ? await heldByRecipients(ctx, key) : null;
      return { withdrawnAt: new Date(at), held };
    });
  }
}
