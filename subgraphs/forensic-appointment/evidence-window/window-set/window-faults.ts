import {
  EVIDENCE_GRADES,
  EvidenceChange,
  EvidenceInjury,
  EvidenceSpecimen,
  EvidenceViolenceKind,
} from '../vocabulary.js';
import type { EvidenceStageInput, EvidenceWindowInput } from './input.js';
import * as say from './messages.js';
import { type Fault, textFaults } from './text-faults.js';

/** A hundred years: beyond it a figure is a slip of the pen. */
const MOST_HOURS = 876_000;

/** Everything that is wrong with a row. */
export function windowFaults(window: EvidenceWindowInput, path: readonly string[], now: Date): Fault[] {
  const faults: Fault[] = [];
  const reject = (fault: boolean, field: string, text: Fault['text']) => {
    if (fault) faults.push({ path: [...path, ...field.split('.')], text });
  };
  const known = (given: readonly string[], codes: object, field: string) => {
    const values = Object.values(codes) as string[];
    for (const [i, code] of given.entries()) reject(!values.includes(code), `${field}.${i}`, say.unknown(values));
  };
  const { finding, concern, violence, injuries, specimen = null, changedBy, grade, source, date, reviewer } = window;
  reject(!/^[A-Z][A-Z0-9_]{1,39}$/.test(finding), 'finding', say.FORM);
  reject(!['EVIDENCE', 'HEALTH'].includes(concern), 'concern', say.unknown(['EVIDENCE', 'HEALTH']));
  known(violence, EvidenceViolenceKind, 'violence');
  known(injuries, EvidenceInjury, 'injuries');
  known(changedBy, EvidenceChange, 'changedBy');
  const specimens = Object.values<string>(EvidenceSpecimen);
  reject(specimen !== null && !specimens.includes(specimen), 'specimen', say.unknown(specimens));
  reject(violence.length + injuries.length === 0 && specimen === null, 'violence', say.NEVER_LOOKED_AT);
  reject(!EVIDENCE_GRADES.some((each) => each === grade), 'grade', say.unknown(EVIDENCE_GRADES));
  reject(source.trim() === '' || source.length > 500, 'source', say.SOURCE_NEEDED);
  reject(!isDate(date) || date > now.toISOString().slice(0, 10), 'date', say.NO_DATE);
  reject(reviewer != null && (reviewer.trim() === '' || reviewer.length > 200), 'reviewer', say.FORM);
  return [...faults, ...textFaults(window.name, [...path, 'name']), ...stageFaults(window, path)];
}

/** From when to when, without a gap and without an overlap, and the best time within it. */
function stageFaults({ stages, bestHours = null }: EvidenceWindowInput, path: readonly string[]): Fault[] {
  if (stages.length === 0) return [{ path: [...path, 'stages'], text: say.count(1, 10) }];
  const faults = stages.flatMap((stage, i) =>
    oneStage(stage, stages[i - 1], i === stages.length - 1, [...path, 'stages', String(i)]),
  );
  const [from, until] = [stages[0]!.fromHours, stages.at(-1)!.untilHours ?? MOST_HOURS];
  if (bestHours !== null && !(bestHours > from && bestHours <= until))
    faults.push({ path: [...path, 'bestHours'], text: say.BEST });
  return faults;
}

function oneStage(
  stage: EvidenceStageInput,
  before: EvidenceStageInput | undefined,
  last: boolean,
  path: string[],
): Fault[] {
  const { fromHours, untilHours = null } = stage;
  const faults = textFaults(stage.whatItCosts, [...path, 'whatItCosts']);
  const gap = before !== undefined && before.untilHours != null && before.untilHours !== fromHours;
  if (gap || !(fromHours >= 0)) faults.push({ path: [...path, 'fromHours'], text: say.GAP });
  const ends = untilHours === null ? last : untilHours > fromHours && untilHours <= MOST_HOURS;
  if (!ends) faults.push({ path: [...path, 'untilHours'], text: say.ENDS });
  return faults;
}

function isDate(text: string): boolean {
  const instant = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text);
}
