import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { EntityManager } from 'typeorm';
import { Access, mutate, Refusal, Refusals, rowsOf, type SubgraphContext, UserErrorCode } from '../../kit/index.js';
import { lockUnit } from '../bed-hold/unit-lock.js';
import { CHANGED } from '../import/bed-count.js';
import { changedMeanwhile, type LockedShelter, lockShelter, RUNS_SHELTERS } from '../own-shelters.js';
import { assertParticipation } from '../shelter/participation.js';
import { keepChanges } from '../shelter-change/keep.js';
import { offerShelter } from '../waiting-list/offer-shelter.js';
import { unitColumns, unitFaults } from './content.js';
import {
  ShelterBedServiceSetInput,
  ShelterUnitAddInput,
  type ShelterUnitContentInput,
  ShelterUnitPayload,
  ShelterUnitsPayload,
  ShelterUnitsSetInput,
  ShelterUnitUpdateInput,
} from './inputs.js';
import { ownUnits } from './own-units.js';
import { addUnit, changeUnit } from './unit-changes.js';
import { setUnits } from './unit-table.js';

@Resolver()
export class ShelterUnitMutationsResolver {
  @Mutation(() => ShelterUnitPayload, {
    description: 'Adds a unit to a shelter of your agency. Every bed of it is a bed of its own.',
  })
  @Access(RUNS_SHELTERS)
  shelterUnitAdd(
    @Arg('input', () => ShelterUnitAddInput, { description: 'The unit.' }) input: ShelterUnitAddInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ShelterUnitPayload> {
    return changed(ctx, 'shelterUnitAdd', input, async (manager) => {
      const shelter = await lockShelter(manager, ctx.requester.agency, input.shelterId);
      sound(input);
      const at = { id: shelter.id, agency: ctx.requester.agency };
      const id = await addUnit(manager, at, unitColumns(input), input.beds, null);
      await assertParticipation(manager, shelter.id, ['kind']);
      await keepUnits(manager, ctx, shelter.id);
      await offerShelter(manager, shelter.id, [id]);
      return id;
    });
  }

  @Mutation(() => ShelterUnitPayload, {
    description: 'Changes what a unit of your agency is, whom it takes, and how many beds it has.',
  })
  @Access(RUNS_SHELTERS)
  shelterUnitUpdate(
    @Arg('input', () => ShelterUnitUpdateInput, { description: 'The unit as it is to be.' })
    input: ShelterUnitUpdateInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ShelterUnitPayload> {
    return changed(ctx, 'shelterUnitUpdate', input, async (manager) => {
      const { shelter, version } = await lockOwnUnit(manager, ctx.requester.agency, input.unitId);
      if (version !== input.expectedVersion) throw changedMeanwhile();
      sound(input);
      const other = await changeUnit(manager, input.unitId, unitColumns(input), input.beds);
      await assertParticipation(manager, shelter.id, ['kind']);
      if (other) await keepUnits(manager, ctx, shelter.id);
      await offerShelter(manager, shelter.id, [input.unitId]);
      return input.unitId;
    });
  }

  @Mutation(() => ShelterUnitPayload, {
    description: 'Takes a bed out of service, or puts it back. A bed in use stays in service.',
  })
  @Access(RUNS_SHELTERS)
  shelterBedServiceSet(
    @Arg('input', () => ShelterBedServiceSetInput, { description: 'The bed.' }) input: ShelterBedServiceSetInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ShelterUnitPayload> {
    return changed(ctx, 'shelterBedServiceSet', input, async (manager) => {
      const { shelter } = await lockOwnUnit(manager, ctx.requester.agency, input.unitId);
      const [bed] = await rowsOf<{ id: string; inService: boolean; used: boolean }>(manager, BED, [
        input.unitId,
        input.number,
      ]);
      if (!bed) throw noSuchBed();
      if (bed.used && !input.inService) throw new Refusal(UserErrorCode.NOT_AVAILABLE, BED_IN_USE, ['number']);
      if (bed.inService === input.inService) return input.unitId;
      await rowsOf(manager, 'UPDATE bed SET in_service = $2 WHERE id = $1', [bed.id, input.inService]);
      await rowsOf(manager, CHANGED, [input.unitId]);
      await keepUnits(manager, ctx, shelter.id);
      if (input.inService) await assertParticipation(manager, shelter.id, ['inService']);
      await offerShelter(manager, shelter.id, [input.unitId]);
      return input.unitId;
    });
  }

  @Mutation(() => ShelterUnitsPayload, {
    description: 'Takes over a table of all units of a shelter of your agency, whole or not at all.',
  })
  @Access(RUNS_SHELTERS)
  shelterUnitsSet(
    @Arg('input', () => ShelterUnitsSetInput, { description: 'The table.' }) input: ShelterUnitsSetInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ShelterUnitsPayload> {
    return mutate(ctx, 'shelterUnitsSet', input, ShelterUnitsPayload, async (commit) => {
      let said = false;
      const id = await commit(async (manager) => {
        const { id } = await lockShelter(manager, ctx.requester.agency, input.shelterId);
        said = await setUnits(manager, { id, agency: ctx.requester.agency }, input.units);
        await assertParticipation(manager, id, ['units']);
        if (said) await keepUnits(manager, ctx, id);
        await offerShelter(manager, id);
        return id;
      });
      return { units: await ownUnits(ctx, id), changed: said };
    });
  }
}

const keepUnits = (manager: EntityManager, { requester: { agency, staff } }: SubgraphContext, id: string) =>
  keepChanges(manager, { id, agency }, staff, ['UNITS']);

/** $1 unit, $2 number */
const BED = `SELECT b.id, b.in_service AS "inService", EXISTS (SELECT FROM placement_bed pb WHERE pb.bed_id = b.id AND pb.live) AS used
  FROM bed b WHERE b.unit_id = $1 AND b.number = $2`;

function changed(
  ctx: SubgraphContext,
  operation: string,
  input: object,
  effect: (manager: EntityManager) => Promise<string>,
): Promise<ShelterUnitPayload> {
  return mutate(ctx, operation, input, ShelterUnitPayload, async (commit) => {
    const [unit] = await ownUnits(ctx, null, { unit: await commit(effect) });
    return { unit: unit! };
  });
}

/** Locks the shelter, then the unit. @throws Refusal NOT_FOUND */
async function lockOwnUnit(
  manager: EntityManager,
  agency: string,
  unit: string,
): Promise<{ shelter: LockedShelter; version: number }> {
  const find = 'SELECT shelter_id AS shelter, version FROM unit WHERE id = $1 AND agency = $2::text';
  const [found] = await rowsOf<{ shelter: string }>(manager, find, [unit, agency]);
  if (!found) throw noSuchUnit();
  const shelter = await lockShelter(manager, agency, found.shelter, 'unitId');
  await lockUnit(manager, unit);
  const [now] = await rowsOf<{ version: number }>(manager, find, [unit, agency]);
  return { shelter, version: now!.version };
}

function sound(input: ShelterUnitContentInput): void {
  const faults = unitFaults(input);
  if (faults.length > 0) throw new Refusals(faults);
}

const BED_IN_USE = {
  en: 'Somebody has this bed, or will.',
  ru: 'Это место занято или обещано.',
  kk: 'Бұл орын бос емес немесе уәде етілген.',
};

const noSuchUnit = (): Refusal =>
  new Refusal(
    UserErrorCode.NOT_FOUND,
    {
      en: 'Your agency has no such unit.',
      ru: 'У вашей организации такого помещения нет.',
      kk: 'Сіздің ұйымда мұндай бөлме жоқ.',
    },
    ['unitId'],
  );

const noSuchBed = (): Refusal =>
  new Refusal(
    UserErrorCode.NOT_FOUND,
    { en: 'The unit has no bed with this number.', ru: 'Места с таким номером нет.', kk: 'Мұндай нөмірлі орын жоқ.' },
    ['number'],
  );
