import { validate } from 'class-validator';
import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { Access, hubError, type Language, type SubgraphContext } from '../../kit/index.js';
import { admission } from '../availability/admission.js';
import { countAge } from '../availability/count-age.js';
import { bedsNeeded } from '../household/fit.js';
import { MISFIT_WORDS } from '../household/words.js';
import { REFERRING_ROLES } from '../parties.js';
import { CANDIDATES, type Candidate } from './candidate.js';
import { inOrder } from './order.js';
import { BedOffer, BedSearchInput, BedSearchResult } from './types.js';

@Resolver(() => BedSearchResult)
export class BedSearchResolver {
  @Query(() => BedSearchResult, {
    description:
      'Beds for a household, before any name. The shelter still screens every household itself. First nights in the past are found nowhere.',
  })
  @Access({ purposes: 'none', roles: REFERRING_ROLES })
  async bedSearch(
    @Arg('input', () => BedSearchInput, { description: 'The household, the nights and the region.' })
    input: BedSearchInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<BedSearchResult> {
    if ((await validate(input)).length > 0 || input.adultMen > input.adults) throw hubError('BAD_USER_INPUT');
    const needed = bedsNeeded(input);
    const rows = await CANDIDATES.rows(ctx.db, [input.regionCode, input.from ?? null, input.nights, needed]);
    const candidates = inOrder(
      rows.map((row) => ({ ...row, ...admission(input, row) })),
      ctx.secrets.idempotency,
    );
    const here = candidates.filter(({ regionCode }) => regionCode === input.regionCode);
    const elsewhere = here.some(fits) ? [] : candidates.filter((c) => c.regionCode !== input.regionCode && fits(c));
    const offer = offerIn(ctx.requester.language, needed);
    return { offers: here.slice(0, input.first).map(offer), elsewhere: elsewhere.slice(0, input.first).map(offer) };
  }
}

const fits = (candidate: Candidate): boolean => candidate.misfits.length === 0;

const offerIn =
  (language: Language, needed: number) =>
  (candidate: Candidate): BedOffer => ({
    shelterId: candidate.shelterId,
    shelterName: candidate.shelterName[language],
    regionCode: candidate.regionCode,
    unitKind: candidate.unitKind,
    unitId: fits(candidate) ? candidate.unitId : null,
    bedsFree: candidate.capacity,
    bedsNeeded: needed,
    misfits: candidate.misfits.map((code) => ({ code, words: MISFIT_WORDS[code][language] })),
    countAge: countAge(candidate.age),
  });
