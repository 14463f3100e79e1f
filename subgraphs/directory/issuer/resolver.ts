import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import {
  Access,
  Classified,
  ConnectionArgs,
  type ConnectionOf,
  connectionFrom,
  HUB_ISSUER,
  mutate,
  Role,
  rowsOf,
  type SubgraphContext,
} from '../../kit/index.js';
import { Administration } from '../administration.js';
import { agencyOf } from '../agency/read.js';
import { Agency } from '../agency/types.js';
import { publicKeysOf } from '../public-keys.js';
import { noSuchAgency } from '../refusals.js';
import { discoverKeys } from './discovery.js';
import { recordRemoved, recordTrusted } from './replay.js';
import { assertIssuerUrl, keysNotFound, noSuchIssuer, ownProvider, vouchesForOthers } from './rules.js';
import { ISSUERS, ISSUERS_BY_NAME } from './sql.js';
import { Issuer, IssuerConnection, IssuerPayload, IssuerRemoveInput, IssuerTrustInput } from './types.js';

@Resolver(() => Issuer)
export class IssuerResolver {
  @Query(() => IssuerConnection, {
    description:
      "The trusted providers that may vouch for the requester's agency; all of them for the hub's own administrator.",
  })
  @Access({ purposes: 'none', roles: [Role.ADMINISTRATOR] })
  async issuers(
    @Args(() => ConnectionArgs) page: ConnectionArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConnectionOf<Issuer>> {
    const { limit, after } = page.page(['text']);
    const rows = await ISSUERS.rows(ctx.db, [ctx.requester.agency, ...after, limit]);
    return connectionFrom(
      rows,
      page.first,
      (row) => [row.issuer],
      (row) => row,
    );
  }

  @FieldResolver(() => Agency, { nullable: true, description: 'The one agency that it vouches for; null for any.' })
  @Classified('OPAQUE')
  async agency(@Root() issuer: Issuer, @Ctx() ctx: SubgraphContext): Promise<Agency | null> {
    return issuer.agencyId ? agencyOf(ctx, issuer.agencyId) : null;
  }

  @Mutation(() => IssuerPayload, {
    description:
      "Trusts an OpenID provider, or replaces its audience, agency and keys. For the hub's own administrator.",
  })
  @Access({ purposes: 'none', roles: [Role.ADMINISTRATOR] })
  issuerTrust(
    @Arg('input', () => IssuerTrustInput, { description: 'The provider.' }) input: IssuerTrustInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<IssuerPayload> {
    return mutate(ctx, 'issuerTrust', input, IssuerPayload, async (commit) => {
      assertIssuerUrl(input.issuer);
      const given = input.jwks ? publicKeysOf(input.jwks) : null;
      // before a stranger's address is asked for anything
      await commit(async (manager) => {
        (await Administration.of(manager, ctx.requester)).assertOperator();
        return input.issuer;
      });
      const keys =
        given ??
        (await discoverKeys(input.issuer).catch(() => {
          throw keysNotFound();
        }));
      await commit(async (manager) => {
        (await Administration.of(manager, ctx.requester)).assertOperator();
        const [agency] = await rowsOf<{ id: string; others: boolean }>(
          manager,
          `SELECT id, EXISTS (SELECT FROM staff_member s WHERE s.issuer = $2 AND s.active AND s.agency_id <> a.id) AS others
           FROM agency a WHERE id = $1`,
          [input.agency, input.issuer],
        );
        if (!agency) throw noSuchAgency('agency');
        if (agency.others) throw vouchesForOthers();
        await rowsOf(
          manager,
          `INSERT INTO issuer (issuer, audience, jwks, agency_id, discovered, tried_at)
           VALUES ($1, $2, $3, $4, $5, CASE WHEN $5 THEN clock_timestamp() END)
           ON CONFLICT (issuer) DO UPDATE SET audience = excluded.audience, jwks = excluded.jwks, agency_id = excluded.agency_id,
             discovered = excluded.discovered, tried_at = excluded.tried_at, refreshed_at = clock_timestamp(), removed_at = NULL`,
          [input.issuer, input.audience, JSON.stringify({ keys }), agency.id, given === null],
        );
        await recordTrusted(ctx, manager, input.issuer);
        return input.issuer;
      });
      await ctx.closures.kept(input.issuer);
      return { issuer: await issuerOf(ctx, input.issuer) };
    });
  }

  @Mutation(() => IssuerPayload, {
    description:
      "No longer trusts an OpenID provider: all who sign in by it are shut out from the next trust list on, and come back when it is trusted again. For the hub's own administrator.",
  })
  @Access({ purposes: 'none', roles: [Role.ADMINISTRATOR] })
  issuerRemove(
    @Arg('input', () => IssuerRemoveInput, { description: 'The provider.' }) input: IssuerRemoveInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<IssuerPayload> {
    return mutate(ctx, 'issuerRemove', input, IssuerPayload, async (commit) => {
      await commit(async (manager) => {
        (await Administration.of(manager, ctx.requester)).assertOperator();
        const [own] = await rowsOf(manager, 'SELECT FROM staff_member WHERE id = $1 AND issuer = $2', [
          ctx.requester.staff,
          input.issuer,
        ]);
        if (own) throw ownProvider();
        const [known] = await rowsOf<{ trusted: boolean }>(
          manager,
          'SELECT removed_at IS NULL AS trusted FROM issuer WHERE issuer = $1 AND issuer <> $2 FOR NO KEY UPDATE',
          [input.issuer, HUB_ISSUER],
        );
        if (!known) throw noSuchIssuer();
        if (known.trusted) {
          await rowsOf(manager, 'UPDATE issuer SET removed_at = clock_timestamp() WHERE issuer = $1', [input.issuer]);
          await recordRemoved(ctx, manager, input.issuer);
        }
        return input.issuer;
      });
      await ctx.closures.kept(input.issuer);
      return { issuer: await issuerOf(ctx, input.issuer) };
    });
  }
}

async function issuerOf(ctx: SubgraphContext, issuer: string): Promise<Issuer | null> {
  const [row] = await ISSUERS_BY_NAME.rows(ctx.db, [[issuer]]);
  return row ?? null;
}
