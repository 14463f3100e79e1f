import type { Text } from '../../../kit/index.js';
import {
  EvidenceChange,
  EvidenceInjury,
  EvidenceSpecimen,
  EvidenceViolenceKind,
  ExamDangerSign,
} from '../vocabulary.js';
import { isZone } from '../words.js';
import type { EvidenceWindowsLoadInput } from './input.js';
import * as say from './messages.js';
import { between, type Fault, textFaults } from './text-faults.js';
import { windowFaults } from './window-faults.js';

export const MOST_WINDOWS = 100;

/** Everything that keeps a set from being loaded; empty when it can be. @param known codes of the jurisdictions of this hub */
export function setFaults(input: EvidenceWindowsLoadInput, known: readonly string[], now: Date): Fault[] {
  const faults: Fault[] = [];
  const reject = (fault: boolean, path: readonly string[], text: Text) => {
    if (fault) faults.push({ path, text });
  };
  const { windows, advice, dangerSigns, changes, targetWaitHours: target } = input;
  reject(!known.includes(input.jurisdiction), ['jurisdiction'], say.unknown(known));
  reject(!/^[a-z0-9][a-z0-9.-]{1,39}$/.test(input.version), ['version'], say.FORM);
  reject(!!input.effectiveFrom && input.effectiveFrom < now, ['effectiveFrom'], say.IN_THE_PAST);
  reject(!isZone(input.zone), ['zone'], say.NO_ZONE);
  reject(!between(input.nowWithinHours, 0, 48), ['nowWithinHours'], say.hours(0, 48));
  reject(!between(input.lastHours, 0, 168), ['lastHours'], say.hours(0, 168));
  const waits = [target.stat, target.asap, target.urgent, target.routine];
  ['stat', 'asap', 'urgent', 'routine'].forEach((name, i) => {
    const longerThanNext = i < 3 && waits[i]! > waits[i + 1]!;
    reject(!between(waits[i]!, 1, 720) || longerThanNext, ['targetWaitHours', name], say.TARGETS);
  });
  reject(!/^\+?[0-9]{2,15}$/.test(input.emergencyNumber), ['emergencyNumber'], say.FORM);
  for (const field of ['review', 'emergencyAdvice', 'unknownTime', 'beyondWindow'] as const)
    faults.push(...textFaults(input[field], [field]));
  faults.push(
    ...eachOnce(
      dangerSigns.map(({ sign }) => sign),
      Object.values(ExamDangerSign),
      ['dangerSigns'],
      'sign',
    ),
    ...dangerSigns.flatMap(({ reason }, i) => textFaults(reason, ['dangerSigns', String(i), 'reason'], true)),
    ...eachOnce(
      changes.map(({ change }) => change),
      Object.values(EvidenceChange),
      ['changes'],
      'change',
    ),
    ...changes.flatMap(({ effect }, i) => textFaults(effect, ['changes', String(i), 'effect'])),
    ...advice.flatMap((text, i) => textFaults(text, ['advice', String(i)], true)),
  );
  reject(!between(advice.length, 1, 20), ['advice'], say.count(1, 20));
  reject(!between(windows.length, 1, MOST_WINDOWS), ['windows'], say.count(1, MOST_WINDOWS));
  faults.push(...windows.flatMap((window, i) => windowFaults(window, ['windows', String(i)], now)));
  windows.forEach(({ finding }, i) => {
    const twice = windows.findIndex((other) => other.finding === finding) < i;
    reject(twice, ['windows', String(i), 'finding'], say.TWICE);
  });
  const covered = new Set(windows.flatMap(({ violence, injuries, specimen }) => [...violence, ...injuries, specimen]));
  const codes = [EvidenceViolenceKind, EvidenceInjury, EvidenceSpecimen].flatMap((each) => Object.values<string>(each));
  const missing = codes.filter((code) => !covered.has(code));
  reject(missing.length > 0, ['windows'], say.missing(missing));
  return faults;
}

function eachOnce(given: readonly string[], known: readonly string[], path: string[], field: string): Fault[] {
  const missing = known.filter((code) => !given.includes(code));
  const faults = missing.length > 0 ? [{ path, text: say.missing(missing) }] : [];
  given.forEach((code, i) => {
    const here = [...path, String(i), field];
    if (!known.includes(code)) faults.push({ path: here, text: say.unknown(known) });
    else if (given.indexOf(code) < i) faults.push({ path: here, text: say.TWICE });
  });
  return faults;
}
