import { Arg, Args, Ctx, Directive, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import {
  Access,
  Classified,
  ConnectionArgs,
  type ConnectionOf,
  connectionFrom,
  hubError,
  OWNERS,
  Purpose,
  Role,
  Statement,
  type SubgraphContext,
} from '../../kit/index.js';
import { Victim } from '../victim/types.js';
import type { OpenVictim } from '../victim/victim.js';
import { AccessLogAppendInput, AccessLogEntry, AccessLogEntryConnection } from './types.js';

/** $1 victim, $2 and $3 keyset, $4 limit, then who reads the log: $5 agency, $6 unit, $7 staff, $8 role, $9 purpose, $10 request id */
const READ = new Statement<AccessLogEntry>(
  'accessLog.read',
  `WITH logged AS (
     INSERT INTO access_log (victim_key, kind, agency, unit, staff, role, purpose, subgraph, request_id)
     VALUES ($1::uuid, 'ACCESS_LOG', $5, $6, $7, $8, $9, 'consent', $10)
   )
   SELECT id::text, kind, category, basis, purpose, agency, staff, at FROM access_log
   WHERE victim_key = $1::uuid AND (at, access_log.id) < ($2::timestamptz, $3::bigint)
   ORDER BY at DESC, access_log.id DESC LIMIT $4`,
);

@Resolver(() => Victim)
export class AccessLogResolver {
  @FieldResolver(() => AccessLogEntryConnection, {
    nullable: true,
    description:
      'Who looked at what, when and for what, and what of hers was marked as entered in error, newest first: for her, an advocate beside her (purpose SUBJECT_REQUEST). Reading it is logged too.',
  })
  @Classified('OPAQUE')
  async accessLog(
    @Root() victim: OpenVictim,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConnectionOf<AccessLogEntry>> {
    const r = ctx.purposeful;
    if (r.purpose !== Purpose.SUBJECT_REQUEST || r.role !== Role.ADVOCATE) throw hubError('FORBIDDEN');
    const { limit, before } = args.newestFirst('integer');
    const rows = await READ.rows(ctx.db, [
      victim.key,
      ...before,
      limit,
      r.agency,
      r.unit,
      r.staff,
      r.role,
      r.purpose,
      ctx.caller.requestId,
    ]);
    return connectionFrom(
      rows,
      args.first,
      (entry) => [entry.at, entry.id],
      (entry) => entry,
    );
  }

  @Mutation(() => Boolean, {
    description:
      "Adds looks at a subgraph's own records, and marks of them; receiving one twice adds one entry. For subgraphs only.",
  })
  @Directive('@inaccessible')
  @Access({ subgraphs: [OWNERS] })
  async accessLogAppend(
    @Arg('input', () => AccessLogAppendInput, { description: 'The looks.' }) input: AccessLogAppendInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<boolean> {
    await ctx.db.query(
      `INSERT INTO access_log (victim_key, kind, category, agency, unit, staff, role, purpose, subgraph, source_id, request_id, at)
       SELECT victim, CASE WHEN "enteredInError" THEN 'ENTERED_IN_ERROR' ELSE 'OWN_RECORD' END, category, agency, unit, staff, role, purpose, $1, "sourceId", "requestId", at
       FROM jsonb_to_recordset($2::jsonb) AS look(victim uuid, "enteredInError" boolean, category text, agency text, unit text, staff text, role text, purpose text,
         "sourceId" text, "requestId" text, at timestamptz)
       ON CONFLICT (subgraph, source_id) DO NOTHING`,
      [ctx.caller.actor, JSON.stringify(input.looks)],
    );
    return true;
  }
}
