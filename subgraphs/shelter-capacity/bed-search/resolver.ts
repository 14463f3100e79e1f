import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { Access, invalidFields, type Refusal, type SubgraphContext } from '../../kit/index.js';
import { admission, toldAdmission } from '../availability/admission.js';
import { countAge } from '../availability/count-age.js';
import { bedsNeeded } from '../household/fit.js';
import { householdFaults } from '../household/household-faults.js';
import { MISFIT_WORDS } from '../household/words.js';
import { REFERRING_ROLES } from '../parties.js';
import { CANDIDATES, type Candidate, type CandidateRow } from './candidate.js';
import { offeredUnit } from './offered-unit.js';
import { oneOfAKind } from './order.js';
import { BedOffer, BedSearchInput, BedSearchResult } from './types.js';
import { AROUND, whereFaults } from './where.js';

@Resolver(() => BedSearchResult)
export class BedSearchResolver {
  @Query(() => BedSearchResult, {
    description: 'Beds for a household, before any name. The shelter still screens every household itself.',
  })
  @Access({ purposes: 'none', roles: REFERRING_ROLES })
  async bedSearch(
    @Arg('input', () => BedSearchInput, { description: 'The household, the nights and the region.' })
    input: BedSearchInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<BedSearchResult> {
    const invalid = await invalidFields(input);
    if (invalid.length > 0) return refused(ctx, invalid);
    const { faults, notAvoided } = await whereFaults(ctx, input);
    faults.unshift(...householdFaults(input));
    if (faults.length > 0) return refused(ctx, faults);
    const offer = offerFor(ctx, bedsNeeded(input));
    const offers = await candidatesIn(ctx, input, [input.regionCode]);
    const elsewhere = offers.some(fits) ? [] : await nearest(ctx, input);
    return {
      offers: offers.slice(0, input.first).map(offer),
      elsewhere: elsewhere.slice(0, input.first).map(offer),
      notAvoided,
      userErrors: [],
    };
  }
}

const fits = (candidate: Candidate): boolean => candidate.misfits.length === 0;

const refused = (ctx: SubgraphContext, faults: readonly Refusal[]): BedSearchResult => ({
  offers: [],
  elsewhere: [],
  notAvoided: [],
  userErrors: faults.map((fault) => fault.toUserError(ctx.requester.language)),
});

/** What is avoided is taken out by what an offer says of itself, and so tells nothing that the offer does not. */
async function candidatesIn(
  ctx: SubgraphContext,
  input: BedSearchInput,
  regions: readonly string[],
): Promise<Candidate[]> {
  const rows = await CANDIDATES.rows(ctx.db, [regions, input.from ?? null, input.nights]);
  const avoided = new Set(input.avoid);
  const left = agedByShelter(rows).filter(
    ({ regionCode, districtCode }) => !avoided.has(regionCode) && !(districtCode && avoided.has(districtCode)),
  );
  return oneOfAKind(
    left.map((row) => ({
      ...row,
      ...toldAdmission(input, row),
      enough: admission(input, row).misfits.length === 0,
    })),
    ctx.secrets.idempotency,
  );
}

/** Of all units of a shelter its latest age: that one room's count has become fresh would tell that somebody came to it. */
function agedByShelter(rows: readonly CandidateRow[]): CandidateRow[] {
  const latest = new Map<string, CandidateRow>();
  for (const row of rows) {
    const known = latest.get(row.shelterId);
    if (row.age !== null && (known?.age == null || row.age < known.age)) latest.set(row.shelterId, row);
  }
  return rows.map((row) => {
    const { age, countedBy } = latest.get(row.shelterId) ?? row;
    return { ...row, age, countedBy };
  });
}

/** What fits in the nearest regions where anything does. */
async function nearest(ctx: SubgraphContext, input: BedSearchInput): Promise<Candidate[]> {
  for (const { regions } of await AROUND.rows(ctx.db, [input.regionCode])) {
    const found = (await candidatesIn(ctx, input, regions)).filter(fits);
    if (found.length > 0) return found;
  }
  return [];
}

const offerFor =
  ({ requester, secrets }: SubgraphContext, needed: number) =>
  (candidate: Candidate): BedOffer => ({
    shelterId: candidate.shelterId,
    shelterName: candidate[requester.language],
    regionCode: candidate.regionCode,
    districtCode: candidate.districtCode,
    unitKind: candidate.unitKind,
    unitId: fits(candidate) ? offeredUnit(secrets, requester, candidate.unitId, candidate.askedAt) : null,
    bedsFree: candidate.capacity,
    bedsNeeded: needed,
    misfits: candidate.misfits.map((code) => ({ code, words: MISFIT_WORDS[code][requester.language] })),
    countAge: countAge(candidate.age),
    countedBy: candidate.countedBy,
  });
