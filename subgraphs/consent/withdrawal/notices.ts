import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import {
  Access,
  type AccessRule,
  ConnectionArgs,
  type ConnectionOf,
  connectionFrom,
  mutate,
  ownRecordParameters,
  Refusal,
  Role,
  rowsOf,
  type SubgraphContext,
  type ToldEvents,
  UserErrorCode,
} from '../../kit/index.js';
import { publicIdOf } from '../victim/public-id.js';
import { MEETS_HER } from '../victim/resolver.js';
import { NOTICE, NOTICES, type NoticeRow, OWN_NOTICE, openToRequester } from './notices-sql.js';
import {
  type WithdrawalNotice,
  WithdrawalNoticeConnection,
  WithdrawalNoticeHandleInput,
  WithdrawalNoticeHandlePayload,
} from './types.js';
import { NoticeOutcome } from './vocabulary.js';

/** Whoever may have worked with what a consent opened. */
const WORKS_WITH_IT: AccessRule = { purposes: 'any', roles: [...MEETS_HER, Role.CLERK] };

export const NOTICES_TOLD: ToldEvents = { access: WORKS_WITH_IT, open: openToRequester('e.victim_key') };

@Resolver()
export class WithdrawalNoticeResolver {
  @Query(() => WithdrawalNoticeConnection, {
    description:
      'Consents to your agency or unit that were withdrawn, newest first: stop using what they had opened, and cancel nothing of hers before you have reached her safely. The look is logged.',
  })
  @Access(WORKS_WITH_IT)
  async withdrawalNotices(
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Arg('handled', () => Boolean, {
      defaultValue: false,
      description: 'True for those that are done, false for those that wait for you.',
    })
    handled: boolean,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConnectionOf<WithdrawalNotice>> {
    const { limit, before } = args.newestFirst();
    const rows = await NOTICES.rows(ctx.db, [...ownRecordParameters(ctx), !handled, ...before, limit]);
    return connectionFrom(
      rows,
      args.first,
      (row) => [row.withdrawnAt, row.id],
      (row) => shown(ctx, row),
    );
  }

  @Mutation(() => WithdrawalNoticeHandlePayload, {
    description:
      'Says what came of trying to reach her. Cancelling what she wants cancelled is done where it was booked.',
  })
  @Access(WORKS_WITH_IT)
  async withdrawalNoticeHandle(
    @Arg('input', () => WithdrawalNoticeHandleInput, { description: 'What came of it.' })
    input: WithdrawalNoticeHandleInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<WithdrawalNoticeHandlePayload> {
    return mutate(ctx, 'withdrawalNoticeHandle', input, WithdrawalNoticeHandlePayload, async (commit) => {
      const reached = input.outcome === NoticeOutcome.REACHED_HER_SAFELY;
      if (reached !== Boolean(input.bookings)) throw wishMissing();
      const { agency, unit, staff } = ctx.requester;
      const id = await commit(async (manager) => {
        const [row] = await rowsOf<{ id: string }>(
          manager,
          `UPDATE withdrawal_notice n SET last_attempt_at = clock_timestamp(), last_attempt_by = $3,
             attempts = CASE WHEN $5::text IS NULL THEN attempts + 1 ELSE attempts END,
             handled_at = CASE WHEN $5::text IS NULL THEN NULL ELSE clock_timestamp() END, bookings = $5
           WHERE ${OWN_NOTICE} AND n.id::text = $4 AND n.handled_at IS NULL RETURNING id`,
          [agency, unit, staff, input.noticeId, input.bookings ?? null],
        );
        if (!row) throw noSuchNotice();
        return row.id;
      });
      const [row] = await NOTICE.rows(ctx.db, [...ownRecordParameters(ctx), id]);
      return { notice: row ? shown(ctx, row) : null };
    });
  }
}

const shown = (ctx: SubgraphContext, { victim, ...row }: NoticeRow): WithdrawalNotice => ({
  ...row,
  victimId: publicIdOf(ctx, victim),
});

const wishMissing = () =>
  new Refusal(
    UserErrorCode.INVALID,
    {
      en: 'Say what she wants with her bookings exactly when she was reached.',
      ru: 'Укажите её решение о бронированиях только тогда, когда с ней удалось безопасно связаться.',
      kk: 'Брондаулар туралы шешімін онымен қауіпсіз байланысқанда ғана көрсетіңіз.',
    },
    ['bookings'],
  );

/** Unknown, another desk's, walled off and done already are one answer. */
const noSuchNotice = () =>
  new Refusal(
    UserErrorCode.NOT_FOUND,
    {
      en: 'There is no such notice that waits for you.',
      ru: 'Нет такого уведомления, которое ожидает вас.',
      kk: 'Сізді күтіп тұрған мұндай хабарлама жоқ.',
    },
    ['noticeId'],
  );
