import { describe, expect, test } from '@jest/globals';
import { LANGUAGES } from '../../kit/index.js';
import { evidenceWindows } from './current.js';
import { evidenceClock } from './rules.js';
import { EvidenceState, ExamDangerSign, ExamPriority, EvidenceViolenceKind as Violence } from './vocabulary.js';

const KZ = evidenceWindows('KZ');
const LAST_CONTACT = new Date('2026-03-01T00:00:00Z');

function read(hours: number, violence: Violence[], dangerSigns: ExamDangerSign[] = []) {
  const now = new Date(LAST_CONTACT.getTime() + hours * 3_600_000);
  const reading = evidenceClock({ lastContactAt: LAST_CONTACT, violence, dangerSigns }, KZ, now);
  return { ...reading, state: (finding: string) => reading.items.find((i) => i.window.finding === finding)?.state };
}

const SECOND = 1 / 3600;

describe('the windows', () => {
  test.each([
    ['ORAL_SWAB', Violence.SEXUAL, 0, EvidenceState.SOON],
    ['ORAL_SWAB', Violence.SEXUAL, 6 - SECOND, EvidenceState.SOON],
    ['ORAL_SWAB', Violence.SEXUAL, 6, EvidenceState.NOW],
    ['ORAL_SWAB', Violence.SEXUAL, 12, EvidenceState.NOW],
    ['ORAL_SWAB', Violence.SEXUAL, 12 + SECOND, EvidenceState.LATE],
    ['ORAL_SWAB', Violence.SEXUAL, 48, EvidenceState.LATE],
    ['ORAL_SWAB', Violence.SEXUAL, 48 + SECOND, EvidenceState.BEYOND_WINDOW],
    ['ANAL_SWAB', Violence.SEXUAL, 72, EvidenceState.LATE],
    ['ANAL_SWAB', Violence.SEXUAL, 72 + SECOND, EvidenceState.BEYOND_WINDOW],
    ['VAGINAL_SWAB', Violence.SEXUAL, 162 - SECOND, EvidenceState.SOON],
    ['VAGINAL_SWAB', Violence.SEXUAL, 168, EvidenceState.NOW],
    ['VAGINAL_SWAB', Violence.SEXUAL, 168 + SECOND, EvidenceState.BEYOND_WINDOW],
    ['SKIN_DNA', Violence.PHYSICAL, 96, EvidenceState.LATE],
    ['SKIN_DNA', Violence.PHYSICAL, 96 + SECOND, EvidenceState.BEYOND_WINDOW],
    ['URINE_TOXICOLOGY', Violence.SUSPECTED_DRUGGING, 12, EvidenceState.NOW],
    ['URINE_TOXICOLOGY', Violence.SUSPECTED_DRUGGING, 120, EvidenceState.LATE],
    ['URINE_TOXICOLOGY', Violence.SUSPECTED_DRUGGING, 120 + SECOND, EvidenceState.BEYOND_WINDOW],
    ['HIV_PROPHYLAXIS', Violence.SEXUAL, 24, EvidenceState.NOW],
    ['HIV_PROPHYLAXIS', Violence.SEXUAL, 72, EvidenceState.LATE],
    ['HIV_PROPHYLAXIS', Violence.SEXUAL, 72 + SECOND, EvidenceState.BEYOND_WINDOW],
    ['BRUISES', Violence.PHYSICAL, 48, EvidenceState.NOW],
    ['BRUISES', Violence.PHYSICAL, 48 + SECOND, EvidenceState.LATE],
    ['NECK_FINDINGS', Violence.STRANGULATION, 1_000, EvidenceState.NOW],
  ])('%s after %s and %d h is %s', (finding, violence, hours, state) => {
    expect(read(hours, [violence]).state(finding)).toBe(state);
  });

  test('say until when and how long, and only for what happened', () => {
    const { items } = read(9, [Violence.SUSPECTED_DRUGGING]);
    expect(items.map((i) => i.window.finding).sort()).toEqual([
      'BLOOD_TOXICOLOGY',
      'URINE_TOXICOLOGY',
      'WHOLE_EXAMINATION',
    ]);
    const urine = items.find((i) => i.window.finding === 'URINE_TOXICOLOGY');
    expect(urine?.latestUsefulAt).toEqual(new Date('2026-03-06T00:00:00Z'));
    expect(urine?.hoursLeft).toBe(111);
  });

  test('what is due now comes first, what is beyond its window last', () => {
    const states = read(60, [Violence.SEXUAL]).items.map((i) => i.state);
    expect(states[0]).toBe(EvidenceState.NOW);
    expect(states.at(-1)).toBe(EvidenceState.BEYOND_WINDOW);
  });

  test('every row has a source, a grade and three languages', () => {
    for (const window of KZ.windows) {
      expect(window.source).not.toBe('');
      expect(['V', 'S', 'B']).toContain(window.grade);
      for (const language of LANGUAGES) expect(window.name[language] && window.whatItCosts[language]).toBeTruthy();
    }
    for (const language of LANGUAGES) expect(KZ.review[language]).toBeTruthy();
  });
});

describe('priority', () => {
  test.each([
    ['beaten nine hours ago', 9, [Violence.PHYSICAL], ExamPriority.ASAP],
    ['beaten three days ago', 75, [Violence.PHYSICAL], ExamPriority.ASAP],
    ['beaten four days and an hour ago', 97, [Violence.PHYSICAL], ExamPriority.URGENT],
    ['beaten a month ago', 720, [Violence.PHYSICAL], ExamPriority.ROUTINE],
    ['sexual violence five days ago', 120, [Violence.SEXUAL], ExamPriority.ASAP],
    ['sexual violence just over five days ago', 121, [Violence.SEXUAL], ExamPriority.URGENT],
    ['sexual violence a month ago', 720, [Violence.SEXUAL], ExamPriority.ROUTINE],
    ['no violence of a kind that leaves evidence', 1, [], ExamPriority.ROUTINE],
  ])('%s', (_, hours, violence, priority) => {
    expect(read(hours, violence).priority).toBe(priority);
  });

  test.each(Object.values(ExamDangerSign))('%s goes to emergency care first, whenever it was', (sign) => {
    const reading = read(720, [], [sign]);
    expect(reading.emergencySigns).toEqual([sign]);
    expect(reading.priority).toBe(ExamPriority.STAT);
  });

  test('strangulation named as violence is a danger sign too, once', () => {
    expect(read(9, [Violence.STRANGULATION], [ExamDangerSign.STRANGULATION]).emergencySigns).toEqual([
      ExamDangerSign.STRANGULATION,
    ]);
    expect(read(9, [Violence.STRANGULATION]).priority).toBe(ExamPriority.STAT);
  });
});
