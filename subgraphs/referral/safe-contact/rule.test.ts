import { describe, expect, test } from '@jest/globals';
import { permits, type SafeContactRule } from './rule.js';
import { refusalsOfRule } from './rule-refusals.js';
import { SafeContactChannel } from './vocabulary.js';
import { shownAt } from './windows.js';

const { PHONE, SMS, MESSENGER, IN_PERSON, THROUGH_TRUSTED_PERSON, NONE } = SafeContactChannel;
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const ALMATY = 'Asia/Almaty';
const BERLIN = 'Europe/Berlin';

const rule = (change: Partial<SafeContactRule> = {}): SafeContactRule => ({
  channel: PHONE,
  number: '+77000000001',
  safeHours: null,
  windows: [{ weekdays: EVERY_DAY, from: '09:00', to: '17:00' }],
  zone: ALMATY,
  codeName: null,
  leaveNoTrace: true,
  wording: null,
  askedAt: '2026-06-01T00:00:00Z',
  asking: 'a',
  ...change,
});
const window = (weekdays: number[], from: string, to: string, zone: string, askedAt: string) =>
  rule({ windows: [{ weekdays, from, to }], zone, askedAt });

/** `until 04:30Z`, or the reason and when it will next be safe. */
function answer(of: SafeContactRule | null, at: string, channel = PHONE): string {
  const permission = permits(of, new Date(at), channel);
  const short = (date: Date) => date.toISOString().slice(5, 16);
  if (permission.decision === 'PERMITTED') return `until ${short(permission.until)}`;
  return permission.next ? `${permission.decision}, next ${short(permission.next)}` : permission.decision;
}

describe('without a rule that says exactly when', () => {
  test.each<[string, SafeContactRule | null, string]>([
    ['no rule', null, 'NO_RULE'],
    ['hours in words only', rule({ windows: [], zone: null, safeHours: 'always' }), 'ASK_AGAIN'],
    ['written before hours were exact', { ...rule(), windows: undefined, zone: undefined } as never, 'ASK_AGAIN'],
    ['hours of no zone', rule({ zone: null }), 'ASK_AGAIN'],
    ['nobody knows when it was asked', { ...rule(), askedAt: undefined } as never, 'ASK_AGAIN'],
    ['she contacts us', rule({ channel: NONE, windows: [] }), 'CHANNEL_NOT_ALLOWED'],
  ])('%s: nothing is sent', (_, of, expected) => {
    for (const channel of [PHONE, SMS, MESSENGER, IN_PERSON, THROUGH_TRUSTED_PERSON, NONE])
      expect(answer(of, '2026-06-10T05:00Z', channel)).toBe(expected);
  });
});

describe('a rule', () => {
  test.each([
    [PHONE, 'until 06-10T05:30'],
    [MESSENGER, 'until 06-10T05:30'],
    [SMS, 'CHANNEL_NOT_ALLOWED'],
    [IN_PERSON, 'CHANNEL_NOT_ALLOWED'],
    [NONE, 'CHANNEL_NOT_ALLOWED'],
  ])('for calls and messenger, %s: %s', (channel, expected) => {
    expect(answer(rule({ alsoChannels: [MESSENGER] }), '2026-06-10T05:00Z', channel)).toBe(expected);
  });

  test.each([
    ['2026-06-30T23:59:59.999Z', {}, 'NOT_NOW'],
    ['2026-07-01T00:00:00.000Z', {}, 'ASK_AGAIN'],
    ['2026-06-10T04:59:59.999Z', { validUntil: '2026-06-10T05:00:00Z' }, 'until 06-10T05:00'],
    ['2026-06-10T05:00:00.000Z', { validUntil: '2026-06-10T05:00:00Z' }, 'ASK_AGAIN'],
    ['2026-07-02T05:00:00.000Z', { validUntil: '2026-12-31T00:00:00Z' }, 'ASK_AGAIN'],
  ])('at %s, %j: %s', (at, change, expected) => {
    expect(answer(rule(change), at)).toBe(expected);
  });

  test.each([
    ['2026-06-10T03:59Z', 'NOT_NOW, next 06-10T04:00'],
    ['2026-06-10T04:00Z', 'until 06-10T04:30'],
    ['2026-06-10T11:45Z', 'until 06-10T12:00'],
    ['2026-06-10T12:00Z', 'NOT_NOW, next 06-11T04:00'],
    // it will be too old by then
    ['2026-06-30T12:00Z', 'NOT_NOW'],
  ])('from 09:00 to 17:00 in Almaty, at %s: %s', (at, expected) => {
    expect(answer(rule(), at)).toBe(expected);
  });

  test.each([
    // Friday 22:00 to Saturday 02:00 in Almaty
    ['2026-06-12T16:59Z', 'NOT_NOW, next 06-12T17:00'],
    ['2026-06-12T17:00Z', 'until 06-12T17:30'],
    ['2026-06-12T20:50Z', 'until 06-12T21:00'],
    ['2026-06-12T21:00Z', 'NOT_NOW, next 06-19T17:00'],
    ['2026-06-11T19:30Z', 'NOT_NOW, next 06-12T17:00'],
  ])('over midnight, begun on a Friday, at %s: %s', (at, expected) => {
    expect(answer(window([5], '22:00', '02:00', ALMATY, '2026-06-01T00:00Z'), at)).toBe(expected);
  });

  test('on Sunday night into Monday; all day; in two windows', () => {
    const sunday = window([7], '23:00', '01:00', ALMATY, '2026-06-01T00:00Z');
    expect(answer(sunday, '2026-06-14T19:30Z')).toBe('until 06-14T20:00');
    const monday = window([1], '00:00', '00:00', ALMATY, '2026-06-01T00:00Z');
    expect(answer(monday, '2026-06-14T18:59Z')).toBe('NOT_NOW, next 06-14T19:00');
    expect(answer(monday, '2026-06-15T18:50Z')).toBe('until 06-15T19:00');
    const two = rule({
      windows: [
        { weekdays: [3], from: '09:00', to: '09:10' },
        { weekdays: [3], from: '09:05', to: '09:20' },
      ],
    });
    expect(answer(two, '2026-06-10T04:06Z')).toBe('until 06-10T04:20');
  });
});

describe('when clocks are set', () => {
  // Berlin, 29 March 2026: 02:00 (+01) is 03:00 (+02), at 01:00Z
  test.each([
    ['00:00', '02:30', '2026-03-29T00:59Z', 'until 03-29T01:00'],
    ['00:00', '02:30', '2026-03-29T01:00Z', 'NOT_NOW, next 03-29T22:00'],
    ['02:30', '05:00', '2026-03-29T00:59Z', 'NOT_NOW, next 03-29T01:00'],
    ['02:30', '05:00', '2026-03-29T02:50Z', 'until 03-29T03:00'],
    ['02:00', '03:00', '2026-03-29T00:59Z', 'NOT_NOW, next 03-30T00:00'],
    ['02:00', '03:00', '2026-03-29T01:00Z', 'NOT_NOW, next 03-30T00:00'],
    ['09:00', '10:00', '2026-03-28T12:00Z', 'NOT_NOW, next 03-29T07:00'],
  ])('forward, %s to %s, at %s: %s', (from, to, at, expected) => {
    expect(answer(window(EVERY_DAY, from, to, BERLIN, '2026-03-20T00:00Z'), at)).toBe(expected);
  });

  // Berlin, 25 October 2026: 03:00 (+02) is 02:00 (+01), at 01:00Z: 02:30 is shown at 00:30Z and at 01:30Z
  test.each([
    ['01:00', '02:30', '2026-10-25T00:29Z', 'until 10-25T00:30'],
    ['01:00', '02:30', '2026-10-25T00:30Z', 'NOT_NOW, next 10-26T00:00'],
    ['01:00', '02:30', '2026-10-25T01:15Z', 'NOT_NOW, next 10-26T00:00'],
    ['02:30', '05:00', '2026-10-25T00:45Z', 'NOT_NOW, next 10-25T01:30'],
    ['02:30', '05:00', '2026-10-25T01:30Z', 'until 10-25T02:00'],
    ['22:00', '06:00', '2026-10-25T00:45Z', 'until 10-25T01:15'],
    ['22:00', '06:00', '2026-10-25T04:45Z', 'until 10-25T05:00'],
  ])('back, %s to %s, at %s: %s', (from, to, at, expected) => {
    expect(answer(window(EVERY_DAY, from, to, BERLIN, '2026-10-20T00:00Z'), at)).toBe(expected);
  });

  // Almaty gave up +06 for +05 on 1 March 2024: at 18:00Z midnight became 23:00 of 29 February (a Thursday)
  test.each([
    [[4], '22:00', '23:30', '2024-02-29T17:29Z', 'until 02-29T17:30'],
    [[4], '22:00', '23:30', '2024-02-29T17:30Z', 'NOT_NOW, next 03-07T17:00'],
    [[4], '22:00', '23:30', '2024-02-29T18:10Z', 'NOT_NOW, next 03-07T17:00'],
    [[4], '23:30', '06:00', '2024-02-29T17:45Z', 'NOT_NOW, next 02-29T18:30'],
    [[5], '00:00', '08:00', '2024-02-29T18:30Z', 'NOT_NOW, next 02-29T19:00'],
    [[5], '09:00', '17:00', '2024-03-01T03:30Z', 'NOT_NOW, next 03-01T04:00'],
    [[5], '09:00', '17:00', '2024-03-01T11:45Z', 'until 03-01T12:00'],
    [[4], '09:00', '17:00', '2024-02-29T03:00Z', 'until 02-29T03:30'],
  ])('in Almaty on 1 March 2024, days %j, %s to %s, at %s: %s', (days, from, to, at, expected) => {
    expect(answer(window(days, from, to, ALMATY, '2024-02-20T00:00Z'), at)).toBe(expected);
  });

  test('the next time is told as her clock shows it', () => {
    expect(shownAt(new Date('2024-03-01T04:00Z'), ALMATY)).toBe('2024-03-01 09:00');
    expect(shownAt(new Date('2024-02-29T03:00Z'), ALMATY)).toBe('2024-02-29 09:00');
  });
});

describe('a rule that cannot be', () => {
  test.each<[string, Parameters<typeof refusalsOfRule>[0], string[]]>([
    ['hours of no zone', { channel: IN_PERSON, windows: [{}] }, ['zone']],
    ['an offset for a zone', { channel: IN_PERSON, windows: [{}], zone: '+05:00' }, ['zone']],
    ['no such zone', { channel: IN_PERSON, zone: 'Asia/Nowhere' }, ['zone']],
    ['nobody, or by telephone', { channel: NONE, alsoChannels: [PHONE] }, ['alsoChannels']],
    ['one number for two', { channel: PHONE, number: '+77', alsoChannels: [THROUGH_TRUSTED_PERSON] }, ['alsoChannels']],
    ['another channel without a number', { channel: IN_PERSON, alsoChannels: [PHONE] }, ['number']],
    ['an SMS without a trace', { channel: SMS, number: '+77', leaveNoTrace: true }, ['leaveNoTrace']],
    ['over already', { channel: IN_PERSON, validUntil: new Date('2026-01-15') }, ['validUntil']],
    ['all that is needed', { channel: PHONE, number: '+77', windows: [{}], zone: ALMATY }, []],
  ])('%s', (_, of, fields) => {
    const found = refusalsOfRule(of, new Date('2026-01-15'), 'safeContact');
    expect(found.map(({ field }) => field)).toEqual(fields.map((field) => ['safeContact', field]));
  });
});
