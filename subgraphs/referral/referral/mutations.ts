import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { assertRecipient, type Commit, mutate, type SubgraphContext } from '../../kit/index.js';
import { CaseWork } from '../access.js';
import { consentCoverage } from '../consent-client.js';
import { actOnReferral, referralNotFound } from './act.js';
import { forwardReferral } from './forward.js';
import {
  ReferralActInput,
  ReferralAnswerInput,
  ReferralAskInput,
  ReferralCompleteInput,
  ReferralDeclineInput,
  ReferralForwardInput,
  ReferralSendInput,
  ReferralTakeInput,
} from './input.js';
import { ownReferral, possibleDuplicate, referralCounters } from './own.js';
import { answerRecipient, askSender } from './question.js';
import { sendReferral } from './send.js';
import { releaseReferral, takeReferral } from './take.js';
import { type Referral, ReferralCounters, ReferralPayload, ReferralPossibleDuplicate } from './types.js';
import type { ReferralDeclineReason, ReferralOutcome } from './vocabulary.js';

const REFERRAL = { description: 'The referral.' };

@Resolver(() => ReferralPayload)
export class ReferralMutationResolver {
  @Mutation(() => ReferralPayload, {
    description:
      'Refers her to a service, with what she lets travel with it. Refused when that is not covered. `possibleDuplicate` says when your agency has done so already; that refuses nothing.',
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

  @Mutation(() => ReferralPayload, {
    description:
      'Sends a referral on to another agency, within what she agreed to for that one: as the service that had it, or as its sender when nobody answers or the service does not take her. Answers the new referral.',
  })
  @CaseWork()
  async referralForward(
    @Arg('input', () => ReferralForwardInput, REFERRAL) input: ReferralForwardInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ReferralPayload> {
    return mutate(ctx, 'referralForward', input, ReferralPayload, async (commit) => {
      const { victimId, recipient, recipientUnit = null, categories } = input;
      await assertRecipient(ctx, input);
      const coverage = victimId ? await consentCoverage(ctx, { victimId, recipient, recipientUnit, categories }) : null;
      const id = await kept(ctx, [input.referralId, coverage?.key], () =>
        commit((manager) => forwardReferral(manager, ctx, input, coverage)),
      );
      return { referral: await readAgain(ctx, id) };
    });
  }

  @Mutation(() => ReferralPayload, {
    description: 'Asks the sender something about a referral, in no words about her. It is received by that.',
  })
  @CaseWork()
  async referralAsk(
    @Arg('input', () => ReferralAskInput, REFERRAL) input: ReferralAskInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ReferralPayload> {
    return step(ctx, 'referralAsk', input, (commit) => commit((manager) => askSender(manager, ctx, input)));
  }

  @Mutation(() => ReferralPayload, {
    description: 'Answers what the service asked, and sends more of her record along as far as she lets it travel.',
  })
  @CaseWork()
  async referralAnswer(
    @Arg('input', () => ReferralAnswerInput, REFERRAL) input: ReferralAnswerInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ReferralPayload> {
    return step(ctx, 'referralAnswer', input, async (commit) => {
      const { victimId, referralId, categories } = input;
      const to = victimId && categories?.length ? await ownReferral(ctx, referralId) : null;
      const coverage =
        to &&
        (await consentCoverage(ctx, {
          victimId: victimId!,
          recipient: to.recipient,
          recipientUnit: to.recipientUnit,
          categories: categories!,
        }));
      return kept(ctx, [coverage?.key], () => commit((manager) => answerRecipient(manager, ctx, input, coverage)));
    });
  }

  @Mutation(() => ReferralPayload, { description: 'You take a referral upon yourself, for your own side of it.' })
  @CaseWork()
  async referralTake(
    @Arg('input', () => ReferralTakeInput, REFERRAL) input: ReferralTakeInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ReferralPayload> {
    return step(ctx, 'referralTake', input, (commit) => commit((manager) => takeReferral(manager, ctx, input)));
  }

  @Mutation(() => ReferralPayload, {
    description: 'Gives a referral back to your unit: nobody of it has taken it then.',
  })
  @CaseWork()
  async referralRelease(
    @Arg('input', () => ReferralActInput, REFERRAL) input: ReferralActInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ReferralPayload> {
    return step(ctx, 'referralRelease', input, (commit) => commit((manager) => releaseReferral(manager, ctx, input)));
  }

  @Mutation(() => ReferralPayload, {
    description:
      'You have seen that a service does not take her, or did not answer: it does not wait for you any more.',
  })
  @CaseWork()
  async referralNote(
    @Arg('input', () => ReferralActInput, REFERRAL) input: ReferralActInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ReferralPayload> {
    return act(ctx, 'note', input);
  }

  @FieldResolver(() => ReferralPossibleDuplicate, {
    nullable: true,
    description:
      "For the sender: the newest other open referral of hers for the same service that your own agency sent. Another agency's are never looked at.",
  })
  async possibleDuplicate(
    @Root() { referral }: ReferralPayload,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ReferralPossibleDuplicate | null> {
    return referral && possibleDuplicate(ctx, referral);
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
  transition: Parameters<typeof actOnReferral>[2],
  input: ReferralActInput,
  said: ReferralDeclineReason | ReferralOutcome | null = null,
): Promise<ReferralPayload> {
  return step(ctx, `referral ${transition}`, input, (commit) =>
    kept(ctx, [input.referralId], () => commit((manager) => actOnReferral(manager, ctx, transition, input, said))),
  );
}

/** A mutation of a referral that answers it as it is then. */
function step(
  ctx: SubgraphContext,
  operation: string,
  input: ReferralActInput,
  work: (commit: Commit) => Promise<string>,
): Promise<ReferralPayload> {
  return mutate(ctx, operation, input, ReferralPayload, async (commit) => ({
    referral: await readAgain(ctx, await work(commit)),
  }));
}

/** Acknowledges nothing before its closures are kept; also of one that is sent again: it is closed already, and may not be kept yet. */
async function kept<T>(
  ctx: SubgraphContext,
  subjects: readonly (string | null | undefined)[],
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } finally {
    for (const subject of subjects) if (subject) await ctx.closures.kept(subject);
  }
}

/** Under the rules of this moment: who has been walled off since gets what a stranger gets. */
async function readAgain(ctx: SubgraphContext, id: string): Promise<Referral> {
  const referral = await ownReferral(ctx, id);
  if (!referral) throw referralNotFound();
  return referral;
}
