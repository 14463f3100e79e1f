import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { Access, Refusal, Role, type SubgraphContext, UserErrorCode } from '../../kit/index.js';
import { countAge } from '../availability/count-age.js';
import { BedsFreeWord, freeWord } from '../availability/free-word.js';
import { REFERRING_ROLES } from '../parties.js';
import { BOARD, type KindAtMark, OWN_BOARD } from './sql.js';
import { BedCapacityBoard, BedStaleShare } from './types.js';

/** Below this many shelters a region's kinds are those of a shelter that somebody knows. */
const ENOUGH_SHELTERS = 3;

@Resolver(() => BedCapacityBoard)
export class BedCapacityBoardResolver {
  @Query(() => BedCapacityBoard, {
    description:
      'How a region stands for beds: for planning, not for finding one (`bedSearch`). In words and delayed, so that a change does not tell that somebody moved in.',
  })
  @Access({ purposes: 'none', roles: [...REFERRING_ROLES, Role.ADMINISTRATOR] })
  async bedCapacityBoard(
    @Arg('regionCode', () => String, { description: 'Region by ISO 3166-2, e.g. KZ-75.' }) regionCode: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<BedCapacityBoard> {
    const [rows, own] = await Promise.all([
      BOARD.rows(ctx.db, [regionCode]),
      OWN_BOARD.rows(ctx.db, [regionCode, ctx.requester.agency, null]),
    ]);
    const userErrors =
      rows.length > 0 ? [] : [{ ...unknownRegion().toUserError(ctx.requester.language), field: ['regionCode'] }];
    return {
      ...inWords(rows),
      own: own.map(({ age, ...kind }) => ({ ...kind, countAge: countAge(age) })),
      userErrors,
    };
  }
}

/** What others may know of a region's figures. */
export function inWords(rows: readonly KindAtMark[]): Omit<BedCapacityBoard, 'own' | 'userErrors'> {
  const [first] = rows;
  if (!first) return { asOf: null, free: null, stale: null, kinds: [] };
  const free = freeWord(rows.reduce((sum, row) => sum + row.free, 0));
  if (first.shelters < ENOUGH_SHELTERS)
    return { asOf: first.asOf, free: free === BedsFreeWord.NONE ? free : BedsFreeWord.SOME, stale: null, kinds: [] };
  const kinds = rows.flatMap(({ kind, ...row }) =>
    kind
      ? [
          {
            ...{ kind, units: freeWord(row.units), beds: freeWord(row.beds) },
            ...{ occupied: freeWord(row.occupied), held: freeWord(row.held), free: freeWord(row.free) },
          },
        ]
      : [],
  );
  return { asOf: first.asOf, free, stale: staleShare(first), kinds };
}

function staleShare({ stale, shelters }: KindAtMark): BedStaleShare {
  if (stale === 0) return BedStaleShare.NONE;
  return stale * 2 < shelters ? BedStaleShare.SOME : BedStaleShare.MOST;
}

const unknownRegion = (): Refusal =>
  new Refusal(
    UserErrorCode.INVALID,
    {
      en: 'There is no such region. `bedRegions` has their codes.',
      ru: 'Такого региона нет. Коды даёт `bedRegions`.',
      kk: 'Мұндай өңір жоқ. Кодтарын `bedRegions` береді.',
    },
    ['regionCode'],
  );
