import { Arg, Args, Ctx, Directive, Mutation, Query, Resolver } from 'type-graphql';
import {
  Access,
  ConnectionArgs,
  type ConnectionOf,
  connectionFrom,
  GATEWAY,
  mutate,
  random,
  rowsOf,
  type SubgraphContext,
} from '../../kit/index.js';
import { AT_CLINIC } from '../appointment/access.js';
import { readFeed, secretHmac } from './read.js';
import { clinicNotYours, feedNotFound } from './refusals.js';
import { CREATE, OWN_FEED, OWN_FEEDS, REVOKE } from './sql.js';
import {
  type ExamFeed,
  ExamFeedConnection,
  ExamFeedCreateInput,
  ExamFeedCreatePayload,
  ExamFeedPayload,
  ExamFeedReadInput,
  ExamFeedRevokeInput,
  ReadFeed,
} from './types.js';

@Resolver()
export class ExamFeedResolver {
  @Query(() => ExamFeedConnection, {
    description: 'The calendars that you have made, newest first, without their addresses.',
  })
  @Access(AT_CLINIC)
  async examFeeds(
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConnectionOf<ExamFeed>> {
    const { limit, before } = args.newestFirst();
    const { agency, staff } = ctx.requester;
    const rows = await OWN_FEEDS.rows(ctx.db, [agency, staff, ...before, limit]);
    return connectionFrom(
      rows,
      args.first,
      (row) => [row.createdAt, row.id],
      (row) => row,
    );
  }

  @Mutation(() => ExamFeedCreatePayload, {
    description:
      'Makes a calendar of the busy times of a clinic or one of its examiners, at a secret address. It says when, and nothing else. It ends when you take it back, leave the clinic, or a year has passed.',
  })
  @Access(AT_CLINIC)
  async examFeedCreate(
    @Arg('input', () => ExamFeedCreateInput, { description: 'Of whom.' }) input: ExamFeedCreateInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ExamFeedCreatePayload> {
    return mutate(ctx, 'examFeedCreate', input, ExamFeedCreatePayload, async (commit) => {
      const { agency, staff } = ctx.requester;
      const { CALENDAR_ADDRESS, EXAM_FEED_DAYS } = ctx.settings;
      // known to this call alone: whoever sends the same key again is told of the feed, not of its address
      let secret: string | null = null;
      const id = await commit(async (manager) => {
        secret = random(32);
        if (input.replaces) {
          const [ended] = await rowsOf(manager, REVOKE, [agency, staff, input.replaces]);
          if (!ended) throw feedNotFound('replaces');
        }
        const values = [
          secretHmac(ctx, secret),
          input.clinicId,
          agency,
          input.examinerId ?? null,
          staff,
          EXAM_FEED_DAYS,
        ];
        const [feed] = await rowsOf<{ id: string }>(manager, CREATE, values);
        if (!feed) throw clinicNotYours();
        return feed.id;
      });
      const [examFeed = null] = await OWN_FEED.rows(ctx.db, [agency, staff, id]);
      return { examFeed, address: secret && `${CALENDAR_ADDRESS}/${secret}.ics` };
    });
  }

  @Mutation(() => ExamFeedPayload, {
    description: 'Takes a calendar of yours back: nothing is at its address any more.',
  })
  @Access(AT_CLINIC)
  async examFeedRevoke(
    @Arg('input', () => ExamFeedRevokeInput, { description: 'Which.' }) input: ExamFeedRevokeInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ExamFeedPayload> {
    return mutate(ctx, 'examFeedRevoke', input, ExamFeedPayload, async (commit) => {
      const { agency, staff } = ctx.requester;
      const id = await commit(async (manager) => {
        const [feed] = await rowsOf<{ id: string }>(manager, REVOKE, [agency, staff, input.feedId]);
        if (!feed) throw feedNotFound('feedId');
        return feed.id;
      });
      const [examFeed = null] = await OWN_FEED.rows(ctx.db, [agency, staff, id]);
      return { examFeed };
    });
  }

  @Query(() => ReadFeed, {
    nullable: true,
    description: 'The calendar at a secret address; null when nothing is there. For the gateway only.',
  })
  @Directive('@inaccessible')
  @Access({ subgraphs: [GATEWAY] })
  examFeedRead(
    @Arg('input', () => ExamFeedReadInput, { description: 'The address.' }) input: ExamFeedReadInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ReadFeed | null> {
    return readFeed(ctx, input.secret);
  }
}
