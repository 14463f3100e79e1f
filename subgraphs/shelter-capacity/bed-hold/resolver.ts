import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Access, mutate, ownRecordParameters, type SubgraphContext } from '../../kit/index.js';
import { namedUnit } from '../bed-search/offered-unit.js';
import { wallsOf } from '../consent-client.js';
import { checkHousehold } from '../household/household.js';
import { REFERRING_PURPOSES, REFERRING_ROLES } from '../parties.js';
import { notFound, ownHold, ownPlacement } from '../placement/reader.js';
import { takeStep } from '../placement/transition.js';
import { settled } from '../waiting-list/settle.js';
import { holdBeds } from './hold.js';
import { BedHoldInput, BedHoldRecordByPhoneInput, PlacementPayload } from './types.js';

@Resolver()
export class BedHoldResolver {
  @Mutation(() => PlacementPayload, {
    description:
      'Holds beds for a household until the shelter has screened it; the hold lapses by itself (90 minutes, unless the shelter has set another time).',
  })
  @Access({ purposes: 'none', roles: REFERRING_ROLES })
  async bedHold(
    @Arg('input', () => BedHoldInput, { description: 'The unit, the household and the nights.' }) input: BedHoldInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<PlacementPayload> {
    return mutate(ctx, 'bedHold', input, PlacementPayload, async (commit) => {
      checkHousehold(input);
      const walls = await wallsOf(ctx, input.victimId);
      const request = { ...input, ...namedUnit(ctx.secrets, ctx.requester, input.unitId) };
      const id = await settled(
        ctx.db,
        async () => request.unit,
        () => commit((manager) => holdBeds(manager, ctx.requester, request, walls)),
      );
      return { placement: await ownHold(ctx, id) };
    });
  }

  @Mutation(() => PlacementPayload, {
    description:
      'Records that the shelter, which had not answered for five minutes, has said yes on the telephone. The beds are kept until it confirms or contests that.',
  })
  @Access({ purposes: REFERRING_PURPOSES, roles: REFERRING_ROLES })
  async bedHoldRecordByPhone(
    @Arg('input', () => BedHoldRecordByPhoneInput, { description: 'The hold, and who said yes.' })
    input: BedHoldRecordByPhoneInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<PlacementPayload> {
    return mutate(ctx, 'bedHoldRecordByPhone', input, PlacementPayload, async (commit) => {
      const { holdId, expectedVersion = null, saidBy, reference = null } = input;
      const request = { holdId, expectedVersion, spoken: { role: saidBy, reference } };
      const id = await commit((manager) => takeStep(manager, ownRecordParameters(ctx), 'recordByPhone', request));
      const placement = await ownPlacement(ctx, id);
      if (!placement) throw notFound(['holdId']);
      return { placement };
    });
  }
}
