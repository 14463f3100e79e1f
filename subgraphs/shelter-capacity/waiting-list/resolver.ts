import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import {
  Access,
  ConnectionArgs,
  type ConnectionOf,
  connectionFrom,
  type Language,
  mutate,
  type SubgraphContext,
} from '../../kit/index.js';
import { offersIn } from '../bed-broadcast/sql.js';
import { wallsOf } from '../consent-client.js';
import { REFERRING_ROLES } from '../parties.js';
import { notFound } from '../placement/reader.js';
import { joinWaitingList, leaveWaitingList } from './join.js';
import { ENTRIES, ENTRY, needOf, type WaitingRow } from './own.js';
import {
  BedWaitingConnection,
  BedWaitingEntry,
  BedWaitingListJoinInput,
  BedWaitingListLeaveInput,
  BedWaitingPayload,
  BedWaitingState,
} from './types.js';

const NAMES_NOBODY = { purposes: 'none', roles: REFERRING_ROLES } as const;

@Resolver()
export class WaitingListResolver {
  @Mutation(() => BedWaitingPayload, {
    description:
      'Puts a household on the waiting list of some regions, for two weeks. When a unit is free that fits, its beds are held for the first by need and time, for 30 minutes.',
  })
  @Access(NAMES_NOBODY)
  async bedWaitingListJoin(
    @Arg('input', () => BedWaitingListJoinInput, {
      description: 'The household, the nights, the regions and the need.',
    })
    input: BedWaitingListJoinInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<BedWaitingPayload> {
    return mutate(ctx, 'bedWaitingListJoin', input, BedWaitingPayload, async (commit) => {
      const walls = await wallsOf(ctx, input.victimId);
      return { entry: await own(ctx, await commit((m) => joinWaitingList(m, ctx.requester, input, walls))) };
    });
  }

  @Mutation(() => BedWaitingPayload, {
    description: 'Takes an entry off the waiting list; what is offered to it goes to the next.',
  })
  @Access(NAMES_NOBODY)
  async bedWaitingListLeave(
    @Arg('input', () => BedWaitingListLeaveInput, { description: 'The entry.' }) input: BedWaitingListLeaveInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<BedWaitingPayload> {
    return mutate(ctx, 'bedWaitingListLeave', input, BedWaitingPayload, async (commit) => ({
      entry: await own(ctx, await commit((m) => leaveWaitingList(m, asker(ctx), input.entryId))),
    }));
  }

  @Query(() => BedWaitingConnection, {
    description: 'What your unit has put on the waiting list, newest first, with the beds that are held for it now.',
  })
  @Access(NAMES_NOBODY)
  async bedWaitingList(
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Arg('states', () => [BedWaitingState], { nullable: true, description: 'Only these states; all when left out.' })
    states: BedWaitingState[] | null,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConnectionOf<BedWaitingEntry>> {
    const { limit, before } = args.newestFirst();
    const rows = await ENTRIES.rows(ctx.db, [...asker(ctx), limit, ...before, states ?? null]);
    return connectionFrom(
      rows,
      args.first,
      (row) => [row.createdAt, row.id],
      (row) => shown(row, ctx.requester.language),
    );
  }
}

const asker = ({ requester: { agency, unit, staff } }: SubgraphContext): readonly unknown[] => [agency, unit, staff];

async function own(ctx: SubgraphContext, id: string): Promise<BedWaitingEntry> {
  const [row] = await ENTRY.rows(ctx.db, [...asker(ctx), id]);
  if (!row) throw notFound();
  return shown(row, ctx.requester.language);
}

const shown = (row: WaitingRow, language: Language): BedWaitingEntry => ({
  ...row,
  need: needOf(row.need),
  offers: offersIn(language, row.offers),
});
