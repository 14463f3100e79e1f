import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import {
  Classified,
  ConnectionArgs,
  type ConnectionOf,
  connectionFrom,
  type SubgraphContext,
} from '../../kit/index.js';
import { sheAsks } from '../victim/hers.js';
import { Victim } from '../victim/types.js';
import type { OpenVictim } from '../victim/victim.js';
import { EVENTS_OF_CONSENTS } from './history.js';
import { CONSENTS_OF_VICTIM } from './sql.js';
import { Consent, ConsentConnection, ConsentEvent } from './types.js';

@Resolver(() => Victim)
export class VictimConsentResolver {
  @FieldResolver(() => ConsentConnection, {
    description:
      'Her consents, newest first: those given to your agency or taken by it; all of them when she herself asks (SUBJECT_REQUEST).',
  })
  @Classified('OPAQUE')
  async consents(
    @Root() victim: OpenVictim,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConnectionOf<Consent>> {
    const { limit, before } = args.newestFirst();
    const r = ctx.purposeful;
    const rows = await CONSENTS_OF_VICTIM.rows(ctx.db, [r.agency, sheAsks(r), victim.key, ...before, limit]);
    return connectionFrom(
      rows,
      args.first,
      (c) => [c.grantedAt, c.id],
      (c) => c,
    );
  }
}

@Resolver(() => Consent)
export class ConsentHistoryResolver {
  @FieldResolver(() => [ConsentEvent], { description: 'What happened to it, oldest first.' })
  @Classified('OPAQUE')
  history(@Root() consent: Consent, @Ctx() ctx: SubgraphContext): Promise<ConsentEvent[]> {
    const r = ctx.purposeful;
    return ctx.load('consent.history', consent.id, async (ids) => {
      const events = await EVENTS_OF_CONSENTS.rows(ctx.db, [ids, r.agency, sheAsks(r)]);
      return ids.map((id) => events.filter((event) => event.consent === id));
    });
  }
}
