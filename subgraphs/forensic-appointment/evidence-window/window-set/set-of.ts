import type { Text } from '../../../kit/index.js';
import type { EvidenceWindowSet } from '../vocabulary.js';
import type { EvidenceTextInput, EvidenceWindowInput, EvidenceWindowsLoadInput } from './input.js';

/** The set that an input without faults describes (`setFaults`). */
export function setOf(input: EvidenceWindowsLoadInput): EvidenceWindowSet {
  const { jurisdiction, version, zone, nowWithinHours, lastHours, emergencyNumber } = input;
  const { stat, asap, urgent, routine } = input.targetWaitHours;
  const set = {
    ...{ jurisdiction, version, zone, nowWithinHours, lastHours, emergencyNumber },
    targetWaitHours: { STAT: stat, ASAP: asap, URGENT: urgent, ROUTINE: routine },
    review: textOf(input.review),
    emergencyAdvice: textOf(input.emergencyAdvice),
    unknownTime: textOf(input.unknownTime),
    beyondWindow: textOf(input.beyondWindow),
    dangerSigns: Object.fromEntries(input.dangerSigns.map(({ sign, reason }) => [sign, textOf(reason)])),
    changes: Object.fromEntries(input.changes.map(({ change, effect }) => [change, textOf(effect)])),
    advice: input.advice.map(textOf),
    windows: input.windows.map(windowOf),
  };
  // its codes are text until `setFaults` has found each of them known
  return set as unknown as EvidenceWindowSet;
}

const windowOf = ({ name, stages, specimen, bestHours, reviewer, ...window }: EvidenceWindowInput) => ({
  ...window,
  name: textOf(name),
  specimen: specimen ?? null,
  bestHours: bestHours ?? null,
  reviewer: reviewer ?? null,
  stages: stages.map(({ fromHours, untilHours, whatItCosts }) => ({
    ...{ fromHours, untilHours: untilHours ?? null },
    whatItCosts: textOf(whatItCosts),
  })),
});

const textOf = ({ kk, ru, en }: EvidenceTextInput): Text => ({ kk: kk!.trim(), ru: ru!.trim(), en: en!.trim() });
