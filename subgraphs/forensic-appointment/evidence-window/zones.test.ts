import { describe, expect, test } from '@jest/globals';
import { evidenceWindows } from './current.js';
import { evidenceClock } from './rules.js';
import { EvidenceViolenceKind as Kind } from './vocabulary.js';
import { inZone, isZone } from './words.js';

const KZ = evidenceWindows('KZ');

function oralSwab(lastContact: string, now: string) {
  const facts = { lastContactAt: new Date(lastContact), violence: [Kind.SEXUAL], dangerSigns: [] };
  const { items } = evidenceClock(facts, KZ, new Date(now));
  return items.find(({ window }) => window.finding === 'ORAL_SWAB')!;
}

describe('a window of 48 hours is 48 hours that pass', () => {
  test.each([
    [
      'Asia/Almaty goes back an hour for good',
      'Asia/Almaty',
      '2024-02-29T23:30:00+06:00',
      '1 March 2024 at 22:30',
      '2 March 2024 at 22:30',
    ],
    [
      'clocks go forward',
      'Europe/Berlin',
      '2026-03-28T22:00:00+01:00',
      '29 March 2026 at 23:00',
      '30 March 2026 at 23:00',
    ],
    [
      'clocks go back',
      'Europe/Berlin',
      '2026-10-24T22:00:00+02:00',
      '25 October 2026 at 21:00',
      '26 October 2026 at 21:00',
    ],
  ])('when %s', (_, zone, lastContact, dayLater, end) => {
    const last = new Date(lastContact);
    const hoursOn = (hours: number) => new Date(last.getTime() + hours * 3_600_000).toISOString();
    const item = oralSwab(lastContact, hoursOn(24));
    expect(item.hoursLeft).toBe(24);
    expect(item.latestUsefulAt?.getTime()).toBe(last.getTime() + 48 * 3_600_000);
    // in words it is the time of day that a clock at the clinic shows
    expect(inZone(new Date(hoursOn(24)), zone, 'en')).toBe(dayLater);
    expect(inZone(item.latestUsefulAt!, zone, 'en')).toBe(end);
    expect(oralSwab(lastContact, hoursOn(48)).state).toBe('LATE');
    expect(oralSwab(lastContact, hoursOn(48.001)).state).toBe('BEYOND_WINDOW');
  });

  test('in three languages, and zones are names', () => {
    const instant = new Date('2024-02-29T19:30:00Z');
    expect(inZone(instant, 'Asia/Almaty', 'ru')).toBe('1 марта 2024 г. в 00:30');
    expect(inZone(instant, 'Asia/Almaty', 'kk')).toBe('2024 ж. 1 наурыз, 00:30');
    expect(['Asia/Almaty', 'UTC', 'America/Argentina/Ushuaia'].map(isZone)).toEqual([true, true, true]);
    expect(['+05:00', 'Asia/Nowhere', '', 'Almaty'].map(isZone)).toEqual([false, false, false, false]);
  });
});
