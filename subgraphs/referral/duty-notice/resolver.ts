import { Arg, Args, Ctx, Directive, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import {
  Access,
  Classified,
  ConnectionArgs,
  type ConnectionOf,
  connectionFrom,
  GATEWAY,
  mutate,
  ownRecordParameters,
  type SubgraphContext,
} from '../../kit/index.js';
import { CaseWork } from '../access.js';
import { Referral } from '../referral/types.js';
import { acknowledgeByCode, acknowledgeInHub, noticeNotFound } from './acknowledge.js';
import { shownTo } from './shown.js';
import { NOTICES_OF_REFERRALS, OWN_NOTICE, OWN_NOTICES } from './sql.js';
import {
  DutyCodeInput,
  DutyNotice,
  DutyNoticeAcknowledgeInput,
  DutyNoticeConnection,
  DutyNoticePayload,
  noticeOf,
} from './types.js';

@Resolver(() => Referral)
export class DutyNoticeResolver {
  @FieldResolver(() => [DutyNotice], {
    description:
      'Whom the hub has told that it waits, the first first. The sender is shown each from the hour at which it was to be told, and none of the first contact.',
  })
  @Classified('REFERRAL')
  async dutyNotices(@Root() { row }: Referral, @Ctx() ctx: SubgraphContext): Promise<DutyNotice[]> {
    const notices = await ctx.load('duty-notices', row.id, async (ids: readonly string[]) => {
      const rows = await NOTICES_OF_REFERRALS.rows(ctx.db, [ids]);
      return ids.map((id) => rows.filter(({ referral }) => referral === id));
    });
    return (await shownTo(ctx, row, notices)).map(noticeOf);
  }

  @Query(() => DutyNoticeConnection, {
    name: 'dutyNotices',
    description: 'Requests of which your desk was told that they wait, here or at another agency, the last first.',
  })
  @CaseWork()
  async told(
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConnectionOf<DutyNotice>> {
    const { limit, before } = args.newestFirst();
    const rows = await OWN_NOTICES.rows(ctx.db, [...ownRecordParameters(ctx), ...before, limit]);
    return connectionFrom(rows, args.first, (row) => [row.chosen_at, row.message], noticeOf);
  }

  @Mutation(() => DutyNoticePayload, {
    description:
      'You have heard that a request waits: nobody else is told for now. The referral is not answered by that.',
  })
  @CaseWork()
  async dutyNoticeAcknowledge(
    @Arg('input', () => DutyNoticeAcknowledgeInput, { description: 'The notice.' }) input: DutyNoticeAcknowledgeInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<DutyNoticePayload> {
    return mutate(ctx, 'dutyNoticeAcknowledge', input, DutyNoticePayload, async (commit) => {
      const id = await commit((manager) => acknowledgeInHub(manager, ctx, input.noticeId));
      const [row] = await OWN_NOTICE.rows(ctx.db, [...ownRecordParameters(ctx), id]);
      if (!row) throw noticeNotFound();
      return { dutyNotice: noticeOf(row) };
    });
  }

  @Mutation(() => Boolean, {
    description:
      'Whoever was told says so by the code of the message; false when it is of no use. For the gateway only.',
  })
  @Directive('@inaccessible')
  @Access({ subgraphs: [GATEWAY] })
  dutyCodeAcknowledge(
    @Arg('input', () => DutyCodeInput, { description: 'What was typed.' }) input: DutyCodeInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<boolean> {
    return acknowledgeByCode(ctx, input.code);
  }
}
