import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import {
  Access,
  ConnectionArgs,
  type ConnectionOf,
  connectionFrom,
  mutate,
  ownRecordParameters,
  type SubgraphContext,
} from '../../kit/index.js';
import { BOOKING } from '../appointment/access.js';
import { resolveVictim } from '../consent-client.js';
import { ExamWaitJoinInput, ExamWaitLeaveInput } from './inputs.js';
import { join, leave, urgencyOfEntry, waitNotFound } from './join.js';
import { type ExamWaitRow, OWN_WAIT, OWN_WAITS } from './sql.js';
import { placeInLine } from './told.js';
import { ExamWait, ExamWaitConnection, ExamWaitPayload, ExamWaitState } from './types.js';
import { lookForEntry, lookForFreeTimes } from './upkeep.js';

@Resolver()
export class ExamWaitResolver {
  @Query(() => ExamWaitConnection, {
    description:
      "Your unit's entries of the waiting list, newest first, and what is offered to them. The look is logged.",
  })
  @Access(BOOKING)
  async examWaits(
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Arg('states', () => [ExamWaitState], { nullable: true, description: 'Only these states; all when left out.' })
    states: ExamWaitState[] | null,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConnectionOf<ExamWait>> {
    const { limit, before } = args.newestFirst();
    const parameters = ownRecordParameters(ctx);
    // an offer that lapsed goes to the next also while nothing runs in the background
    await lookForFreeTimes(ctx.db, { agency: ctx.requester.agency });
    const rows = await OWN_WAITS.rows(ctx.db, [...parameters, ...before, limit, states ?? null]);
    return connectionFrom(
      rows,
      args.first,
      (row) => [row.joinedAt, row.id],
      (row) => waitOf(ctx, row),
    );
  }

  @Mutation(() => ExamWaitPayload, {
    description:
      'Puts her on the waiting list. What fits and is free, or becomes free, is held for you for ten minutes: confirm the hold to accept it.',
  })
  @Access(BOOKING)
  async examWaitJoin(
    @Arg('input', () => ExamWaitJoinInput, { description: 'What she waits for.' }) input: ExamWaitJoinInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ExamWaitPayload> {
    return mutate(ctx, 'examWaitJoin', input, ExamWaitPayload, async (commit) => {
      const victim = input.victimId ? await resolveVictim(ctx, input.victimId) : null;
      const urgency = await urgencyOfEntry(ctx, input);
      const id = await commit((manager) => join(manager, ctx.requester, input, victim, urgency));
      await lookForEntry(ctx.db, id);
      return { examWait: await ownWait(ctx, id) };
    });
  }

  @Mutation(() => ExamWaitPayload, { description: 'Takes her off the waiting list, and its offer back.' })
  @Access(BOOKING)
  async examWaitLeave(
    @Arg('input', () => ExamWaitLeaveInput, { description: 'The entry.' }) input: ExamWaitLeaveInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ExamWaitPayload> {
    return mutate(ctx, 'examWaitLeave', input, ExamWaitPayload, async (commit) => {
      const id = await commit((manager) => leave(manager, ctx.requester, input.waitId));
      return { examWait: await ownWait(ctx, id) };
    });
  }
}

const waitOf = (ctx: SubgraphContext, { victim_key, ...row }: ExamWaitRow): ExamWait => ({
  ...row,
  told: placeInLine(row, ctx.requester.language),
  victim: victim_key ? { key: victim_key } : null,
});

/** @throws Refusal NOT_FOUND: sent again by whom a wall keeps out since */
async function ownWait(ctx: SubgraphContext, id: string): Promise<ExamWait> {
  const [row] = await OWN_WAIT.rows(ctx.db, [...ownRecordParameters(ctx), id]);
  if (!row) throw waitNotFound();
  return waitOf(ctx, row);
}
