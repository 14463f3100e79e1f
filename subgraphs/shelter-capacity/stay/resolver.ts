import { isUUID } from 'class-validator';
import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { Access, type Commit, mutate, ownRecordParameters, type SubgraphContext } from '../../kit/index.js';
import { PlacementPayload } from '../bed-hold/types.js';
import { namedUnit } from '../bed-search/offered-unit.js';
import { victimKey } from '../consent-client.js';
import { checkHousehold } from '../household/household.js';
import { BedLinkInput } from '../placement/inputs.js';
import { notFound, ownPlacement } from '../placement/reader.js';
import { AT_THE_SHELTER } from '../placement/steps.js';
import { extend } from './extend.js';
import { guestOf, recordGuest } from './guest.js';
import { changeHousehold } from './household-change.js';
import {
  BedExtendInput,
  BedGuestRecordInput,
  BedHouseholdChangeInput,
  BedTransferInput,
  BedUnlinkInput,
} from './inputs.js';
import { link } from './link.js';
import { transfer } from './transfer.js';
import { BedGuest } from './types.js';
import { unlink } from './unlink.js';

@Resolver()
export class StayResolver {
  @Mutation(() => PlacementPayload, {
    description:
      'Plans a stay until a later day, if its beds are free for it (otherwise it says until when they are), or until an earlier one, which frees them.',
  })
  @Access(AT_THE_SHELTER)
  async bedExtend(
    @Arg('input', () => BedExtendInput, { description: 'The stay and the day.' }) input: BedExtendInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<PlacementPayload> {
    return changed(ctx, 'bedExtend', input, (commit) =>
      commit((manager) => extend(manager, ownRecordParameters(ctx), input)),
    );
  }

  @Mutation(() => PlacementPayload, {
    description:
      'Moves a stay to another unit: the new beds are taken and the old ones freed at once. At another agency the answer is a hold there; the stay goes on here until she arrives there.',
  })
  @Access(AT_THE_SHELTER)
  async bedTransfer(
    @Arg('input', () => BedTransferInput, { description: 'The stay and the unit.' }) input: BedTransferInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<PlacementPayload> {
    return changed(ctx, 'bedTransfer', input, async (commit) => {
      const request = { ...input, ...namedUnit(ctx.secrets, ctx.requester, input.unitId) };
      return commit((manager) => transfer(manager, ctx.requester, ownRecordParameters(ctx), request));
    });
  }

  @Mutation(() => PlacementPayload, {
    description:
      'Others are there, or are expected, than before: somebody has come or gone in the middle of a stay. Further beds of the unit are taken, or those that are not needed given back. What the unit does not take is said of each field; a stay that does not fit any more is moved with `bedTransfer`.',
  })
  @Access(AT_THE_SHELTER)
  async bedHouseholdChange(
    @Arg('input', () => BedHouseholdChangeInput, { description: 'The stay and the household.' })
    input: BedHouseholdChangeInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<PlacementPayload> {
    return changed(ctx, 'bedHouseholdChange', input, (commit) => {
      checkHousehold(input.household, ['household']);
      return commit((manager) => changeHousehold(manager, ownRecordParameters(ctx), input));
    });
  }

  @Mutation(() => PlacementPayload, {
    description:
      'Links a stay, also one that is promised or over, with the record of who it is for: she may agree to it only later.',
  })
  @Access(AT_THE_SHELTER)
  async bedLink(
    @Arg('input', () => BedLinkInput, { description: 'The stay and the record.' }) input: BedLinkInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<PlacementPayload> {
    return changed(ctx, 'bedLink', input, async (commit) => {
      const victim = await victimKey(ctx, input.victimId);
      return commit((manager) => link(manager, ownRecordParameters(ctx), input, victim));
    });
  }

  @Mutation(() => PlacementPayload, {
    description:
      "Takes the link of a stay with a record away that was made in error (FHIR R4 entered-in-error), whatever has become of the stay: it is on nobody's record then, and `bedLink` can link it with the right one. The access log of her whose record it was says that it was marked; her walls go on for the stay.",
  })
  @Access(AT_THE_SHELTER)
  async bedUnlink(
    @Arg('input', () => BedUnlinkInput, { description: 'The stay, and why.' }) input: BedUnlinkInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<PlacementPayload> {
    return changed(ctx, 'bedUnlink', input, async (commit) => {
      const id = await commit((manager) => unlink(manager, ctx, ownRecordParameters(ctx), input));
      await ctx.closures.kept(id);
      return id;
    });
  }

  @Mutation(() => PlacementPayload, {
    description:
      "Notes the name of a guest, sealed under your agency's key. No other agency can read it, nor any list.",
  })
  @Access(AT_THE_SHELTER)
  async bedGuestRecord(
    @Arg('input', () => BedGuestRecordInput, { description: 'The stay and the name.' }) input: BedGuestRecordInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<PlacementPayload> {
    const { agencyKeys } = ctx.secrets;
    return changed(ctx, 'bedGuestRecord', input, (commit) =>
      commit((manager) => recordGuest(manager, agencyKeys, ownRecordParameters(ctx), input)),
    );
  }

  @Query(() => BedGuest, {
    nullable: true,
    description: 'The name that your agency has noted for its guest; null for any other stay. The look is logged.',
  })
  @Access(AT_THE_SHELTER)
  async bedGuest(
    @Arg('holdId', () => ID, { description: 'The stay.' }) holdId: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<BedGuest | null> {
    return isUUID(holdId) ? guestOf(ctx.db, ctx.secrets.agencyKeys, ownRecordParameters(ctx), holdId) : null;
  }
}

function changed(
  ctx: SubgraphContext,
  operation: string,
  input: object,
  work: (commit: Commit) => Promise<string>,
): Promise<PlacementPayload> {
  return mutate(ctx, operation, input, PlacementPayload, async (commit) => {
    const placement = await ownPlacement(ctx, await work(commit));
    if (!placement) throw notFound(['holdId']);
    return { placement };
  });
}
