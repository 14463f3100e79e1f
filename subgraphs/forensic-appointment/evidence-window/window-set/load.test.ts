import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openTestHub, type TestHub } from '../../../../test/hub.js';
import { evidenceWindows } from '../current.js';
import { setFaults } from './faults.js';
import type { EvidenceWindowsLoadInput } from './input.js';
import { setOf } from './set-of.js';

const KZ = evidenceWindows('KZ');
const NOW = new Date('2026-12-01T00:00:00Z');
const HOUR = 3_600_000;

/** The hub's own set as it would be loaded. */
function sample(version = 'kz-2027-01'): EvidenceWindowsLoadInput {
  const { dangerSigns, changes, targetWaitHours, ...set } = KZ;
  const { STAT, ASAP, URGENT, ROUTINE } = targetWaitHours;
  const input = {
    ...set,
    ...{ idempotencyKey: `load ${randomUUID()}`, version },
    targetWaitHours: { stat: STAT, asap: ASAP, urgent: URGENT, routine: ROUTINE },
    dangerSigns: Object.entries(dangerSigns).map(([sign, reason]) => ({ sign, reason })),
    changes: Object.entries(changes).map(([change, effect]) => ({ change, effect })),
  };
  // a copy of its own, to be spoilt
  return structuredClone(input) as unknown as EvidenceWindowsLoadInput;
}

// biome-ignore lint/suspicious/noExplicitAny: a test spoils what it likes
type Spoilt = any;
const spoilt = (spoil: (input: Spoilt) => void): EvidenceWindowsLoadInput => {
  const input = sample();
  spoil(input);
  return input;
};
const bruises = (input: Spoilt) => input.windows.findIndex((w: { finding: string }) => w.finding === 'BRUISES');
const BRUISES = String(bruises(sample()));

describe('a set', () => {
  test('that comes with the hub holds the rules of one that is loaded, and is the same when it is', () => {
    expect(setFaults(sample(), ['KZ'], NOW)).toEqual([]);
    expect(setOf(sample(KZ.version))).toEqual(KZ);
  });

  test.each<[string, (input: Spoilt) => void, string]>([
    ['a gap', (s) => (s.windows[bruises(s)].stages[1].fromHours = 72), `windows.${BRUISES}.stages.1.fromHours`],
    ['an overlap', (s) => (s.windows[bruises(s)].stages[1].fromHours = 24), `windows.${BRUISES}.stages.1.fromHours`],
    [
      'a stage that ends before it begins',
      (s) => (s.windows[bruises(s)].stages[1].untilHours = 48),
      `windows.${BRUISES}.stages.1.untilHours`,
    ],
    [
      'a first stage without an end',
      (s) => (s.windows[bruises(s)].stages[0].untilHours = null),
      `windows.${BRUISES}.stages.0.untilHours`,
    ],
    [
      'a negative hour',
      (s) => (s.windows[bruises(s)].stages[0].fromHours = -1),
      `windows.${BRUISES}.stages.0.fromHours`,
    ],
    ['no stage', (s) => (s.windows[bruises(s)].stages = []), `windows.${BRUISES}.stages`],
    [
      'a best time beyond its end',
      (s) => (s.windows.find((w: Spoilt) => w.finding === 'ORAL_SWAB').bestHours = 49),
      'bestHours',
    ],
    [
      'a best time before it shows',
      (s) => (s.windows.find((w: Spoilt) => w.finding === 'REPEAT_PHOTOGRAPHS').bestHours = 24),
      'bestHours',
    ],
    ['an unknown specimen', (s) => (s.windows[0].specimen = 'TEARS'), 'windows.0.specimen'],
    ['an unknown injury', (s) => (s.windows[0].injuries = ['NECK_INJURY', 'SCRATCH']), 'windows.0.injuries.1'],
    [
      'an unknown kind of violence',
      (s) => (s.windows[0].violence = ['THREAT', 'STRANGULATION']),
      'windows.0.violence.0',
    ],
    ['an unknown change', (s) => (s.windows[0].changedBy = ['SLEPT']), 'windows.0.changedBy.0'],
    ['an unknown concern', (s) => (s.windows[0].concern = 'LAW'), 'windows.0.concern'],
    ['an unknown grade', (s) => (s.windows[0].grade = 'A'), 'windows.0.grade'],
    ['no source', (s) => (s.windows[0].source = ' '), 'windows.0.source'],
    ['no date', (s) => (s.windows[0].date = '2026-02-30'), 'windows.0.date'],
    ['a date to come', (s) => (s.windows[0].date = '2027-02-03'), 'windows.0.date'],
    ['an empty reviewer', (s) => (s.windows[0].reviewer = ''), 'windows.0.reviewer'],
    ['a name without Kazakh', (s) => delete s.windows[0].name.kk, 'windows.0.name.kk'],
    ['blank words', (s) => (s.windows[0].stages[0].whatItCosts.ru = ' '), 'windows.0.stages.0.whatItCosts.ru'],
    ['a finding twice', (s) => (s.windows[1].finding = s.windows[0].finding), 'windows.1.finding'],
    ['a finding of another form', (s) => (s.windows[0].finding = 'neck marks'), 'windows.0.finding'],
    [
      'a row that nothing leads to',
      (s) => s.windows.push({ ...s.windows[0], finding: 'X1', violence: [], injuries: [] }),
      'violence',
    ],
    [
      'no row for burns',
      (s) =>
        (s.windows = s.windows.map((w: Spoilt) => ({
          ...w,
          injuries: w.injuries.map((i: string) => (i === 'BURN' ? 'OTHER' : i)),
        }))),
      'windows',
    ],
    ['no row for urine', (s) => (s.windows = s.windows.filter((w: Spoilt) => w.specimen !== 'URINE')), 'windows'],
    ['a sign missing', (s) => s.dangerSigns.pop(), 'dangerSigns'],
    ['an unknown sign', (s) => s.dangerSigns.push({ ...s.dangerSigns[0], sign: 'COLD' }), 'sign'],
    ['a sign twice', (s) => s.dangerSigns.push(s.dangerSigns[0]), 'sign'],
    ['an hour in what officers read', (s) => (s.advice[0].en = 'After 72 hours it is too late.'), 'advice.0.en'],
    ['an hour in a reason', (s) => (s.dangerSigns[0].reason.ru = 'Только 24 часа.'), 'dangerSigns.0.reason.ru'],
    ['no advice', (s) => (s.advice = []), 'advice'],
    ['a change missing', (s) => s.changes.shift(), 'changes'],
    ['targets upside down', (s) => (s.targetWaitHours.asap = 1), 'targetWaitHours.stat'],
    ['a target of no hour', (s) => (s.targetWaitHours.stat = 0), 'targetWaitHours.stat'],
    ['an impossible threshold', (s) => (s.nowWithinHours = 1_000), 'nowWithinHours'],
    ['an unknown zone', (s) => (s.zone = '+05:00'), 'zone'],
    ['no number of an ambulance', (s) => (s.emergencyNumber = 'help'), 'emergencyNumber'],
    ['an unknown jurisdiction', (s) => (s.jurisdiction = 'XX'), 'jurisdiction'],
    ['a version of another form', (s) => (s.version = 'The newest'), 'version'],
    ['a beginning in the past', (s) => (s.effectiveFrom = new Date(NOW.getTime() - HOUR)), 'effectiveFrom'],
  ])('with %s is refused at its field', (_, spoil, path) => {
    const faults = setFaults(spoilt(spoil), ['KZ'], NOW).map((fault) => fault.path.join('.'));
    expect(faults.length).toBeGreaterThan(0);
    for (const fault of faults) expect(`.${fault}`.endsWith(`.${path}`)).toBe(true);
  });
});

describe('evidenceWindowsLoad', () => {
  const LOAD = `mutation ($input: EvidenceWindowsLoadInput!) { evidenceWindowsLoad(input: $input) {
    evidenceWindowVersion { jurisdiction version effectiveFrom loadedAt inForce sources } userErrors { code message field } } }`;
  const CLOCK = `query ($input: EvidenceClockInput!) { evidenceClock(input: $input) {
    dataset emergencyNumber items { finding hoursLeft latestUsefulAt source } } }`;
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openTestHub();
  });
  afterAll(() => hub.close());

  const load = async (input: object, account = 'administrator') =>
    (await hub.as(account).query(LOAD, { input })).data.evidenceWindowsLoad;
  const counts = async () => {
    const input = { lastContactAt: new Date(Date.now() - HOUR).toISOString(), violence: ['SEXUAL'] };
    const { data } = await hub.as('examiner-almaty').query(CLOCK, { input });
    const { dataset, emergencyNumber, items } = data.evidenceClock;
    return [dataset, emergencyNumber, items.find((i: { finding: string }) => i.finding === 'ORAL_SWAB').source];
  };
  const kept = () => hub.db('forensic-appointment').query('SELECT version FROM evidence_window_set ORDER BY loaded_at');

  test('counts from its date on, never changes, and the newest that is in force counts', async () => {
    expect((await counts())[0]).toBe('kz-2026-11');
    const first = spoilt((s) => {
      s.version = 'kz-2027-01';
      s.emergencyNumber = '112';
      s.windows.find((w: Spoilt) => w.finding === 'ORAL_SWAB').source = 'Another list, 2027';
    });
    const { evidenceWindowVersion, userErrors } = await load(first);
    expect(userErrors).toEqual([]);
    expect(evidenceWindowVersion).toMatchObject({ jurisdiction: 'KZ', version: 'kz-2027-01' });
    expect(await counts()).toEqual(['kz-2027-01', '112', 'Another list, 2027']);
    // again with the same key: once
    expect((await load(first)).evidenceWindowVersion).toEqual(evidenceWindowVersion);
    // another content under the same version: never
    const again = await load({ ...sample('kz-2027-01') });
    expect(again.userErrors).toMatchObject([{ code: 'INVALID', field: ['input', 'version'] }]);
    expect((await load(sample('kz-2026-11'))).userErrors).toMatchObject([{ field: ['input', 'version'] }]);
    // not yet in force
    const effectiveFrom = new Date(Date.now() + 24 * HOUR).toISOString();
    expect((await load({ ...sample('kz-2027-02'), effectiveFrom })).evidenceWindowVersion).toMatchObject({
      effectiveFrom,
    });
    expect((await counts())[0]).toBe('kz-2027-01');
    expect((await load(sample('kz-2027-03'))).userErrors).toEqual([]);
    expect((await counts())[0]).toBe('kz-2027-03');
    expect(await kept()).toHaveLength(3);
  });

  test('refuses bad input with the path of the field in the language of the caller, and keeps nothing', async () => {
    const before = await kept();
    const input = spoilt((s) => {
      s.version = 'kz-2027-09';
      s.windows[0].specimen = 'TEARS';
      s.windows[bruises(s)].stages[1].fromHours = 72;
      s.advice[0].kk = null;
    });
    const { evidenceWindowVersion, userErrors } = await load(input);
    expect(evidenceWindowVersion).toBeNull();
    expect(userErrors.map(({ field }: { field: string[] }) => field.join('.')).sort()).toEqual([
      'input.advice.0.kk',
      'input.windows.0.specimen',
      `input.windows.${BRUISES}.stages.1.fromHours`,
    ]);
    expect(await kept()).toEqual(before);
  });

  test('is listed with its sources and reviewers, and which one counts, for whoever is told of hours', async () => {
    const ask = (account: string, language?: string) =>
      hub
        .as(account, undefined, language)
        .query(
          '{ evidenceWindowSets { jurisdiction version effectiveFrom loadedAt inForce review reviewers sources } }',
        );
    const reviewed = spoilt((s) => {
      s.version = 'kz-2027-04';
      s.review = { kk: 'Тексерілген', ru: 'Проверено', en: 'Reviewed' };
      for (const window of s.windows) window.source = 'One list, 2027';
      s.windows[0].reviewer = 'A physician';
    });
    const { evidenceWindowVersion } = await load(reviewed);
    expect(evidenceWindowVersion).toMatchObject({ inForce: true, sources: ['One list, 2027'] });
    const { data } = await ask('administrator', 'ru');
    const sets = data.evidenceWindowSets as Spoilt[];
    expect(sets.map(({ version }) => version)).toEqual([
      'kz-2027-02',
      'kz-2027-04',
      'kz-2027-03',
      'kz-2027-01',
      'kz-2026-11',
    ]);
    expect(sets.filter(({ inForce }) => inForce)).toEqual([
      {
        ...{ jurisdiction: 'KZ', version: 'kz-2027-04', inForce: true, review: 'Проверено' },
        ...{ reviewers: ['A physician'], sources: ['One list, 2027'] },
        effectiveFrom: evidenceWindowVersion.effectiveFrom,
        loadedAt: evidenceWindowVersion.loadedAt,
      },
    ]);
    const sources = [...new Set(KZ.windows.map(({ source }) => source))].sort();
    expect(sets.at(-1)).toMatchObject({ effectiveFrom: null, loadedAt: null, review: KZ.review.ru, sources });
    for (const account of ['examiner-almaty', 'clinician-almaty']) expect((await ask(account)).errors).toBeUndefined();
    for (const account of ['officer-almaty', 'administrator-police', 'clerk-almaty', 'scheduler-almaty'])
      expect((await ask(account)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  test('is not for the administrator of a police department, nor for a clinic', async () => {
    expect((await load(sample('kz-2027-10'), 'administrator-police')).userErrors).toMatchObject([
      { code: 'NOT_PERMITTED' },
    ]);
    const answer = await hub.as('examiner-almaty').query(LOAD, { input: sample('kz-2027-10') });
    expect(answer.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});
