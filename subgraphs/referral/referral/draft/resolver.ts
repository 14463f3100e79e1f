import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import {
  Classified,
  ConnectionArgs,
  type ConnectionOf,
  connectionFrom,
  mutate,
  ownRecordParameters,
  type SubgraphContext,
} from '../../../kit/index.js';
import { CaseWork } from '../../access.js';
import { victimKey } from '../../consent-client.js';
import { isUuid } from '../../uuid.js';
import { Victim, victimStub } from '../../victim.js';
import { ReferralDraftDiscardInput, ReferralDraftSaveInput } from './input.js';
import { saveDraft } from './save.js';
import { OWN_DRAFT, OWN_DRAFTS } from './sql.js';
import { draftNotFound, takeDraft } from './take.js';
import {
  draftOf,
  ReferralDraft,
  ReferralDraftConnection,
  ReferralDraftDiscardPayload,
  ReferralDraftSavePayload,
} from './types.js';

@Resolver(() => ReferralDraft)
export class ReferralDraftResolver {
  @Mutation(() => ReferralDraftSavePayload, {
    description:
      'Saves a referral that is not sent yet, for your own unit. Nobody is told; `referralSend` makes it a referral.',
  })
  @CaseWork()
  async referralDraftSave(
    @Arg('input', () => ReferralDraftSaveInput, { description: 'The draft.' }) input: ReferralDraftSaveInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ReferralDraftSavePayload> {
    return mutate(ctx, 'referralDraftSave', input, ReferralDraftSavePayload, async (commit) => {
      const victim = input.victimId ? await victimKey(ctx, input.victimId) : null;
      const id = await commit((manager) => saveDraft(manager, ctx, input, victim));
      const draft = await ownDraft(ctx, id);
      if (!draft) throw draftNotFound();
      return { draft };
    });
  }

  @Mutation(() => ReferralDraftDiscardPayload, { description: 'Gives a draft of your unit up. It is gone.' })
  @CaseWork()
  async referralDraftDiscard(
    @Arg('input', () => ReferralDraftDiscardInput, { description: 'The draft.' }) input: ReferralDraftDiscardInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ReferralDraftDiscardPayload> {
    return mutate(ctx, 'referralDraftDiscard', input, ReferralDraftDiscardPayload, async (commit) => ({
      draftId: await commit(async (manager) => {
        await takeDraft(manager, ctx, input.draftId);
        return input.draftId;
      }),
    }));
  }

  @Query(() => ReferralDraftConnection, {
    description: 'Drafts of your unit, the one saved last first. The look is logged.',
  })
  @CaseWork()
  async referralDrafts(
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConnectionOf<ReferralDraft>> {
    const { limit, before } = args.newestFirst();
    const rows = await OWN_DRAFTS.rows(ctx.db, [...ownRecordParameters(ctx), ...before, limit]);
    return connectionFrom(rows, args.first, (row) => [row.saved_at, row.id], draftOf);
  }

  @Query(() => ReferralDraft, {
    nullable: true,
    description: 'A draft of your unit; null for any other, and when it was not kept so long. The look is logged.',
  })
  @CaseWork()
  async referralDraft(
    @Arg('id', () => ID, { description: 'Id of the draft.' }) id: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ReferralDraft | null> {
    return ownDraft(ctx, id);
  }

  @FieldResolver(() => Victim, {
    nullable: true,
    description: 'Whom it is about; null when it names nobody or nothing of her record is open to you.',
  })
  @Classified('OPAQUE')
  victim(@Root() { row }: ReferralDraft): Victim | null {
    return victimStub(row.victim_key);
  }
}

async function ownDraft(ctx: SubgraphContext, id: string): Promise<ReferralDraft | null> {
  if (!isUuid(id)) return null;
  const [row] = await OWN_DRAFT.rows(ctx.db, [...ownRecordParameters(ctx), id]);
  return row ? draftOf(row) : null;
}
