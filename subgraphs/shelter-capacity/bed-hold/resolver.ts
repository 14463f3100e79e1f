import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Access, mutate, Refusal, type SubgraphContext, UserErrorCode } from '../../kit/index.js';
import { REFERRING_ROLES } from '../parties.js';
import { ownHold } from '../placement/reader.js';
import { holdBeds } from './hold.js';
import { BedHoldInput, PlacementPayload } from './types.js';

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
      if (input.adultMen > input.adults) throw tooManyMen();
      const id = await commit((manager) => holdBeds(manager, ctx.requester, input));
      return { placement: await ownHold(ctx, id) };
    });
  }
}

const tooManyMen = (): Refusal =>
  new Refusal(
    UserErrorCode.INVALID,
    {
      en: 'There are more men than adults.',
      ru: 'Мужчин больше, чем взрослых.',
      kk: 'Ерлер саны ересектер санынан көп.',
    },
    ['adultMen'],
  );
