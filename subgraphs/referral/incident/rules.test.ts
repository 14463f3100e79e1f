import { describe, expect, test } from '@jest/globals';
import { refusalsOfReport } from './rules.js';

const now = new Date('2026-01-15T12:00:00Z');
const at = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const fields = (report: Parameters<typeof refusalsOfReport>[0]) =>
  refusalsOfReport(report, now).map((r) => r.field?.[0]);

describe('a report', () => {
  test('of the past is fine, with or without a last contact', () => {
    expect(fields({ occurredAt: at(-36_000), lastContactAt: at(-32_400) })).toEqual([]);
    expect(fields({ occurredAt: at(-36_000) })).toEqual([]);
  });

  test('may be typed on a device whose clock is a minute ahead, not more', () => {
    expect(fields({ occurredAt: at(60) })).toEqual([]);
    expect(fields({ occurredAt: at(61) })).toEqual(['occurredAt']);
  });

  test('names every time that lies in the future', () => {
    expect(fields({ occurredAt: at(3600), lastContactAt: at(3600) })).toEqual(['occurredAt', 'lastContactAt']);
  });

  test('cannot count children who were not there', () => {
    expect(fields({ occurredAt: at(-1), childrenCount: 3, childrenPresent: false })).toEqual(['childrenPresent']);
    expect(fields({ occurredAt: at(-1), childrenCount: 3, childrenPresent: true })).toEqual([]);
    expect(fields({ occurredAt: at(-1), childrenCount: 0, childrenPresent: false })).toEqual([]);
  });
});
