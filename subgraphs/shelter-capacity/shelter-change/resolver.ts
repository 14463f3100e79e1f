import { isUUID } from 'class-validator';
import { Arg, Args, Ctx, ID, Query, Resolver } from 'type-graphql';
import {
  Access,
  ConnectionArgs,
  type ConnectionOf,
  connectionFrom,
  hubError,
  Statement,
  type SubgraphContext,
} from '../../kit/index.js';
import { RUNS_SHELTERS } from '../own-shelters.js';
import { ShelterChange, ShelterChangeConnection, ShelterChanged } from './types.js';

/** Newest first. $1 agency of the requester, $2 shelter, $3 and $4 keyset, $5 limit, $6 what, or null for all */
const CHANGES = new Statement<ShelterChange>(
  'shelter-capacity.shelter-changes',
  `SELECT c.id, c.what, c.staff, c.changed_at AS "changedAt" FROM shelter_change c
   WHERE c.shelter_id = $2::uuid AND c.agency = $1::text AND (c.changed_at, c.id) < ($3::timestamptz, $4::uuid)
     AND ($6::text[] IS NULL OR c.what = ANY($6::text[]))
   ORDER BY c.changed_at DESC, c.id DESC LIMIT $5::int`,
);

@Resolver(() => ShelterChange)
export class ShelterChangesResolver {
  @Query(() => ShelterChangeConnection, {
    description:
      'Who of your agency has changed what of a shelter of it, newest first: where she is met and who answers her call among it. Empty for any other shelter.',
  })
  @Access(RUNS_SHELTERS)
  async shelterChanges(
    @Arg('shelter', () => ID, { description: 'Id of the shelter.' }) shelter: string,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
    @Arg('what', () => [ShelterChanged], {
      nullable: true,
      description: 'Only changes of these; of all when left out.',
    })
    what: ShelterChanged[] | null,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConnectionOf<ShelterChange>> {
    const { limit, before } = page.newestFirst();
    if (!isUUID(shelter)) throw hubError('BAD_USER_INPUT');
    const rows = await CHANGES.rows(ctx.db, [ctx.requester.agency, shelter, ...before, limit, what ?? null]);
    return connectionFrom(
      rows,
      page.first,
      (row) => [row.changedAt, row.id],
      (row) => row,
    );
  }
}
