import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import {
  Access,
  mutate,
  ownRecordParameters,
  Refusal,
  Role,
  type SubgraphContext,
  UserErrorCode,
} from '../../kit/index.js';
import { PlacementPayload } from '../bed-hold/types.js';
import { victimKey } from '../consent-client.js';
import { checkHousehold } from '../household/household.js';
import { REFERRING_PURPOSES, REFERRING_ROLES, SHELTER_KINDS, SHELTER_PURPOSES } from '../parties.js';
import { BedDeclineInput, BedStepEnteredInErrorInput, PlacementLinkInput, PlacementStepInput } from './inputs.js';
import { notFound, ownPlacement } from './reader.js';
import { BedStepInError } from './states.js';
import { type SimpleStep, type StepRequest, takeStep } from './transition.js';

export const AT_THE_SHELTER = {
  purposes: SHELTER_PURPOSES,
  kinds: SHELTER_KINDS,
  roles: [Role.SHELTER_STAFF],
} as const;
export const BY_EITHER_PARTY = { purposes: REFERRING_PURPOSES, roles: REFERRING_ROLES } as const;

@Resolver()
export class PlacementStepsResolver {
  @Mutation(() => PlacementPayload, { description: 'The shelter has screened the household and says yes.' })
  @Access(AT_THE_SHELTER)
  async bedAccept(
    @Arg('input', () => PlacementLinkInput, { description: 'The hold, and the guest if she is known.' })
    input: PlacementLinkInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<PlacementPayload> {
    return linkedStep(ctx, 'bedAccept', 'accept', input);
  }

  @Mutation(() => PlacementPayload, { description: 'The shelter says no; the beds are free again.' })
  @Access(AT_THE_SHELTER)
  async bedDecline(
    @Arg('input', () => BedDeclineInput, { description: 'The hold and the reason.' }) input: BedDeclineInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<PlacementPayload> {
    return step(ctx, 'bedDecline', 'decline', input, { ...input, declineReason: input.reason });
  }

  @Mutation(() => PlacementPayload, {
    description: 'She has arrived. Before her first night, she has her beds from today if they are free.',
  })
  @Access(AT_THE_SHELTER)
  async bedArrive(
    @Arg('input', () => PlacementLinkInput, { description: 'The accepted hold, and the guest if she is known.' })
    input: PlacementLinkInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<PlacementPayload> {
    return linkedStep(ctx, 'bedArrive', 'arrive', input);
  }

  @Mutation(() => PlacementPayload, { description: 'She has left; the beds are free again.' })
  @Access(AT_THE_SHELTER)
  async bedDepart(
    @Arg('input', () => PlacementStepInput, { description: 'The stay.' }) input: PlacementStepInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<PlacementPayload> {
    return step(ctx, 'bedDepart', 'depart', input, input);
  }

  @Mutation(() => PlacementPayload, {
    description:
      'The last arrival or departure was recorded wrongly (FHIR R4 entered-in-error): she is expected again, or is there again if her beds are still free until her planned departure. The history keeps both; who asked is told when an arrival is taken back.',
  })
  @Access(AT_THE_SHELTER)
  async bedStepEnteredInError(
    @Arg('input', () => BedStepEnteredInErrorInput, { description: 'The stay, and what was not so.' })
    input: BedStepEnteredInErrorInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<PlacementPayload> {
    const name = input.step === BedStepInError.ARRIVAL ? 'arriveInError' : 'departInError';
    return step(ctx, 'bedStepEnteredInError', name, input, input);
  }

  @Mutation(() => PlacementPayload, {
    description: 'Gives the beds back: by the sender, or by the shelter when she did not come.',
  })
  @Access(BY_EITHER_PARTY)
  async bedRelease(
    @Arg('input', () => PlacementStepInput, { description: 'The hold.' }) input: PlacementStepInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<PlacementPayload> {
    return step(ctx, 'bedRelease', 'release', input, input);
  }

  @Mutation(() => PlacementPayload, {
    description: 'She does not want the place. It is recorded as her choice and never as a failure.',
  })
  @Access(BY_EITHER_PARTY)
  async bedNotWanted(
    @Arg('input', () => PlacementStepInput, { description: 'The hold.' }) input: PlacementStepInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<PlacementPayload> {
    return step(ctx, 'bedNotWanted', 'notWanted', input, input);
  }
}

function linkedStep(
  ctx: SubgraphContext,
  operation: string,
  name: SimpleStep,
  input: PlacementLinkInput,
): Promise<PlacementPayload> {
  return step(ctx, operation, name, input, async () => {
    const { came = null, ...link } = input;
    if (came) checkHousehold(came, ['came']);
    if (came && name !== 'arrive') throw notYetHere();
    return { ...link, came, victim: await victimKey(ctx, input.victimId) };
  });
}

function step(
  ctx: SubgraphContext,
  operation: string,
  name: SimpleStep,
  input: PlacementStepInput,
  request: StepRequest | (() => Promise<StepRequest>),
): Promise<PlacementPayload> {
  return mutate(ctx, operation, input, PlacementPayload, async (commit) => {
    const asked = typeof request === 'function' ? await request() : request;
    const id = await commit((manager) => takeStep(manager, ownRecordParameters(ctx), name, asked));
    const placement = await ownPlacement(ctx, id);
    if (!placement) throw notFound(['holdId']);
    return { placement };
  });
}

const notYetHere = (): Refusal =>
  new Refusal(
    UserErrorCode.INVALID,
    {
      en: 'Who came is recorded when she arrives.',
      ru: 'Кто приехал, записывают при прибытии.',
      kk: 'Кім келгені келген кезде жазылады.',
    },
    ['came'],
  );
