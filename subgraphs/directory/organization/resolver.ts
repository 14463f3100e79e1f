import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { Access, type SubgraphContext } from '../../kit/index.js';
import { agencyOf } from '../agency/read.js';
import { Agency } from '../agency/types.js';
import { regionOf } from '../region/resolver.js';
import { Region } from '../region/types.js';
import { SERVICES_OF_ORGANIZATIONS } from '../service/sql.js';
import { descriptionIn, nameIn } from '../service/translation.js';
import { Service } from '../service/types.js';
import { organizationOf } from './read.js';
import { Organization, OrganizationLocation } from './types.js';

@Resolver(() => Organization)
export class OrganizationResolver {
  @Query(() => Organization, { nullable: true, description: 'An organisation by its id; null when there is none.' })
  @Access({ purposes: 'none' })
  organization(
    @Arg('id', () => ID, { description: 'Id of the organisation.' }) id: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Organization | null> {
    return organizationOf(ctx, id);
  }

  @FieldResolver(() => String, { description: "Name in the caller's language, else as it was published." })
  name(@Root() organization: Organization, @Ctx() ctx: SubgraphContext): string {
    return nameIn(ctx.requester.language, organization);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "What it does, in the caller's language, else as it was published.",
  })
  description(@Root() organization: Organization, @Ctx() ctx: SubgraphContext): string | null {
    return descriptionIn(ctx.requester.language, organization);
  }

  @FieldResolver(() => OrganizationLocation, {
    nullable: true,
    description: 'Where it works; null when its place must not be known.',
  })
  location(@Root() organization: Organization): OrganizationLocation | null {
    return organization.confidential ? null : { ...organization, region: organization.publishedRegion };
  }

  @FieldResolver(() => Region, { nullable: true, description: 'Region of Kazakhstan that it works in.' })
  async region(@Root() organization: Organization, @Ctx() ctx: SubgraphContext): Promise<Region | null> {
    return organization.regionCode ? regionOf(ctx, organization.regionCode) : null;
  }

  @FieldResolver(() => Agency, { nullable: true, description: 'The agency of the hub that it is, if it takes part.' })
  async agency(@Root() organization: Organization, @Ctx() ctx: SubgraphContext): Promise<Agency | null> {
    return organization.agencyId ? agencyOf(ctx, organization.agencyId) : null;
  }

  @FieldResolver(() => [Service], { description: 'All that it offers or offered.' })
  services(@Root() { id }: Organization, @Ctx() ctx: SubgraphContext): Promise<Service[]> {
    return ctx.load('services', id, async (ids) => {
      const rows = await SERVICES_OF_ORGANIZATIONS.rows(ctx.db, [ids]);
      return ids.map((each) => rows.filter((row) => row.organizationId === each));
    });
  }
}
