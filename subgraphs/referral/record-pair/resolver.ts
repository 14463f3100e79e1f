import { Args, Ctx, Query, Resolver } from 'type-graphql';
import {
  Access,
  ConnectionArgs,
  type ConnectionOf,
  connectionFrom,
  ownRecordParameters,
  Purpose,
  Role,
  type SubgraphContext,
} from '../../kit/index.js';
import { joinablePairs } from '../consent-client.js';
import { ALIKE, LOG_SHOWN } from './sql.js';
import { RecordPairCandidate, RecordPairCandidateConnection } from './types.js';

@Resolver()
export class RecordPairResolver {
  @Query(() => RecordPairCandidateConnection, {
    description:
      'Records of your agency that may be one person, found by keyed tokens: ids and in what they are alike, no content. A page may be shorter than asked for, and has a next one all the same. On the log of each.',
  })
  @Access({ purposes: [Purpose.STEWARDSHIP], roles: [Role.STEWARD] })
  async recordPairCandidates(
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConnectionOf<RecordPairCandidate>> {
    const { limit, after } = args.page(['uuid', 'uuid']);
    const requester = ownRecordParameters(ctx);
    const rows = await ALIKE.rows(ctx.db, [...requester.slice(0, 3), ...after, limit]);
    const alike = rows.slice(0, args.first);
    const ids =
      alike.length > 0
        ? await joinablePairs(
            ctx,
            alike.map(({ one, other }) => ({ one, other })),
          )
        : [];
    const shown = alike.filter((_, i) => ids[i]).flatMap(({ one, other }) => [one, other]);
    await LOG_SHOWN.rows(ctx.db, [...requester, [...new Set(shown)]]);
    const found = rows.map((row, i) => ({ ...row, ids: ids[i] ?? null }));
    const page = connectionFrom(found, args.first, (row) => [row.one, row.other], candidateOf);
    return { ...page, edges: page.edges.filter((_, i) => ids[i]) };
  }
}

function candidateOf({
  alike,
  ids,
}: {
  alike: RecordPairCandidate['alike'];
  ids: { oneId: string; otherId: string } | null;
}) {
  return Object.assign(new RecordPairCandidate(), { alike, ...ids });
}
