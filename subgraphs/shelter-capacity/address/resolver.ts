import { isUUID } from 'class-validator';
import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { Access, mutate, rowsOf, type SubgraphContext } from '../../kit/index.js';
import { noSuchShelter, RUNS_SHELTERS } from '../own-shelters.js';
import { REFERRING_ROLES } from '../parties.js';
import { notFound } from '../placement/reader.js';
import { AT_THE_SHELTER, BY_EITHER_PARTY } from '../placement/steps.js';
import { ShelterPayload } from '../shelter/inputs.js';
import { ownShelters } from '../shelter/own-shelter.js';
import { makeCode } from './escort-code.js';
import {
  ShelterAddressReleaseInput,
  ShelterAddressReleaseStepInput,
  ShelterAddressSetInput,
  ShelterEscortCodeMakeInput,
} from './inputs.js';
import { keepWhereabouts } from './kept.js';
import { ownRelease, read, releasesOf } from './reader.js';
import { noSuchRelease, placeMissing } from './refusals.js';
import { escortFor, release } from './release.js';
import { RENEW, REVOKE } from './sql.js';
import {
  ShelterAddressReadPayload,
  ShelterAddressRelease,
  ShelterAddressReleasePayload,
  ShelterEscortCodePayload,
} from './types.js';

@Resolver()
export class ShelterAddressResolver {
  @Mutation(() => ShelterPayload, {
    description:
      'Enters where a shelter of your agency is, and where she is met. It is sealed under a key and kept under a login of their own; nobody can read it but an escort to whom it is released.',
  })
  @Access(RUNS_SHELTERS)
  shelterAddressSet(
    @Arg('input', () => ShelterAddressSetInput, { description: 'Where it is.' }) input: ShelterAddressSetInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ShelterPayload> {
    return mutate(ctx, 'shelterAddressSet', input, ShelterPayload, async () => {
      const { address, latitude, longitude, phone, meetingPoint } = input;
      if (!address && (latitude != null || longitude != null || phone)) throw placeMissing();
      const [shelter] = await ownShelters(ctx, { id: input.shelterId });
      if (!shelter) throw noSuchShelter();
      const { agency, staff } = ctx.requester;
      await keepWhereabouts(ctx.vault, { id: shelter.id, agency }, staff, () => ({
        address: address
          ? {
              text: { ...address },
              latitude: latitude ?? undefined,
              longitude: longitude ?? undefined,
              phone: phone ?? undefined,
            }
          : null,
        meetingPoint: meetingPoint ? { ...meetingPoint } : null,
      }));
      return { shelter };
    });
  }

  @Mutation(() => ShelterAddressReleasePayload, {
    description:
      'Tells where she is to be brought, for a hold that your shelter has accepted: to one named escort, who may read it for 15 minutes, or to her by voice.',
  })
  @Access(AT_THE_SHELTER)
  shelterAddressRelease(
    @Arg('input', () => ShelterAddressReleaseInput, { description: 'What, and to whom.' })
    input: ShelterAddressReleaseInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ShelterAddressReleasePayload> {
    return mutate(
      ctx,
      'shelterAddressRelease',
      input,
      ShelterAddressReleasePayload,
      async (commit, earlier) => {
        const stands = await earlier();
        if (stands) return asReleased(ctx, stands);
        const escort = await escortFor(ctx, input);
        return asReleased(ctx, await commit((manager) => release(manager, ctx.requester, input, escort)));
      },
      ctx.vault.db,
    );
  }

  @Mutation(() => ShelterAddressReleasePayload, {
    description: 'Lets the same escort read for 15 minutes from now.',
  })
  @Access(AT_THE_SHELTER)
  shelterAddressReleaseRenew(
    @Arg('input', () => ShelterAddressReleaseStepInput, { description: 'The release.' })
    input: ShelterAddressReleaseStepInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ShelterAddressReleasePayload> {
    return changed(ctx, 'shelterAddressReleaseRenew', input, RENEW);
  }

  @Mutation(() => ShelterAddressReleasePayload, { description: 'Ends a release: nobody can read it from now on.' })
  @Access(AT_THE_SHELTER)
  shelterAddressReleaseRevoke(
    @Arg('input', () => ShelterAddressReleaseStepInput, { description: 'The release.' })
    input: ShelterAddressReleaseStepInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ShelterAddressReleasePayload> {
    return changed(ctx, 'shelterAddressReleaseRevoke', input, REVOKE);
  }

  @Mutation(() => ShelterAddressReadPayload, {
    description:
      'For the named escort: what the shelter has released. Each reading is logged, for the shelter and on her access log. Write it down nowhere.',
  })
  @Access(BY_EITHER_PARTY)
  shelterAddressRead(
    @Arg('input', () => ShelterAddressReleaseStepInput, { description: 'The release.' })
    input: ShelterAddressReleaseStepInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ShelterAddressReadPayload> {
    return mutate(ctx, 'shelterAddressRead', input, ShelterAddressReadPayload, async () => ({
      reading: await read(ctx, input.releaseId),
    }));
  }

  @Mutation(() => ShelterEscortCodePayload, {
    description:
      'For who brings her: a code that you read out to the shelter of a hold, so that it can name you as the escort, once and within 15 minutes. A new one ends the one before.',
  })
  @Access(BY_EITHER_PARTY)
  shelterEscortCodeMake(
    @Arg('input', () => ShelterEscortCodeMakeInput, { description: 'The hold.' }) input: ShelterEscortCodeMakeInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ShelterEscortCodePayload> {
    return mutate(ctx, 'shelterEscortCodeMake', input, ShelterEscortCodePayload, async () => ({
      escortCode: await makeCode(ctx, input.holdId),
    }));
  }

  @Query(() => ID, {
    description:
      'Your own id, by which a shelter can name you as the escort: for systems. Who speaks reads out a code of shelterEscortCodeMake.',
  })
  @Access({ purposes: 'none', roles: REFERRING_ROLES })
  shelterEscortId(@Ctx() ctx: SubgraphContext): string {
    return ctx.requester.staff;
  }

  @Query(() => [ShelterAddressRelease], {
    description:
      'What was released of a hold, newest first: to its shelter everything, with each reading; to an escort what names that escort. Never what it says. The look is logged.',
  })
  @Access(BY_EITHER_PARTY)
  shelterAddressReleases(
    @Arg('holdId', () => ID, { description: 'The hold.' }) holdId: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ShelterAddressRelease[]> {
    return isUUID(holdId) ? releasesOf(ctx, holdId) : Promise.resolve([]);
  }
}

async function asReleased(ctx: SubgraphContext, id: string): Promise<{ release: ShelterAddressRelease }> {
  const made = await ownRelease(ctx, id);
  if (!made) throw notFound(['holdId']);
  return { release: made };
}

function changed(
  ctx: SubgraphContext,
  operation: string,
  input: ShelterAddressReleaseStepInput,
  statement: string,
): Promise<ShelterAddressReleasePayload> {
  return mutate(
    ctx,
    operation,
    input,
    ShelterAddressReleasePayload,
    async (commit) => {
      const { agency, unit, staff } = ctx.requester;
      const id = await commit(async (manager) => {
        const [row] = await rowsOf<{ id: string }>(manager, statement, [agency, unit, staff, input.releaseId]);
        if (!row) throw noSuchRelease();
        return row.id;
      });
      return asReleased(ctx, id);
    },
    ctx.vault.db,
  );
}
