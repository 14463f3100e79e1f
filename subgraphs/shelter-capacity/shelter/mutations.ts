import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Access, mutate, Refusal, rowsOf, type SubgraphContext, UserErrorCode } from '../../kit/index.js';
import { changedMeanwhile, lockShelter, RUNS_SHELTERS } from '../own-shelters.js';
import { keepChanges, type Told, telling } from '../shelter-change/keep.js';
import { offerShelter } from '../waiting-list/offer-shelter.js';
import { assertPlace, CONTENT_COLUMNS, contentValues } from './content.js';
import { ShelterCreateInput, ShelterOpeningSetInput, ShelterPayload, ShelterUpdateInput } from './inputs.js';
import { ownShelter } from './own-shelter.js';
import { assertGuestsKnown, assertParticipation } from './participation.js';

const INSERT = `INSERT INTO shelter (agency, ${CONTENT_COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id`;

const UPDATE = telling(
  `UPDATE shelter SET (${CONTENT_COLUMNS}) = ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11), version = version + 1 WHERE id = $1`,
);

/** $1 shelter, $2 state, $3 reason, $4 until. No row when `until` is not within a year from now. */
const OPENING =
  telling(`UPDATE shelter SET opening_state = $2, opening_reason = $3, opening_until = $4, version = version + 1
  WHERE id = $1 AND ($4::timestamptz IS NULL
    OR $4::timestamptz > clock_timestamp() AND $4::timestamptz <= clock_timestamp() + interval '1 year')`);

@Resolver()
export class ShelterMutationsResolver {
  @Mutation(() => ShelterPayload, { description: 'Enters a shelter of your agency; its units follow.' })
  @Access(RUNS_SHELTERS)
  shelterCreate(
    @Arg('input', () => ShelterCreateInput, { description: 'The shelter.' }) input: ShelterCreateInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ShelterPayload> {
    return mutate(ctx, 'shelterCreate', input, ShelterPayload, async (commit) => {
      const id = await commit(async (manager) => {
        await assertPlace(manager, input);
        const { agency, staff } = ctx.requester;
        const values = [agency, ...contentValues(input)];
        const [made] = await rowsOf<{ id: string }>(manager, INSERT, values);
        await keepChanges(manager, { id: made!.id, agency }, staff, ['ENTERED']);
        return made!.id;
      });
      return { shelter: await ownShelter(ctx, id) };
    });
  }

  @Mutation(() => ShelterPayload, { description: 'Changes what a shelter of your agency is.' })
  @Access(RUNS_SHELTERS)
  shelterUpdate(
    @Arg('input', () => ShelterUpdateInput, { description: 'The shelter as it is to be.' }) input: ShelterUpdateInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ShelterPayload> {
    return mutate(ctx, 'shelterUpdate', input, ShelterPayload, async (commit) => {
      const id = await commit(async (manager) => {
        const { agency, staff } = ctx.requester;
        const shelter = await lockShelter(manager, agency, input.shelterId);
        if (shelter.version !== input.expectedVersion) throw changedMeanwhile();
        await assertPlace(manager, input);
        await assertGuestsKnown(manager, shelter, input.participation);
        const [told] = await rowsOf<Told>(manager, UPDATE, [shelter.id, ...contentValues(input)]);
        await keepChanges(manager, { id: shelter.id, agency }, staff, told!.what);
        await assertParticipation(manager, shelter.id, ['participation']);
        await offerShelter(manager, shelter.id);
        return shelter.id;
      });
      return { shelter: await ownShelter(ctx, id) };
    });
  }

  @Mutation(() => ShelterPayload, {
    description: 'Says whether a shelter of your agency takes in households, why not, and until when.',
  })
  @Access(RUNS_SHELTERS)
  shelterOpeningSet(
    @Arg('input', () => ShelterOpeningSetInput, { description: 'The state.' }) input: ShelterOpeningSetInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ShelterPayload> {
    return mutate(ctx, 'shelterOpeningSet', input, ShelterPayload, async (commit) => {
      const id = await commit(async (manager) => {
        const { agency, staff } = ctx.requester;
        const shelter = await lockShelter(manager, agency, input.shelterId);
        if (input.expectedVersion != null && shelter.version !== input.expectedVersion) throw changedMeanwhile();
        const unsaid = input.reason === 'NOT_CONFIRMED';
        if (unsaid || (input.state !== 'OPEN' && !input.reason)) throw reasonMissing();
        const set = [shelter.id, input.state, input.reason ?? null, input.until ?? null];
        const [told] = await rowsOf<Told>(manager, OPENING, set);
        if (!told) throw wrongEnd();
        await keepChanges(manager, { id: shelter.id, agency }, staff, told.what);
        await offerShelter(manager, shelter.id);
        return shelter.id;
      });
      return { shelter: await ownShelter(ctx, id) };
    });
  }
}

const reasonMissing = (): Refusal =>
  new Refusal(UserErrorCode.INVALID, { en: 'Say why.', ru: 'Укажите причину.', kk: 'Себебін көрсетіңіз.' }, ['reason']);

const wrongEnd = (): Refusal =>
  new Refusal(
    UserErrorCode.INVALID,
    {
      en: 'The end lies in the past or more than a year ahead.',
      ru: 'Окончание в прошлом или позже чем через год.',
      kk: 'Аяқталуы өткен уақытта немесе бір жылдан кейін.',
    },
    ['until'],
  );
