import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Directive, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import { Access, Classified, OWNERS, Refusal, type SubgraphContext, UserErrorCode } from '../../kit/index.js';
import { publicIdOf } from '../victim/public-id.js';
import { Victim } from '../victim/types.js';
import { type OpenVictim, openVictim } from '../victim/victim.js';
import { ALSO_RECORDED_AS, ASKED_ABOUT, NAMEABLE_TO_STEWARD } from './sql.js';
import { JoinablePair, JoinablePairsInput } from './types.js';

interface Pair {
  readonly one: string;
  readonly other: string;
}

/** Of these pairs, those whose records the requesting steward may both name and that nobody has proposed before. */
export async function joinable(ctx: SubgraphContext, pairs: readonly Pair[]): Promise<(Pair | null)[]> {
  const { agency, unit, staff } = ctx.requester;
  const keys = [...new Set(pairs.flatMap(({ one, other }) => [one, other]))];
  const rows = await NAMEABLE_TO_STEWARD.rows(ctx.db, [agency, unit, staff, keys]);
  const asked = await ASKED_ABOUT.rows(ctx.db, [pairs.map(({ one }) => one), pairs.map(({ other }) => other)]);
  const nameable = new Set(rows.map(({ key }) => key));
  const before = new Set(asked.map(({ one, other }) => `${one} ${other}`));
  return pairs.map((pair) => {
    const [one, other] = [pair.one, pair.other].sort();
    return nameable.has(one!) && nameable.has(other!) && !before.has(`${one} ${other}`) ? pair : null;
  });
}

@Resolver(() => Victim)
export class LinkedRecordsResolver {
  @FieldResolver(() => [Victim], {
    description:
      'Other records of hers, linked because she said so: those that are open to you, each by its own consents and grounds.',
  })
  @Classified('OPAQUE')
  async alsoRecordedAs(
    @Root() victim: OpenVictim,
    @Ctx() ctx: SubgraphContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<OpenVictim[]> {
    const others = await ALSO_RECORDED_AS.rows(ctx.db, [victim.key]);
    const open = await Promise.all(others.map(({ key }) => openVictim(ctx, key, info)));
    return open.filter((each) => each !== null);
  }

  @Query(() => [JoinablePair], {
    nullable: 'items',
    description: 'For each pair its ids, or null when the requester may not propose it. For subgraphs only.',
  })
  @Directive('@inaccessible')
  @Access({ subgraphs: [OWNERS] })
  async joinablePairs(
    @Arg('input', () => JoinablePairsInput, { description: 'The pairs.' }) input: JoinablePairsInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<(JoinablePair | null)[]> {
    const pairs = await joinable(ctx, input.pairs);
    return pairs.map((p) => p && { oneId: publicIdOf(ctx, p.one), otherId: publicIdOf(ctx, p.other) });
  }
}

/** Unknown, of somebody else and walled off are one answer. */
export const noSuchPair = (field: string): Refusal =>
  new Refusal(
    UserErrorCode.NOT_FOUND,
    {
      en: 'There is no such pair that you may use.',
      ru: 'Нет такой пары записей, которой вы можете пользоваться.',
      kk: 'Сіз пайдалана алатын мұндай жазбалар жұбы жоқ.',
    },
    [field],
  );
