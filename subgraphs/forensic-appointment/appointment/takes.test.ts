import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { seedId } from '../../../standalone/seed/ids.js';
import { type Client, openTestHub, type TestHub } from '../../../test/hub.js';
import { slotId } from '../exam-slot/slot-id.js';
import { addClinic } from '../test/clinics.js';
import { type FreeSlot, freeSlots, hold, step } from '../test/desk.js';

const AGENCY = seedId('agency:clinic-almaty');

let hub: TestHub;
let db: DataSource;
let scheduler: Client;
beforeAll(async () => {
  hub = await openTestHub({ deadlineMs: 20_000, poolSize: 16 });
  db = hub.db('forensic-appointment');
  scheduler = hub.as('scheduler-almaty', 'FORENSIC_EXAM');
});
afterAll(() => hub.close());

const startsOf = (slots: readonly FreeSlot[]) => [...new Set(slots.map(({ startsAt }) => startsAt))];
const held = async (slot: FreeSlot) => {
  const { appointment, userErrors } = await hold(scheduler, { slotId: slot.id });
  expect(userErrors).toEqual([]);
  return appointment;
};

test('an appointment takes its room: no second one there at that time, whoever the examiner is, until it is over', async () => {
  const { id, examiners } = await addClinic(db, { agency: AGENCY, examiners: [{}, {}], rooms: 1, equipment: 2 });
  const slots = await freeSlots(scheduler, id, 'TOXICOLOGY');
  const [first, second] = slots.filter(({ startsAt }) => startsAt === slots[0]?.startsAt);
  expect([first?.examiner, second?.examiner].sort()).toEqual([...examiners].sort());
  const { id: appointment } = await held(first!);
  expect(startsOf(await freeSlots(scheduler, id, 'TOXICOLOGY'))).not.toContain(second?.startsAt);
  expect((await hold(scheduler, { slotId: second!.id })).userErrors[0]?.code).toBe('NOT_AVAILABLE');
  await step(scheduler, 'examCancel', appointment, { reason: 'SHE_ASKED' });
  await held(second!);
});

test('the equipment that its kind needs, and no other', async () => {
  const { id } = await addClinic(db, { agency: AGENCY, examiners: [{}, {}], rooms: 2, equipment: 1 });
  const slots = await freeSlots(scheduler, id, 'SEXUAL_ASSAULT');
  const { startsAt } = await held(slots[0]!);
  expect(startsOf(await freeSlots(scheduler, id, 'SEXUAL_ASSAULT'))).not.toContain(startsAt);
  expect((await hold(scheduler, { slotId: slots[1]!.id })).userErrors[0]?.code).toBe('NOT_AVAILABLE');
  expect(startsOf(await freeSlots(scheduler, id, 'PHYSICAL_INJURY'))).toContain(startsAt);
  await db.query("UPDATE exam_equipment SET active = false WHERE clinic_id = $1 AND kind = 'COLPOSCOPE'", [id]);
  expect(await freeSlots(scheduler, id, 'SEXUAL_ASSAULT')).toEqual([]);
});

test('its buffers: what follows begins after them, and so does a day', async () => {
  // a day of Almaty that has not begun
  const weekday = new Date(Date.now() + (3 * 24 + 5) * 3_600_000).getUTCDay() || 7;
  const { id } = await addClinic(db, { agency: AGENCY, hours: [[weekday, '09:00', '12:00']] });
  await db.query('UPDATE clinic SET buffer_before_minutes = 10, buffer_after_minutes = 15 WHERE id = $1', [id]);
  const day = (slots: readonly FreeSlot[]) =>
    slots.filter(({ startsAt }) => startsAt.slice(0, 10) === slots[0]?.startsAt.slice(0, 10));
  const slots = day(await freeSlots(scheduler, id));
  const clock = (all: readonly FreeSlot[]) => all.map(({ startsAt }) => startsAt.slice(11, 16));
  expect(clock(slots)).toEqual(['04:30', '05:00', '05:30']);
  await held(slots[0]!);
  const [row] = await db.query(
    'SELECT count(*)::int AS used, count(DISTINCT during)::int AS spans, min(lower(during)) AS since FROM appointment_use WHERE clinic_id = $1',
    [id],
  );
  expect(row).toEqual({ used: 3, spans: 1, since: new Date(Date.parse(slots[0]!.startsAt) - 600_000) });
  expect(clock(day(await freeSlots(scheduler, id))).includes('05:30')).toBe(false);
});

test('a team comes to the regions that it covers, with what it carries and the time on the road', async () => {
  const { id, examiners } = await addClinic(db, { agency: AGENCY, region: 'KZ-23', rooms: 0 });
  const [{ id: team }] = await db.query(
    `INSERT INTO exam_place (clinic_id, kind, label, fit_for, regions, travel_minutes)
     VALUES ($1, 'MOBILE_TEAM', 'team', '{PHYSICAL_INJURY,TOXICOLOGY}', '{KZ-33}', 60) RETURNING id`,
    [id],
  );
  const search = async (kind: string, regionCode: string | null) => {
    const from = new Date(Date.now() + 3_600_000).toISOString();
    const answer = await scheduler.query(
      'query ($input: ExamSlotsInput!) { examSlots(input: $input) { slots { id startsAt examiner mobileTeam rankReason } } }',
      { input: { kind, clinic: id, first: 5, from, regionCode } },
    );
    return answer.data.examSlots.slots;
  };
  expect(await search('TOXICOLOGY', null)).toEqual([]);
  expect(await search('TOXICOLOGY', 'KZ-23')).toEqual([]);
  expect(await search('PHYSICAL_INJURY', 'KZ-33')).toEqual([]);
  const [slot] = await search('TOXICOLOGY', 'KZ-33');
  expect(slot).toMatchObject({ mobileTeam: team, examiner: examiners[0] });
  const elsewhere = {
    ...{ clinic: id, examiner: examiners[0]!, startsAt: new Date(slot.startsAt), kind: 'TOXICOLOGY' as never },
    team: { id: team, region: 'KZ-23' },
  };
  expect((await hold(scheduler, { slotId: slotId(elsewhere) })).userErrors[0]?.code).toBe('NOT_AVAILABLE');
  expect((await hold(scheduler, { slotId: slotId({ ...elsewhere, team: null }) })).appointment).toBeNull();
  await held(slot);
  const [use] = await db.query(
    `SELECT extract(epoch FROM upper(during) - lower(during))::int / 60 AS minutes FROM appointment_use WHERE resource = $1`,
    [team],
  );
  expect(use.minutes).toBe(150);
});

test('one room, claimed at once with each of several examiners: one winner', async () => {
  const { id } = await addClinic(db, { agency: AGENCY, examiners: [{}, {}, {}, {}], rooms: 1, equipment: 4 });
  const slots = (await freeSlots(scheduler, id)).slice(0, 4);
  expect(startsOf(slots)).toHaveLength(1);
  const answers = await Promise.all([...slots, ...slots].map((slot) => hold(scheduler, { slotId: slot.id })));
  expect(answers.filter(({ appointment }) => appointment)).toHaveLength(1);
  const refused = answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code));
  expect(refused).toEqual(Array(7).fill('NOT_AVAILABLE'));
});
