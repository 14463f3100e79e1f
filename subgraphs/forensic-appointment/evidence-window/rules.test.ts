import { describe, expect, test } from '@jest/globals';
import { evidenceWindows } from './current.js';
import { evidenceClock } from './rules.js';
import { EvidenceState, EvidenceViolenceKind as Violence } from './vocabulary.js';

const KZ = evidenceWindows('KZ');
const LAST_CONTACT = new Date('2026-03-01T00:00:00Z');

function read(hours: number, violence: Violence[]) {
  const now = new Date(LAST_CONTACT.getTime() + hours * 3_600_000);
  const reading = evidenceClock({ lastContactAt: LAST_CONTACT, violence, dangerSigns: [] }, KZ, now);
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
    ['REPEAT_PHOTOGRAPHS', Violence.PHYSICAL, 24 - SECOND, EvidenceState.NOT_YET],
    ['REPEAT_PHOTOGRAPHS', Violence.PHYSICAL, 24, EvidenceState.NOW],
    ['REPEAT_PHOTOGRAPHS', Violence.PHYSICAL, 48, EvidenceState.NOW],
    ['REPEAT_PHOTOGRAPHS', Violence.PHYSICAL, 48 + SECOND, EvidenceState.LATE],
    ['FINGERNAILS', Violence.PHYSICAL, 48 + SECOND, EvidenceState.BEYOND_WINDOW],
    ['CLOTHING', Violence.SEXUAL, 5_000, EvidenceState.SOON],
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
});
