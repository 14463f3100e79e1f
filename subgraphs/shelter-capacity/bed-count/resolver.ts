import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { Access, mutate, Statement, type SubgraphContext, type Text } from '../../kit/index.js';
import { countAge, STALE_SECONDS } from '../availability/count-age.js';
import { OBSERVED_AT } from '../availability/sql.js';
import { RUNS_SHELTERS } from '../own-shelters.js';
import { ownShelter } from '../shelter/own-shelter.js';
import { ownUnits } from '../unit/own-units.js';
import { publishCounts } from './publish.js';
import { BedAvailabilityPayload, BedAvailabilityPublishInput, BedCountsDue } from './types.js';

/** $1 agency. A shelter's count is as old as the latest of its units. */
const DUE = new Statement<
  Omit<BedCountsDue, 'shelterName' | 'countAge'> & { readonly name: Text; readonly age: number | null }
>(
  'shelter-capacity.counts-due',
  `SELECT s.id AS "shelterId", jsonb_build_object('kk', s.name_kk, 'ru', s.name_ru, 'en', s.name_en) AS name, c.at AS "observedAt",
     extract(epoch FROM clock_timestamp() - c.at)::int AS age, s.counts_version AS "countsVersion"
   FROM shelter s CROSS JOIN LATERAL (
     SELECT max(${OBSERVED_AT}) AS at, count(*) AS units FROM unit u
     LEFT JOIN LATERAL (SELECT bo.observed_at FROM bed_observation bo WHERE bo.unit_id = u.id ORDER BY bo.version DESC LIMIT 1) counted ON true
     WHERE u.shelter_id = s.id) c
   WHERE s.agency = $1::text AND s.participation <> 'VIEW_ONLY' AND c.units > 0
     AND (c.at IS NULL OR c.at <= clock_timestamp() - make_interval(secs => ${STALE_SECONDS}))
   ORDER BY c.at NULLS FIRST, s.id`,
);

@Resolver(() => BedCountsDue)
export class BedCountResolver {
  @Mutation(() => BedAvailabilityPayload, {
    description:
      'Publishes what staff have counted, or confirms what the hub derives. Arrivals, departures and holds on the hub after that adjust it by themselves.',
  })
  @Access(RUNS_SHELTERS)
  bedAvailabilityPublish(
    @Arg('input', () => BedAvailabilityPublishInput, { description: 'The count.' }) input: BedAvailabilityPublishInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<BedAvailabilityPayload> {
    return mutate(ctx, 'bedAvailabilityPublish', input, BedAvailabilityPayload, async (commit) => {
      const id = await commit((manager) => publishCounts(manager, ctx.requester, input));
      return { shelter: await ownShelter(ctx, id), units: await ownUnits(ctx, id) };
    });
  }

  @Query(() => [BedCountsDue], {
    description:
      'The shelters of your agency whose counts are 8 hours old or older, the oldest first: they need an update.',
  })
  @Access(RUNS_SHELTERS)
  async bedCountsDue(@Ctx() ctx: SubgraphContext): Promise<BedCountsDue[]> {
    const { agency, language } = ctx.requester;
    const rows = await DUE.rows(ctx.db, [agency]);
    return rows.map(({ name, age, ...row }) => ({ ...row, shelterName: name[language], countAge: countAge(age) }));
  }
}
