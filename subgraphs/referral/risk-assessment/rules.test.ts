import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { InstrumentSchema, numbered } from './instrument/instrument.js';
import { INSTRUMENTS, instrument } from './instrument/instruments.js';
import { LAP } from './instrument/lap.js';
import { assess, JUDGEMENT, type RiskResult, refusalsOfFindings } from './rules.js';
import { RiskAnswer, RiskLevel } from './vocabulary.js';

const { YES, NO, NOT_ANSWERED } = RiskAnswer;
const { HIGH, ELEVATED, NOT_SHOWN } = RiskLevel;

interface Case {
  readonly yes?: readonly number[];
  readonly no?: readonly number[] | 'the rest';
  readonly events?: number;
  readonly judgement?: RiskLevel;
  readonly is: readonly [level: RiskLevel, rule: string | null, mayBeHigher?: true];
}

function result(id: string, version: string, { yes = [], no = [], events, judgement }: Case): RiskResult {
  const form = instrument(id, version)!;
  const saidNo = no === 'the rest' ? form.items.map(Number).filter((item) => !yes.includes(item)) : no;
  const answers = [
    ...yes.map((item) => ({ item: String(item), answer: YES })),
    ...saidNo.map((item) => ({ item: String(item), answer: NO })),
  ];
  return assess(form, {
    answers,
    eventsIn12Months: events ?? null,
    askedOfEvents: events !== undefined,
    judgement: judgement ?? null,
  });
}

const FIRST = 'ANY_OF_1_TO_3';
const FOUR = 'FOUR_OF_4_TO_11';
const rest = { no: 'the rest' } as const;

const LAP_CASES: Case[] = [
  { yes: [1], ...rest, is: [HIGH, FIRST] },
  { yes: [2], ...rest, is: [HIGH, FIRST] },
  { yes: [3], ...rest, is: [HIGH, FIRST] },
  { yes: [1, 2, 3], is: [HIGH, FIRST] },
  { yes: [1], is: [HIGH, FIRST] },
  { yes: [1, 4, 5, 6, 7], is: [HIGH, FIRST] },
  { yes: [4, 5, 6, 7], ...rest, is: [HIGH, FOUR] },
  { yes: [8, 9, 10, 11], ...rest, is: [HIGH, FOUR] },
  { yes: [4, 6, 8, 10], no: [1, 2, 3], is: [HIGH, FOUR] },
  { yes: numbered(4, 11).map(Number), ...rest, is: [HIGH, FOUR] },
  { yes: [4, 5, 6], ...rest, is: [NOT_SHOWN, null] },
  { yes: [9, 10, 11], ...rest, is: [NOT_SHOWN, null] },
  { yes: [4, 5, 6], no: [1, 2, 3], is: [NOT_SHOWN, null, true] },
  { yes: [4, 5, 6], no: [1, 2, 3, 7, 8, 9, 10], is: [NOT_SHOWN, null, true] },
  { yes: [4, 5, 6], no: [1, 2, 3, 7, 8, 9, 10, 11], is: [NOT_SHOWN, null] },
  { yes: [4, 5], no: [1, 2, 3, 7, 8, 9, 10, 11], is: [NOT_SHOWN, null] },
  { no: [1, 2], is: [NOT_SHOWN, null, true] },
  { no: [1, 2, 3, 4, 5, 6, 7, 8], is: [NOT_SHOWN, null] },
  { is: [NOT_SHOWN, null, true] },
  { no: 'the rest', is: [NOT_SHOWN, null] },
  { no: 'the rest', judgement: HIGH, is: [HIGH, JUDGEMENT] },
  { judgement: HIGH, is: [HIGH, JUDGEMENT] },
  { judgement: ELEVATED, is: [ELEVATED, JUDGEMENT, true] },
  { yes: [1], judgement: HIGH, is: [HIGH, FIRST] },
  { no: 'the rest', events: 12, is: [NOT_SHOWN, null] },
  { yes: [5], ...rest, is: [NOT_SHOWN, null] },
];

const LAP_2_CASES: Case[] = [
  { yes: [5], ...rest, is: [HIGH, 'STRANGULATION'] },
  { yes: [5], is: [HIGH, 'STRANGULATION'] },
  { yes: [1, 5], is: [HIGH, 'STRANGULATION'] },
  { yes: [1], ...rest, is: [HIGH, FIRST] },
  { yes: [4, 6, 7, 8], ...rest, is: [HIGH, FOUR] },
  { yes: [4, 6, 7], ...rest, is: [NOT_SHOWN, null] },
  { yes: [4, 6, 7], no: [1, 2, 3, 8, 9, 10, 11], is: [NOT_SHOWN, null, true] },
  { no: [1, 2, 3, 5, 6, 7, 8, 9], is: [NOT_SHOWN, null] },
];

const count = (howMany: number) => numbered(1, howMany).map(Number);
const DASH_CASES: Case[] = [
  { yes: count(14), ...rest, events: 0, is: [HIGH, 'YES_ITEMS'] },
  { yes: count(24), events: 0, is: [HIGH, 'YES_ITEMS'] },
  { yes: count(14), is: [HIGH, 'YES_ITEMS'] },
  { yes: count(13), ...rest, events: 0, is: [NOT_SHOWN, null] },
  { yes: count(13), ...rest, events: 2, is: [NOT_SHOWN, null] },
  { yes: count(13), ...rest, events: 3, is: [HIGH, 'REPEATED_EVENTS'] },
  { yes: [], ...rest, events: 3, is: [HIGH, 'REPEATED_EVENTS'] },
  { yes: count(14), ...rest, events: 3, is: [HIGH, 'YES_ITEMS'] },
  { yes: count(13), ...rest, is: [NOT_SHOWN, null, true] },
  { yes: count(13), events: 0, is: [NOT_SHOWN, null, true] },
  // ten more yes are still possible
  { yes: count(4), no: [5, 6, 7, 8, 9, 10, 11, 12, 13, 14], events: 0, is: [NOT_SHOWN, null, true] },
  { yes: count(3), no: [5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15], events: 0, is: [NOT_SHOWN, null] },
  { yes: count(2), ...rest, events: 0, judgement: HIGH, is: [HIGH, JUDGEMENT] },
  { yes: count(2), ...rest, events: 0, judgement: ELEVATED, is: [ELEVATED, JUDGEMENT] },
  { is: [NOT_SHOWN, null, true] },
];

describe.each([
  ['LAP', '1', LAP_CASES],
  ['LAP', '2.0', LAP_2_CASES],
  ['DASH', '2009', DASH_CASES],
] as const)('%s %s', (id, version, cases) => {
  test.each(cases.map((each) => [JSON.stringify(each), each] as const))('%s', (_, each) => {
    const { level, rule, mayBeHigher } = result(id, version, each);
    expect({ level, rule, mayBeHigher }).toEqual({
      level: each.is[0],
      rule: each.is[1],
      mayBeHigher: each.is[2] ?? false,
    });
  });
});

describe('an instrument', () => {
  test('counts what was not answered apart from no', () => {
    const { yes, no, notAnswered } = assess(LAP, {
      answers: [
        { item: '4', answer: YES },
        { item: '5', answer: NO },
        { item: '6', answer: NOT_ANSWERED },
      ],
      eventsIn12Months: null,
      askedOfEvents: false,
      judgement: null,
    });
    expect({ yes, no, notAnswered }).toEqual({ yes: 1, no: 1, notAnswered: 9 });
  });

  test('is taken in its newest version, or in the one that is named', () => {
    expect(instrument('LAP')?.version).toBe('2.0');
    expect(instrument('LAP', '1')).toEqual(LAP);
    expect(instrument('LAP', '3')).toBeNull();
    expect(instrument('lap')).toBeNull();
  });

  test('says where its rules come from, and that nobody has reviewed them yet', () => {
    for (const { source, reviewedBy } of INSTRUMENTS)
      expect({ source, reviewedBy }).toEqual({ source, reviewedBy: null });
  });

  test('is written by the JSON schema that is given out', () => {
    const given = JSON.parse(readFileSync('schema/risk-instrument.schema.json', 'utf8'));
    expect(given).toEqual(z.toJSONSchema(InstrumentSchema));
    expect(given.required).toEqual(expect.arrayContaining(['id', 'version', 'source', 'reviewedBy', 'items', 'rules']));
  });

  test.each([
    ['a rule that names no item', { rules: [{ ...LAP.rules[0]!, when: { any: ['12'] } }] }],
    ['a rule that can never hold', { rules: [{ ...LAP.rules[0]!, when: { atLeast: 3, of: ['1', '2'] } }] }],
    ['two rules of one name', { rules: [LAP.rules[0]!, LAP.rules[0]!] }],
    ['an item twice', { items: [...LAP.items, '1'] }],
    ['no date', { recordedAt: 'yesterday' }],
  ])('with %s is not taken', (_, change) => {
    expect(InstrumentSchema.safeParse({ ...LAP, ...change }).success).toBe(false);
  });
});

describe('findings', () => {
  const fields = (answers: { item: string; answer: RiskAnswer }[], judgement: RiskLevel | null = null) =>
    refusalsOfFindings(LAP, { answers, eventsIn12Months: null, askedOfEvents: false, judgement }).map(
      ({ field }) => field,
    );

  test('with an unknown item, or one twice, are refused', () => {
    expect(fields([{ item: '12', answer: YES }])).toEqual([['answers']]);
    expect(
      fields([
        { item: '1', answer: YES },
        { item: '1', answer: NO },
      ]),
    ).toEqual([['answers']]);
  });

  test('with a judgement below what a rule says are refused', () => {
    expect(fields([{ item: '1', answer: YES }], NOT_SHOWN)).toEqual([['judgement', 'level']]);
    expect(fields([{ item: '1', answer: YES }], ELEVATED)).toEqual([['judgement', 'level']]);
    expect(fields([{ item: '1', answer: YES }], HIGH)).toEqual([]);
    expect(fields([{ item: '4', answer: YES }], ELEVATED)).toEqual([]);
  });
});
