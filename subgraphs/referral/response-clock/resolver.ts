import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import {
  Classified,
  type ConnectionOf,
  connectionFrom,
  hubError,
  ownRecordParameters,
  type SubgraphContext,
} from '../../kit/index.js';
import { CaseWork } from '../access.js';
import { Referral, referralOf } from '../referral/types.js';
import { RESPONSE_BOARD, TIMERS_OF_REFERRALS } from './sql.js';
import { ResponseBoardArgs, ResponseDue, ResponseDueConnection, ResponseTimer, timerOf } from './types.js';

const MOST_MINUTES = 10_080;
const FIRST = ['-infinity', '00000000-0000-0000-0000-000000000000'];

@Resolver(() => Referral)
export class ResponseClockResolver {
  @FieldResolver(() => [ResponseTimer], {
    description:
      'By when the recipient owes what, the first first; empty for one that was sent before there was a clock.',
  })
  @Classified('REFERRAL')
  async response(@Root() { row }: Referral, @Ctx() ctx: SubgraphContext): Promise<ResponseTimer[]> {
    const timers = await ctx.load('response-timers', row.id, async (ids: readonly string[]) => {
      const rows = await TIMERS_OF_REFERRALS.rows(ctx.db, [ids]);
      return ids.map((id) => rows.filter(({ referral }) => referral === id));
    });
    return Promise.all(timers.map((timer) => timerOf(ctx, timer, row.victim_key)));
  }

  @Query(() => ResponseDueConnection, {
    description:
      'Referrals to your agency, or to your unit, of which a time is running out or has run out, the most pressing first. The look is logged.',
  })
  @CaseWork()
  async responseBoard(
    @Args(() => ResponseBoardArgs) args: ResponseBoardArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConnectionOf<ResponseDue>> {
    const { withinMinutes, first } = args;
    if (!(withinMinutes >= 0 && withinMinutes <= MOST_MINUTES)) throw hubError('BAD_USER_INPUT');
    const { limit, after } = args.page(['instant', 'uuid']);
    const from = after.map((value, i) => value ?? FIRST[i]);
    const rows = await RESPONSE_BOARD.rows(ctx.db, [...ownRecordParameters(ctx), ...from, withinMinutes, limit]);
    const shown = await Promise.all(rows.map(async (row) => ({ row, timer: await timerOf(ctx, row, row.victim_key) })));
    return connectionFrom(
      shown,
      first,
      ({ row }) => [row.due_at, row.id],
      ({ row, timer }) => Object.assign(new ResponseDue(), { referral: referralOf(row, ctx.requester), timer }),
    );
  }
}
