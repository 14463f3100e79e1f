import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { Access, AgencyKind, hubError, type Language, type SubgraphContext } from '../../kit/index.js';
import { evidenceWindows } from './current.js';
import { type ClockedFinding, type EvidenceReading, evidenceClock } from './rules.js';
import { EvidenceClock, EvidenceClockInput, type EvidenceItem } from './types.js';
import { EvidenceState, type EvidenceWindowSet } from './vocabulary.js';

@Resolver()
export class EvidenceClockResolver {
  @Query(() => EvidenceClock, {
    description: 'What each hour costs since the last contact, and whether emergency care comes first. Identity-free.',
  })
  @Access({ purposes: 'none' })
  evidenceClock(
    @Arg('input', () => EvidenceClockInput, { description: 'What happened and when.' }) input: EvidenceClockInput,
    @Ctx() ctx: SubgraphContext,
  ): EvidenceClock {
    const now = new Date();
    if (input.lastContactAt > now) throw hubError('BAD_USER_INPUT');
    const set = evidenceWindows();
    const { agencyKind, language } = ctx.requester;
    return answer(evidenceClock(input, set, now), set, language, agencyKind);
  }
}

/**
 * The police get the way to go and how evidence is kept, and neither windows nor priority: an officer with a table of hours
 * becomes the gatekeeper who says "too late".
 */
function answer(reading: EvidenceReading, set: EvidenceWindowSet, language: Language, kind: AgencyKind): EvidenceClock {
  const police = kind === AgencyKind.POLICE;
  return {
    emergencyCareFirst: reading.emergencySigns.length > 0,
    emergencyReasons: reading.emergencySigns.map((sign) => set.dangerSigns[sign][language]),
    priority: police ? null : reading.priority,
    items: police ? [] : reading.items.map((item) => itemOf(item, set, language)),
    advice: set.advice.map((text) => text[language]),
    dataset: set.version,
    review: set.review[language],
  };
}

function itemOf({ window, ...clock }: ClockedFinding, set: EvidenceWindowSet, language: Language): EvidenceItem {
  const cost = clock.state === EvidenceState.BEYOND_WINDOW ? set.beyondWindow : window.whatItCosts;
  return {
    ...clock,
    finding: window.finding,
    name: window.name[language],
    whatItCosts: cost[language],
    grade: window.grade,
    source: window.source,
  };
}
