import { Arg, Ctx, FieldResolver, Mutation, Resolver } from 'type-graphql';
import { assertRecipient, mutate, type SubgraphContext } from '../../kit/index.js';
import { CaseWork } from '../access.js';
import { consentCoverage } from '../consent-client.js';
import { actOnReferral, referralNotFound } from './act.js';
import { ReferralActInput, ReferralCompleteInput, ReferralDeclineInput, ReferralSendInput } from './input.js';
import { ownReferral, referralCounters } from './own.js';
import type { ReferralTransition } from './rules.js';
import { sendReferral } from './send.js';
import { type Referral, ReferralCounters, ReferralPayload } from './types.js';
import type { ReferralDeclineReason, ReferralOutcome } from './vocabulary.js';

const REFERRAL = { description: 'The referral.' };

@Resolver(() => ReferralPayload)
export class ReferralMutationResolver {
  @Mutation(() => ReferralPayload, {
    description: 'Refers her to a service, with what she lets travel with it. Refused when that is not covered.',
  })
  @CaseWork()
  async referralSend(
    @Arg('input', () => ReferralSendInput, REFERRAL) input: ReferralSendInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ReferralPayload> {
    return mutate(ctx, 'referralSend', input, ReferralPayload, async (commit) => {
      const { victimId, recipient, recipientUnit = null, categories } = input;
      await assertRecipient(ctx, input);
      const coverage = victimId ? await consentCoverage(ctx, { victimId, recipient, recipientUnit, categories }) : null;
      const id = await commit((manager) => sendReferral(manager, ctx, input, coverage));
      if (coverage?.key) await ctx.closures.kept(coverage.key);
      return { referral: await readAgain(ctx, id) };
    });
  }

  @Mutation(() => ReferralPayload, { description: 'Tells the sender that you have it. It is not accepted by that.' })
  @CaseWork()
  async referralAcknowledge(
    @Arg('input', () => ReferralActInput, REFERRAL) input: ReferralActInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ReferralPayload> {
    return act(ctx, 'acknowledge', input);
  }

  @Mutation(() => ReferralPayload, { description: 'Your service takes her.' })
  @CaseWork()
  async referralAccept(
    @Arg('input', () => ReferralActInput, REFERRAL) input: ReferralActInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ReferralPayload> {
    return act(ctx, 'accept', input);
  }

  @Mutation(() => ReferralPayload, { description: 'Your service does not take her.' })
  @CaseWork()
  async referralDecline(
    @Arg('input', () => ReferralDeclineInput, REFERRAL) input: ReferralDeclineInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ReferralPayload> {
    return act(ctx, 'decline', input, input.reason);
  }

  @Mutation(() => ReferralPayload, {
    description: 'She told you that she does not want it. Sender and recipient can record that.',
  })
  @CaseWork()
  async referralNotWanted(
    @Arg('input', () => ReferralActInput, REFERRAL) input: ReferralActInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ReferralPayload> {
    return act(ctx, 'notWanted', input);
  }

  @Mutation(() => ReferralPayload, { description: 'Your service begins.' })
  @CaseWork()
  async referralStart(
    @Arg('input', () => ReferralActInput, REFERRAL) input: ReferralActInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ReferralPayload> {
    return act(ctx, 'start', input);
  }

  @Mutation(() => ReferralPayload, { description: 'Your service has ended.' })
  @CaseWork()
  async referralComplete(
    @Arg('input', () => ReferralCompleteInput, REFERRAL) input: ReferralCompleteInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ReferralPayload> {
    return act(ctx, 'complete', input, input.outcome);
  }

  @Mutation(() => ReferralPayload, { description: 'Takes a referral back that your unit sent.' })
  @CaseWork()
  async referralCancel(
    @Arg('input', () => ReferralActInput, REFERRAL) input: ReferralActInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ReferralPayload> {
    return act(ctx, 'cancel', input);
  }

  @FieldResolver(() => ReferralCounters, {
    nullable: true,
    description: 'How many referrals wait for you now, after this mutation.',
  })
  async counters(@Ctx() ctx: SubgraphContext): Promise<ReferralCounters> {
    return referralCounters(ctx);
  }
}

function act(
  ctx: SubgraphContext,
  transition: ReferralTransition,
  input: ReferralActInput,
  said: ReferralDeclineReason | ReferralOutcome | null = null,
): Promise<ReferralPayload> {
  return mutate(ctx, `referral ${transition}`, input, ReferralPayload, async (commit) => {
    try {
      await commit((manager) => actOnReferral(manager, ctx, transition, input, said));
    } finally {
      // also for one that is sent again: it is closed already, and may not be kept yet
      await ctx.closures.kept(input.referralId);
    }
    return { referral: await readAgain(ctx, input.referralId) };
  });
}

/** Under the rules of this moment: who has been walled off since gets what a stranger gets. */
async function readAgain(ctx: SubgraphContext, id: string): Promise<Referral> {
  const referral = await ownReferral(ctx, id);
  if (!referral) throw referralNotFound();
  return referral;
}
