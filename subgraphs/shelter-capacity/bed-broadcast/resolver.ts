import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import {
  Access,
  ConnectionArgs,
  type ConnectionOf,
  connectionFrom,
  type Language,
  mutate,
  ownRecordParameters,
  Role,
  type SubgraphContext,
} from '../../kit/index.js';
import { PlacementPayload } from '../bed-hold/types.js';
import { wallsOf } from '../consent-client.js';
import { REFERRING_PURPOSES, REFERRING_ROLES, SHELTER_KINDS, SHELTER_PURPOSES } from '../parties.js';
import { PlacementStepInput } from '../placement/inputs.js';
import { notFound, ownPlacement } from '../placement/reader.js';
import { settled, unitOf } from '../waiting-list/settle.js';
import { declineBroadcast } from './decline.js';
import { offer } from './offer.js';
import { broadcast } from './request.js';
import { BROADCAST, BROADCASTS, type BroadcastRow, INBOX, offersIn } from './sql.js';
import { cancelBroadcast, takeOffer } from './take.js';
import {
  BedBroadcast,
  BedBroadcastCancelInput,
  BedBroadcastConnection,
  BedBroadcastDeclineInput,
  BedBroadcastDeclinePayload,
  BedBroadcastPayload,
  BedBroadcastReceived,
  BedBroadcastReceivedConnection,
  BedOfferInput,
  BedRequestBroadcastInput,
} from './types.js';

@Resolver()
export class BedBroadcastResolver {
  @Mutation(() => BedBroadcastPayload, {
    description:
      'Asks all shelters of some regions at once that take such a household. For 30 minutes each may offer beds of its own, which it holds; taking one offer releases the others.',
  })
  @Access({ purposes: 'none', roles: REFERRING_ROLES })
  async bedRequestBroadcast(
    @Arg('input', () => BedRequestBroadcastInput, { description: 'The household, the nights and the regions.' })
    input: BedRequestBroadcastInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<BedBroadcastPayload> {
    return mutate(ctx, 'bedRequestBroadcast', input, BedBroadcastPayload, async (commit) => {
      const walls = await wallsOf(ctx, input.victimId);
      return { broadcast: await own(ctx, await commit((m) => broadcast(m, ctx.requester, input, walls))) };
    });
  }

  @Mutation(() => BedBroadcastPayload, {
    description: 'Calls a request to many shelters off; what was offered is free again at once.',
  })
  @Access({ purposes: 'none', roles: REFERRING_ROLES })
  async bedBroadcastCancel(
    @Arg('input', () => BedBroadcastCancelInput, { description: 'The request.' }) input: BedBroadcastCancelInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<BedBroadcastPayload> {
    return mutate(ctx, 'bedBroadcastCancel', input, BedBroadcastPayload, async (commit) => {
      const id = await commit((manager) => cancelBroadcast(manager, asker(ctx), input.broadcastId));
      return { broadcast: await own(ctx, id) };
    });
  }

  @Mutation(() => PlacementPayload, {
    description:
      'Offers beds of your shelter for a request to many: they are held for it. Refused as EXPIRED after its deadline.',
  })
  @Access({ purposes: SHELTER_PURPOSES, kinds: SHELTER_KINDS, roles: [Role.SHELTER_STAFF] })
  async bedOffer(
    @Arg('input', () => BedOfferInput, { description: 'The request and the unit.' }) input: BedOfferInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<PlacementPayload> {
    return mutate(ctx, 'bedOffer', input, PlacementPayload, async (commit) =>
      changed(ctx, await commit((manager) => offer(manager, ctx.requester, input))),
    );
  }

  @Mutation(() => BedBroadcastDeclinePayload, {
    description:
      'Says that a shelter of yours has no place for a request to many, and why. It may still offer beds while the request is open.',
  })
  @Access({ purposes: SHELTER_PURPOSES, kinds: SHELTER_KINDS, roles: [Role.SHELTER_STAFF] })
  async bedBroadcastDecline(
    @Arg('input', () => BedBroadcastDeclineInput, { description: 'The request, the shelter and the reason.' })
    input: BedBroadcastDeclineInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<BedBroadcastDeclinePayload> {
    return mutate(ctx, 'bedBroadcastDecline', input, BedBroadcastDeclinePayload, async (commit) => ({
      broadcastId: await commit((manager) => declineBroadcast(manager, ctx.requester, input)),
    }));
  }

  @Mutation(() => PlacementPayload, {
    description:
      'Takes an offer of beds, of a shelter or of the waiting list; all other offers for the same request are released at once.',
  })
  @Access({ purposes: REFERRING_PURPOSES, roles: REFERRING_ROLES })
  async bedOfferTake(
    @Arg('input', () => PlacementStepInput, { description: 'The offer.' }) input: PlacementStepInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<PlacementPayload> {
    return mutate(ctx, 'bedOfferTake', input, PlacementPayload, async (commit) =>
      changed(
        ctx,
        await settled(ctx.db, unitOf(ctx.db, input.holdId), () =>
          commit((manager) => takeOffer(manager, ownRecordParameters(ctx), input)),
        ),
      ),
    );
  }

  @Query(() => BedBroadcastConnection, {
    description: 'What your unit has asked many shelters for, newest first, with the offers that run now.',
  })
  @Access({ purposes: 'none', roles: REFERRING_ROLES })
  async bedBroadcasts(
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Arg('running', () => Boolean, {
      nullable: true,
      description: 'True: only what is open, or has an offer that runs. False: only the rest. All when left out.',
    })
    running: boolean | null,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConnectionOf<BedBroadcast>> {
    const { limit, before } = args.newestFirst();
    const rows = await BROADCASTS.rows(ctx.db, [...asker(ctx), limit, ...before, running ?? null]);
    return connectionFrom(
      rows,
      args.first,
      (row) => [row.createdAt, row.id],
      (row) => shown(row, ctx.requester.language),
    );
  }

  @Query(() => BedBroadcastReceivedConnection, {
    description: "Open requests that were sent to your agency's shelters among others, newest first.",
  })
  @Access({ purposes: SHELTER_PURPOSES, kinds: SHELTER_KINDS, roles: [Role.SHELTER_STAFF] })
  async bedBroadcastInbox(
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConnectionOf<BedBroadcastReceived>> {
    const { limit, before } = args.newestFirst();
    const rows = await INBOX.rows(ctx.db, [...asker(ctx), limit, ...before]);
    return connectionFrom(
      rows,
      args.first,
      (row) => [row.createdAt, row.id],
      (row) => row,
    );
  }
}

/** A request names nobody, so its asker needs no purpose. */
const asker = ({ requester: { agency, unit, staff } }: SubgraphContext): readonly unknown[] => [agency, unit, staff];

async function own(ctx: SubgraphContext, id: string): Promise<BedBroadcast> {
  const [row] = await BROADCAST.rows(ctx.db, [...asker(ctx), id]);
  if (!row) throw notFound();
  return shown(row, ctx.requester.language);
}

async function changed(ctx: SubgraphContext, id: string): Promise<{ placement: PlacementPayload['placement'] }> {
  const placement = await ownPlacement(ctx, id);
  if (!placement) throw notFound(['holdId']);
  return { placement };
}

const shown = (row: BroadcastRow, language: Language): BedBroadcast => ({
  ...row,
  offers: offersIn(language, row.offers),
});
