import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { Access, hubError, type Language, type SubgraphContext } from '../../kit/index.js';
import {
  type ClockedFinding,
  type EvidenceFacts,
  type EvidenceReading,
  emergencySigns,
  evidenceClock,
} from './rules.js';
import { isToldOfWindows } from './told.js';
import { EvidenceClock, EvidenceClockInput, type EvidenceItem } from './types.js';
import type { EvidenceWindowSet } from './vocabulary.js';
import { windowsInForce } from './window-set/in-force.js';
import { emergencyCare, inZone, isZone, whatChangesIt, whatItCosts } from './words.js';

/** The clock of the device that a time is typed into may be ahead of ours by this much. */
const CLOCK_DIFFERENCE_MS = 60_000;

@Resolver()
export class EvidenceClockResolver {
  @Query(() => EvidenceClock, {
    description:
      'What each hour costs since the last contact, and whether emergency care comes first. Identity-free: for an incident of your own, pass its facts.',
  })
  @Access({ purposes: 'none' })
  async evidenceClock(
    @Arg('input', () => EvidenceClockInput, { description: 'What happened and when, as far as you know.' })
    input: EvidenceClockInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<EvidenceClock> {
    const { set, now } = await windowsInForce(ctx);
    const { agencyKind, language } = ctx.requester;
    const { facts, zone } = understood(input, set, now);
    return answer(evidenceClock(facts, set, now), set, { language, zone, told: isToldOfWindows(agencyKind) });
  }
}

/**
 * A time or a zone that cannot be is refused, but never in the way of emergency care: with a sign of danger it counts as not known.
 * @throws BAD_USER_INPUT
 */
function understood(
  input: EvidenceClockInput,
  set: EvidenceWindowSet,
  now: Date,
): { facts: EvidenceFacts; zone: string } {
  const { lastContactAt = null, zone = null } = input;
  const possible = lastContactAt === null || lastContactAt.getTime() <= now.getTime() + CLOCK_DIFFERENCE_MS;
  const known = zone === null || isZone(zone);
  const signs = emergencySigns(input.violence, input.dangerSigns, input.injuries);
  if (!(possible && known) && signs.length === 0) throw hubError('BAD_USER_INPUT');
  return {
    facts: { ...input, lastContactAt: possible ? lastContactAt : null },
    zone: zone !== null && known ? zone : set.zone,
  };
}

interface Audience {
  readonly language: Language;
  readonly zone: string;
  /** Whether hours, priority and windows are told; see `told.ts` */
  readonly told: boolean;
}

function answer(reading: EvidenceReading, set: EvidenceWindowSet, audience: Audience): EvidenceClock {
  const { language, told } = audience;
  const itemsOf = (concern: 'EVIDENCE' | 'HEALTH') =>
    told ? reading.items.filter(({ window }) => window.concern === concern).map((i) => itemOf(i, set, audience)) : [];
  return {
    ...emergencyCare(reading.emergencySigns, set, language),
    priority: told ? reading.priority : null,
    items: itemsOf('EVIDENCE'),
    health: itemsOf('HEALTH'),
    advice: set.advice.map((text) => text[language]),
    dataset: set.version,
    review: set.review[language],
  };
}

function itemOf(item: ClockedFinding, set: EvidenceWindowSet, { language, zone }: Audience): EvidenceItem {
  const { window, latestUsefulAt, earliestUsefulAt, hoursLeft, state } = item;
  return {
    ...{ latestUsefulAt, earliestUsefulAt, hoursLeft, state },
    latestUseful: latestUsefulAt && inZone(latestUsefulAt, zone, language),
    finding: window.finding,
    name: window.name[language],
    whatItCosts: whatItCosts(item, set)[language],
    changedBy: [...window.changedBy],
    whatChangesIt: whatChangesIt(item, set).map((text) => text[language]),
    grade: window.grade,
    source: window.source,
    date: window.date,
    reviewer: window.reviewer ?? set.review[language],
  };
}
