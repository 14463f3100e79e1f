import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { Access, ConnectionArgs, type ConnectionOf, connectionFrom, type SubgraphContext } from '../../kit/index.js';
import { organizationOf } from '../organization/read.js';
import { Organization } from '../organization/types.js';
import { regionOf } from '../region/resolver.js';
import { Region } from '../region/types.js';
import { serviceOf } from './read.js';
import { searchWords } from './search-words.js';
import { SERVICES } from './sql.js';
import { descriptionIn, nameIn } from './translation.js';
import { Service, ServiceConnection } from './types.js';

@Resolver(() => Service)
export class ServiceResolver {
  @Query(() => ServiceConnection, {
    description: "What people can turn to, by name in the caller's language; without what is inactive or defunct.",
  })
  @Access({ purposes: 'none' })
  async services(
    @Args(() => ConnectionArgs) page: ConnectionArgs,
    @Arg('regionCode', () => String, { nullable: true, description: 'Only of this region, e.g. KZ-75, or nationwide.' })
    regionCode: string | null,
    @Arg('language', () => String, { nullable: true, description: 'Only offered in this language, e.g. kk.' })
    language: string | null,
    @Arg('query', () => String, {
      nullable: true,
      description: 'Only those with these words, or their beginnings, in any language.',
    })
    query: string | null,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConnectionOf<Service>> {
    const { limit, after } = page.page(['text', 'uuid']);
    const spoken = language?.trim().toLowerCase() ?? null;
    const rows = await SERVICES[ctx.requester.language].rows(ctx.db, [
      regionCode ?? null,
      spoken,
      searchWords(query ?? null),
      ...after,
      limit,
    ]);
    return connectionFrom(
      rows,
      page.first,
      (row) => [nameIn(ctx.requester.language, row), row.id],
      (row) => row,
    );
  }

  @Query(() => Service, { nullable: true, description: 'A service by its id; null when there is none.' })
  @Access({ purposes: 'none' })
  service(
    @Arg('id', () => ID, { description: 'Id of the service.' }) id: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Service | null> {
    return serviceOf(ctx, id);
  }

  @FieldResolver(() => String, { description: "Name in the caller's language, else as it was published." })
  name(@Root() service: Service, @Ctx() ctx: SubgraphContext): string {
    return nameIn(ctx.requester.language, service);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "What it is, in the caller's language, else as it was published.",
  })
  description(@Root() service: Service, @Ctx() ctx: SubgraphContext): string | null {
    return descriptionIn(ctx.requester.language, service);
  }

  @FieldResolver(() => Organization, { nullable: true, description: 'Who offers it.' })
  organization(@Root() service: Service, @Ctx() ctx: SubgraphContext): Promise<Organization | null> {
    return organizationOf(ctx, service.organizationId);
  }

  @FieldResolver(() => Region, {
    nullable: true,
    description: 'Region it is offered in; null when nationwide or not known.',
  })
  async region(@Root() service: Service, @Ctx() ctx: SubgraphContext): Promise<Region | null> {
    return service.regionCode ? regionOf(ctx, service.regionCode) : null;
  }
}
