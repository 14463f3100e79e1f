import { randomUUID } from 'node:crypto';
import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import {
  Access,
  mutate,
  Purpose,
  Refusal,
  Refusals,
  Role,
  rowsOf,
  type SubgraphContext,
  UserErrorCode,
} from '../../kit/index.js';
import { refusalsOfErasure } from '../erasure/policy.js';
import { keyOf, publicIdOf } from '../victim/public-id.js';
import { resolveVictim } from '../victim/resolver.js';
import { type Decision, decidePair } from './decide.js';
import { joinable, noSuchPair } from './linked-records.js';
import { JOIN_BY_ID, PROPOSALS } from './sql.js';
import {
  RecordJoinDecideInput,
  RecordJoinInput,
  RecordJoinPayload,
  RecordJoinProposal,
  RecordJoinProposeInput,
} from './types.js';

/** She is there, an advocate beside her. */
const HerSelf = () => Access({ purposes: [Purpose.SUBJECT_REQUEST], roles: [Role.ADVOCATE] });

@Resolver()
export class RecordJoinResolver {
  @Query(() => [RecordJoinProposal], {
    description:
      'Pairs with this record about which she can be asked, where your agency knows both. For her, an advocate beside her.',
  })
  @HerSelf()
  async recordJoinProposals(
    @Arg('victimId', () => ID, { description: "Your agency's id for her." }) victimId: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<RecordJoinProposal[]> {
    const key = (await resolveVictim(ctx, victimId)) ?? randomUUID();
    const { agency, unit, staff } = ctx.requester;
    const pairs = await PROPOSALS.rows(ctx.db, [agency, unit, staff, key]);
    return pairs.map(({ id, one, other, proposedAt }) => ({
      id,
      otherId: publicIdOf(ctx, one === key ? other : one),
      proposedAt,
    }));
  }

  @Mutation(() => RecordJoinPayload, {
    description: 'Proposes that she be asked whether two records are hers. Nothing is joined by it.',
  })
  @Access({ purposes: [Purpose.STEWARDSHIP], roles: [Role.STEWARD] })
  async recordJoinPropose(
    @Arg('input', () => RecordJoinProposeInput, { description: 'The pair.' }) input: RecordJoinProposeInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<RecordJoinPayload> {
    return mutate(ctx, 'recordJoinPropose', input, RecordJoinPayload, async (commit) => {
      const [one, other] = [keyOf(ctx, input.oneId), keyOf(ctx, input.otherId)]
        .map((key) => key ?? randomUUID())
        .sort();
      const id = await commit(async (manager) => {
        const [pair] = await joinable(ctx, [{ one: one!, other: other! }]);
        if (!pair || one === other) throw noSuchPair('otherId');
        const [row] = await rowsOf<{ id: string }>(
          manager,
          `INSERT INTO record_join (id, one, other, state, proposed_by_agency, proposed_by_staff) VALUES ($1, $2, $3, 'PROPOSED', $4, $5)
           ON CONFLICT (one, other) DO NOTHING RETURNING id`,
          [randomUUID(), one, other, ctx.requester.agency, ctx.requester.staff],
        );
        if (!row) throw noSuchPair('otherId');
        return row.id;
      });
      return { recordJoin: (await JOIN_BY_ID.rows(ctx.db, [id]))[0] ?? null };
    });
  }

  @Mutation(() => RecordJoinPayload, {
    description:
      'She says, in writing, that both records are hers. A link: what keeps somebody from one keeps them from both, and what opens one opens nothing of the other.',
  })
  @HerSelf()
  async recordJoin(
    @Arg('input', () => RecordJoinInput, { description: 'Her agreement.' }) input: RecordJoinInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<RecordJoinPayload> {
    return decided(ctx, 'recordJoin', input, {
      from: ['PROPOSED', 'UNJOINED'],
      to: 'JOINED',
      witness: input.witness,
    });
  }

  @Mutation(() => RecordJoinPayload, { description: 'She says no. She is not asked about this pair again.' })
  @HerSelf()
  async recordJoinDecline(
    @Arg('input', () => RecordJoinDecideInput, { description: 'The pair.' }) input: RecordJoinDecideInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<RecordJoinPayload> {
    return decided(ctx, 'recordJoinDecline', input, { from: ['PROPOSED'], to: 'DECLINED' });
  }

  @Mutation(() => RecordJoinPayload, { description: 'She takes it back: the link ends. Walls stay on both.' })
  @HerSelf()
  async recordUnjoin(
    @Arg('input', () => RecordJoinDecideInput, { description: 'The pair.' }) input: RecordJoinDecideInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<RecordJoinPayload> {
    return decided(ctx, 'recordUnjoin', input, { from: ['JOINED'], to: 'UNJOINED' });
  }
}

function decided(
  ctx: SubgraphContext,
  operation: string,
  input: RecordJoinDecideInput | RecordJoinInput,
  decision: Decision,
): Promise<RecordJoinPayload> {
  return mutate(ctx, operation, input, RecordJoinPayload, async (commit) => {
    const refusals = refusalsOfErasure({ form: 'WRITTEN', witness: 'COLLEAGUE', ...input });
    if (refusals.length > 0) throw new Refusals(refusals);
    const { id, keys } = await decidePair(ctx, commit, input.joinId, decision, wrongState);
    for (const key of keys) await ctx.closures.kept(key);
    return { recordJoin: (await JOIN_BY_ID.rows(ctx.db, [id]))[0] ?? null };
  });
}

function wrongState(): Refusal {
  return new Refusal(
    UserErrorCode.WRONG_STATE,
    {
      en: 'What she said about this pair does not allow that. Look at it again.',
      ru: 'Её прежнее решение об этой паре этого не допускает. Посмотрите ещё раз.',
      kk: 'Бұл жұп туралы оның бұрынғы шешімі бұған мүмкіндік бермейді. Қайта қараңыз.',
    },
    ['joinId'],
  );
}
