import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seedId } from '../../../standalone/seed/ids.js';
import { type Client, openTestHub, type TestHub } from '../../../test/hub.js';
import { addClinic } from '../test/clinics.js';
import { freeSlot, hold } from '../test/desk.js';

const HOUR = 3_600_000;
const ITEM =
  'finding name latestUsefulAt latestUseful earliestUsefulAt hoursLeft state whatItCosts changedBy whatChangesIt grade source date reviewer';
const CLOCK = `query ($input: EvidenceClockInput!) { evidenceClock(input: $input) {
  emergencyCareFirst emergencyReasons emergencyNumber emergencyAdvice priority advice dataset review
  items { ${ITEM} } health { ${ITEM} } } }`;
const SLOTS = `query ($input: ExamSlotsInput!) { examSlots(input: $input) {
  emergencyCareFirst slots { id rankReason } } }`;

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());

const ago = (hours: number) => new Date(Date.now() - hours * HOUR).toISOString();
const as = (account: string, language = 'en') => hub.as(account, undefined, language);

async function clock(client: Client, input: object) {
  const answer = await client.query(CLOCK, { input });
  expect(answer.errors).toBeUndefined();
  return answer.data.evidenceClock;
}

const found = (items: { finding: string }[], finding: string) => items.find((item) => item.finding === finding);

describe('the clock', () => {
  test('tells an examiner what each hour costs, with source, review and the date in the zone of the clinic', async () => {
    const input = { lastContactAt: '2026-03-28T21:00:00Z', violence: ['SEXUAL'], doneSince: ['BRUSHED_TEETH'] };
    const answer = await clock(as('examiner-almaty'), { ...input, zone: 'Europe/Berlin' });
    expect(answer).toMatchObject({ emergencyCareFirst: false, emergencyNumber: '103', emergencyAdvice: null });
    expect(found(answer.items, 'ORAL_SWAB')).toMatchObject({
      ...{ name: 'Oral swab', grade: 'S', date: '2026-11-25', reviewer: 'To be reviewed by a forensic physician.' },
      ...{ latestUsefulAt: '2026-03-30T21:00:00.000Z', latestUseful: '30 March 2026 at 23:00' },
      ...{ state: 'BEYOND_WINDOW', changedBy: ['ATE_OR_DRANK', 'BRUSHED_TEETH'] },
      whatItCosts: 'Beyond the usual time. Samples are still taken after advice: when in doubt, collect.',
      whatChangesIt: ['Teeth brushed since: less is found, it is still taken.'],
    });
    const here = await clock(as('examiner-almaty', 'ru'), input);
    expect(found(here.items, 'ORAL_SWAB')).toMatchObject({ latestUseful: '31 марта 2026 г. в 02:00' });
  });

  test('keeps treatments apart from evidence, and lets both set the priority', async () => {
    const answer = await clock(as('clinician-almaty'), { lastContactAt: ago(30), violence: ['SEXUAL'] });
    expect(answer.health.map((item: { finding: string }) => item.finding).sort()).toEqual([
      'EMERGENCY_CONTRACEPTION',
      'HEPATITIS_B_VACCINE',
      'HIV_PROPHYLAXIS',
    ]);
    expect(found(answer.health, 'HIV_PROPHYLAXIS')).toMatchObject({ state: 'LATE' });
    expect(found(answer.items, 'HIV_PROPHYLAXIS')).toBeUndefined();
    expect(answer.priority).toBe('ASAP');
  });

  test.each(['operator-150', 'advocate-almaty', 'clinician-almaty', 'social-worker-almaty', 'lawyer-almaty'])(
    'tells %s, who helps her decide, the hours',
    async (account) => {
      const answer = await clock(as(account), { lastContactAt: ago(3), injuries: ['BRUISE'] });
      expect(found(answer.items, 'BRUISES')).toMatchObject({ state: 'NOW' });
      expect(answer.priority).toBe('ASAP');
    },
  );

  test('beyond every window there is still an examination to be booked', async () => {
    const answer = await clock(as('scheduler-almaty'), { lastContactAt: ago(5_000), violence: ['PHYSICAL', 'SEXUAL'] });
    expect(answer.priority).toBe('ROUTINE');
    const { id } = await addClinic(hub.db('forensic-appointment'), { agency: seedId('agency:clinic-almaty') });
    const client = hub.as('scheduler-almaty', 'FORENSIC_EXAM');
    const { appointment } = await hold(client, { slotId: (await freeSlot(client, id)).id, priority: answer.priority });
    expect(appointment.state).toBe('HELD');
  });

  test.each([
    [{ lastContactAt: new Date(Date.now() + HOUR).toISOString() }],
    [{ zone: '+05:00' }],
    [{ zone: 'Asia/Nowhere' }],
  ])('refuses %j', async (input) => {
    const answer = await as('scheduler-almaty').query(CLOCK, { input: { violence: ['PHYSICAL'], ...input } });
    expect(answer.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});

describe('medical need first', () => {
  test('is answered from one fact, in the language of the caller', async () => {
    const answer = await clock(as('officer-almaty', 'kk'), { dangerSigns: ['TROUBLE_BREATHING'] });
    expect(answer).toMatchObject({ emergencyCareFirst: true, emergencyNumber: '103' });
    expect(answer.emergencyReasons).toEqual(['Тыныс алу қиын: тыныс жолдары бірнеше сағатта ісініп бітелуі мүмкін.']);
    expect(answer.emergencyAdvice).toContain('103-ке қоңырау шалыңыз');
    const strangled = await clock(as('operator-150', 'ru'), { violence: ['STRANGULATION'] });
    expect(strangled.emergencyReasons).toEqual(['Удушение: артерии могут быть повреждены без следов на шее.']);
    expect(strangled.priority).toBe('STAT');
  });

  test('is not delayed by a time or a zone that cannot be', async () => {
    const wrong = { lastContactAt: new Date(Date.now() + 99 * HOUR).toISOString(), zone: 'nowhere' };
    const answer = await clock(as('clinician-almaty'), { ...wrong, injuries: ['HEAD_INJURY'] });
    expect(answer).toMatchObject({ emergencyCareFirst: true, priority: 'STAT' });
    expect(found(answer.items, 'HEAD_IMAGING')).toMatchObject({ hoursLeft: null, state: 'NOW' });
  });

  test('nothing said is no emergency, and no reason to wait', async () => {
    expect(await clock(as('scheduler-almaty'), {})).toMatchObject({ emergencyCareFirst: false, priority: 'URGENT' });
  });
});

/** From the first hour to long after every window, and not known. */
const WHENEVER = [1, 11, 23, 47, 71, 73, 119, 121, 167, 169, 2_000].map(ago).concat([undefined as unknown as string]);

describe.each(['officer-almaty', 'duty-officer-almaty', 'administrator-police', 'clerk-almaty'])('%s', (account) => {
  test('is told to go now and how evidence is kept: the same words whenever it was', async () => {
    const answers = await Promise.all(
      WHENEVER.map((lastContactAt) =>
        clock(as(account), {
          lastContactAt,
          violence: ['SEXUAL', 'PHYSICAL'],
          specimens: ['URINE'],
          injuries: ['BITE'],
        }),
      ),
    );
    const [first] = answers;
    for (const answer of answers) expect(answer).toEqual(first);
    expect(first).toMatchObject({ items: [], health: [], priority: null, emergencyCareFirst: false });
    expect(first.advice[0]).toContain('Go now');
    expect(JSON.stringify(first.advice)).not.toMatch(/\d/);
  });

  test('gets the same slots in the same order for the same reasons whenever it was', async () => {
    const from = new Date(Date.now() + 2 * HOUR).toISOString();
    const slots = (client: Client, lastContactAt?: string) =>
      client
        .query(SLOTS, { input: { kind: 'SEXUAL_ASSAULT', first: 50, regionCode: 'KZ-75', from, lastContactAt } })
        .then(({ data }) => data.examSlots);
    const answers = await Promise.all(WHENEVER.map((at) => slots(as(account), at)));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0].slots.length).toBeGreaterThan(0);
    // how soon one on call is there says nothing of her
    for (const { rankReason } of answers[0].slots)
      expect(rankReason.replace(/there within \d+ minutes/, '')).not.toMatch(/\d|time/);
    // and the clinic does not: the difference is what is kept from them
    const clinics = await Promise.all(WHENEVER.map((at) => slots(as('scheduler-almaty'), at)));
    expect(new Set(clinics.map((answer) => JSON.stringify(answer))).size).toBeGreaterThan(3);
  });
});
