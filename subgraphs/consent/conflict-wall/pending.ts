import { setTimeout as sleep } from 'node:timers/promises';
import { Ctx, Directive, Field, ID, ObjectType, Query, Resolver } from 'type-graphql';
import {
  Access,
  GATEWAY,
  PENDING_WALLS_AFTER_MS,
  PENDING_WALLS_MAXIMUM_AGE_MS,
  type PendingWall,
  Statement,
  type SubgraphContext,
} from '../../kit/index.js';

/** Between two looks at whether the other subgraphs have answered */
const LOOK_MS = 50;
/** Clocks of two processes run at nearly the same speed */
const MARGIN_MS = 50;

@ObjectType({ description: 'A wall that a subgraph has not yet taken over. For the gateway and `directory` only.' })
@Directive('@inaccessible')
export class PendingWallType {
  @Field(() => String, { description: 'The subgraph.' })
  subgraph!: string;

  @Field(() => String, { description: 'STAFF, UNIT or AGENCY.' })
  subjectKind!: string;

  @Field(() => ID, { description: 'Id of the staff member, unit or agency that is walled off.' })
  subject!: string;
}

/**
 * A wall stands from the commit that put it up, and its message, written before that, is in the outbox from that commit until its subgraph has
 * answered.
 */
const PENDING = new Statement<PendingWall>(
  'consent.pendingWalls',
  `SELECT DISTINCT o.destination AS subgraph, w.subject_kind AS "subjectKind", w.subject
   FROM outbox o JOIN conflict_wall w ON w.id = (o.payload->>'id')::uuid
   WHERE o.payload ? 'subjectKind' AND o.payload->'standing' = 'true' AND w.lifted_at IS NULL
     AND o.created_at < clock_timestamp() - interval '${PENDING_WALLS_AFTER_MS} milliseconds'`,
);

/** $1 ids of walls */
const NOT_YET_TAKEN_OVER = new Statement<{ destination: string }>(
  'consent.wallsNotYetTakenOver',
  `SELECT DISTINCT destination FROM outbox WHERE payload ? 'subjectKind' AND payload->>'id' = ANY($1::text[]) ORDER BY 1`,
);

@Resolver()
export class PendingWallResolver {
  @Query(() => [PendingWallType], {
    description:
      'Walls that a subgraph has not yet taken over, so that the gateway denies meanwhile, and nobody is told past it. For the gateway, `directory` and `referral` only.',
  })
  @Directive('@inaccessible')
  @Access({ subgraphs: [GATEWAY, 'directory', 'referral'] })
  pendingWalls(@Ctx() ctx: SubgraphContext): Promise<PendingWall[]> {
    return PENDING.rows(ctx.db, []);
  }
}

/**
 * The subgraphs that have not taken these walls over, which are committed. Returns when there are none, or when every gateway, and who delivers webhooks, goes by a list of
 * pending walls that it asked for after it was on it: what is forwarded from then on is denied to whom they keep out, whatever stands between
 * `consent` and those subgraphs. A gateway to which `consent` did not answer is the exception, and opens no record; who calls people on duty is another (docs/adr/0042-people-on-duty-are-told-in-neutral-words.md).
 */
export async function notYetEnforcedBy(ctx: SubgraphContext, walls: readonly string[]): Promise<string[]> {
  const until = performance.now() + PENDING_WALLS_AFTER_MS + PENDING_WALLS_MAXIMUM_AGE_MS + MARGIN_MS;
  // not awaited: a subgraph that hangs keeps nobody
  void ctx.outbox.flush().catch(() => {});
  for (;;) {
    const missing = await NOT_YET_TAKEN_OVER.rows(ctx.db, [walls]);
    const left = until - performance.now();
    if (missing.length === 0 || left <= 0) return missing.map(({ destination }) => destination);
    await sleep(Math.min(LOOK_MS, left));
  }
}
