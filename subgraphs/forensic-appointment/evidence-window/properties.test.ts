import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { evidenceWindows } from './current.js';
import { type EvidenceFacts, evidenceClock } from './rules.js';
import {
  EvidenceChange,
  EvidenceInjury,
  EvidenceSpecimen,
  EvidenceState,
  EvidenceViolenceKind,
  ExamDangerSign,
  ExamPriority,
} from './vocabulary.js';
import { whatChangesIt, whatItCosts } from './words.js';

const KZ = evidenceWindows('KZ');
const NOW = new Date('2026-03-10T12:00:00Z');
const ORDER = [ExamPriority.ROUTINE, ExamPriority.URGENT, ExamPriority.ASAP, ExamPriority.STAT];
const rank = (facts: EvidenceFacts) => ORDER.indexOf(evidenceClock(facts, KZ, NOW).priority);

const some = <T extends string>(values: Record<string, T>) => fc.subarray(Object.values(values));
const FACTS: fc.Arbitrary<Required<EvidenceFacts>> = fc.record({
  lastContactAt: fc.option(
    fc.double({ min: 0, max: 20_000, noNaN: true }).map((hours) => new Date(NOW.getTime() - hours * 3_600_000)),
  ),
  violence: some(EvidenceViolenceKind),
  injuries: some(EvidenceInjury),
  specimens: some(EvidenceSpecimen),
  doneSince: some(EvidenceChange),
  dangerSigns: some(ExamDangerSign),
});

test('whatever is said, it has a priority and words for each finding, and refuses nothing', () => {
  fc.assert(
    fc.property(FACTS, (facts) => {
      const { priority, items } = evidenceClock(facts, KZ, NOW);
      expect(ORDER).toContain(priority);
      for (const item of items) {
        expect(whatItCosts(item, KZ).en).not.toBe('');
        expect(item.hoursLeft === null || item.hoursLeft >= 0).toBe(item.state !== EvidenceState.BEYOND_WINDOW);
        for (const text of whatChangesIt(item, KZ)) expect(text.en).toMatch(/still|all the same|collect|bring/);
      }
    }),
  );
});

test('a further sign, injury, kind of violence or specimen never lowers the priority', () => {
  fc.assert(
    fc.property(FACTS, FACTS, (facts, more) => {
      const both = {
        ...facts,
        violence: [...facts.violence, ...more.violence],
        injuries: [...facts.injuries, ...more.injuries],
        specimens: [...facts.specimens, ...more.specimens],
        dangerSigns: [...facts.dangerSigns, ...more.dangerSigns],
      };
      expect(rank(both)).toBeGreaterThanOrEqual(rank(facts));
    }),
  );
});

test('what was done since changes words, and neither what is looked for nor how soon', () => {
  fc.assert(
    fc.property(FACTS, (facts) => {
      const without = evidenceClock({ ...facts, doneSince: [] }, KZ, NOW);
      const withAll = evidenceClock({ ...facts, doneSince: Object.values(EvidenceChange) }, KZ, NOW);
      const seen = ({ items, priority }: typeof without) => [priority, items.map((i) => [i.window.finding, i.state])];
      expect(seen(withAll)).toEqual(seen(without));
    }),
  );
});

test('not knowing the time is never less urgent than any time', () => {
  fc.assert(
    fc.property(FACTS, (facts) => {
      expect(rank({ ...facts, lastContactAt: null })).toBeGreaterThanOrEqual(rank(facts));
    }),
  );
});
