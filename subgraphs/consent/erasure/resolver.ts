import { randomUUID } from 'node:crypto';
import { Arg, Ctx, Directive, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { EntityManager } from 'typeorm';
import {
  Access,
  ERASED_SUBJECTS_PAGE,
  ErasedSubjectsInput,
  mutate,
  OWNERS,
  Purpose,
  Refusal,
  Refusals,
  Role,
  rowsOf,
  Statement,
  type SubgraphContext,
  UserErrorCode,
} from '../../kit/index.js';
import { victimNotFound } from '../consent/resolver.js';
import { othersOf } from '../record-join/group.js';
import { lockVictim } from '../victim/lock.js';
import { resolveClosedVictim } from '../victim/resolver.js';
import { ERASURE_POLICY, refusalsOfErasure } from './policy.js';
import { recordAsked, recordCancelled } from './replay.js';
import { ERASURE_OF_VICTIM } from './sql.js';
import {
  Erasure,
  type ErasureWitness,
  VictimEraseCancelInput,
  VictimEraseCancelPayload,
  VictimEraseInput,
  VictimErasePayload,
} from './types.js';

/** She is there, an advocate beside her. */
const HerSelf = () => Access({ purposes: [Purpose.SUBJECT_REQUEST], roles: [Role.ADVOCATE] });

/** $1 the last one of the page before, or null; $2 how many */
const ERASED = new Statement<{ subject: string }>(
  'consent.erasedSubjects',
  'SELECT subject FROM erased_subject WHERE $1::text IS NULL OR subject > $1 ORDER BY subject LIMIT $2',
);

async function named(ctx: SubgraphContext, victimId: string): Promise<string> {
  const key = await resolveClosedVictim(ctx, victimId);
  if (!key) throw victimNotFound();
  return key;
}

async function erasureOf(ctx: SubgraphContext, victim: string): Promise<Erasure | null> {
  return (await ERASURE_OF_VICTIM.rows(ctx.db, [victim]))[0] ?? null;
}

@Resolver()
export class ErasureResolver {
  @Query(() => Erasure, {
    nullable: true,
    description:
      'The last erasure that she asked for, for her, an advocate beside her. Null when there is none, or no such record.',
  })
  @HerSelf()
  async erasure(
    @Arg('victimId', () => ID, { description: "Your agency's id for her." }) victimId: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Erasure | null> {
    return erasureOf(ctx, (await resolveClosedVictim(ctx, victimId)) ?? randomUUID());
  }

  @Mutation(() => VictimErasePayload, {
    description:
      'Closes everything of hers at once, to everybody and on every ground, and destroys it after a waiting period. Asked for in person. Bookings under way go on by their local reference.',
  })
  @HerSelf()
  async victimErase(
    @Arg('input', () => VictimEraseInput, { description: 'Her request.' }) input: VictimEraseInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<VictimErasePayload> {
    return mutate(ctx, 'victimErase', input, VictimErasePayload, async (commit) => {
      const refusals = refusalsOfErasure(input);
      if (refusals.length > 0) throw new Refusals(refusals);
      const key = await named(ctx, input.victimId);
      await commit(async (manager) => {
        await lockVictim(manager, key);
        for (const each of [...(await othersOf(manager, key)), key]) await ask(ctx, manager, each, input.witness);
        return key;
      });
      await ctx.closures.kept(key);
      return { erasure: await erasureOf(ctx, key) };
    });
  }

  @Mutation(() => VictimEraseCancelPayload, {
    description: 'She has changed her mind: what was open before is open again, unless it has ended since. In person.',
  })
  @HerSelf()
  async victimEraseCancel(
    @Arg('input', () => VictimEraseCancelInput, { description: 'Whose.' }) input: VictimEraseCancelInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<VictimEraseCancelPayload> {
    return mutate(ctx, 'victimEraseCancel', input, VictimEraseCancelPayload, async (commit) => {
      const refusals = refusalsOfErasure({ ...input, form: 'WRITTEN', witness: 'COLLEAGUE' });
      if (refusals.length > 0) throw new Refusals(refusals);
      const key = await named(ctx, input.victimId);
      await commit(async (manager) => {
        await lockVictim(manager, key);
        const all = [key, ...(await othersOf(manager, key))];
        const cancelled = await rowsOf<{ id: string; victim: string }>(
          manager,
          `UPDATE erasure SET cancelled_at = clock_timestamp(), cancelled_by_agency = $2, cancelled_by_staff = $3
           WHERE victim_key = ANY($1::uuid[]) AND cancelled_at IS NULL AND shredded_at IS NULL RETURNING id, victim_key AS victim`,
          [all, ctx.requester.agency, ctx.requester.staff],
        );
        if (!cancelled.some(({ victim }) => victim === key)) throw nothingToCancel();
        for (const each of cancelled.sort((a) => (a.victim === key ? 1 : -1)))
          await recordCancelled(ctx.closures, manager, each);
        return key;
      });
      await ctx.closures.kept(key);
      return { erasure: await erasureOf(ctx, key) };
    });
  }

  @Query(() => [ID], {
    description:
      'Everybody who was erased, in pages, for a subgraph that was restored to an older state. For subgraphs only.',
  })
  @Directive('@inaccessible')
  @Access({ subgraphs: [OWNERS] })
  async erasedSubjects(
    @Arg('input', () => ErasedSubjectsInput, { description: 'The page.' }) input: ErasedSubjectsInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<string[]> {
    const rows = await ERASED.rows(ctx.db, [input.after ?? null, ERASED_SUBJECTS_PAGE]);
    return rows.map(({ subject }) => subject);
  }
}

async function ask(
  ctx: SubgraphContext,
  manager: EntityManager,
  victim: string,
  witness: ErasureWitness,
): Promise<void> {
  const { agency, staff } = ctx.requester;
  const [asked] = await rowsOf<{ id: string; due: Date }>(
    manager,
    `INSERT INTO erasure (id, victim_key, witness, asked_by_agency, asked_by_staff, due_at)
     VALUES ($1, $2, $3, $4, $5, clock_timestamp() + make_interval(days => $6))
     ON CONFLICT (victim_key) WHERE cancelled_at IS NULL DO NOTHING RETURNING id, due_at AS due`,
    [randomUUID(), victim, witness, agency, staff, ERASURE_POLICY.waitingDays],
  );
  if (asked)
    await recordAsked(ctx.closures, manager, { id: asked.id, victim, due: asked.due.toISOString(), agency, staff });
}

function nothingToCancel(): Refusal {
  return new Refusal(
    UserErrorCode.WRONG_STATE,
    {
      en: 'There is nothing to take back: no erasure was asked for, or it has been carried out.',
      ru: 'Отменять нечего: об удалении не просили, или оно уже выполнено.',
      kk: 'Болдырмайтын ештеңе жоқ: жою сұралмаған немесе ол орындалып қойған.',
    },
    ['victimId'],
  );
}
