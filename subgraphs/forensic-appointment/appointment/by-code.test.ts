import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seedId } from '../../../standalone/seed/ids.js';
import { type Client, openTestHub, type TestHub } from '../../../test/hub.js';
import { addClinic } from '../test/clinics.js';
import { freeSlot, freeSlots, hire, hold, keyOf, register, step } from '../test/desk.js';

let hub: TestHub;
let scheduler: Client;
let officer: Client;
let elsewhere: Client;
let clinic: string;
beforeAll(async () => {
  hub = await openTestHub();
  scheduler = hub.as('scheduler-almaty', 'FORENSIC_EXAM');
  officer = hub.as('officer-almaty', 'POLICE_RESPONSE');
  await hire(hub, 'scheduler-astana', 'clinic-astana', 'SCHEDULER');
  elsewhere = hub.as('scheduler-astana', 'FORENSIC_EXAM');
  clinic = (await addClinic(hub.db('forensic-appointment'), { agency: seedId('agency:clinic-almaty') })).id;
});
afterAll(() => hub.close());

const held = async (more: object = {}, client = officer) => {
  const { appointment, userErrors } = await hold(client, { slotId: (await freeSlot(client, clinic)).id, ...more });
  expect(userErrors).toEqual([]);
  return appointment;
};
const found = async (client: Client, code: string) => {
  const { data, errors } = await client.query(
    'query ($code: String!) { appointments(first: 5, referralCode: $code) { edges { node { id } } } }',
    { code },
  );
  if (errors) return errors[0]!.extensions.code;
  return data.appointments.edges.map(({ node }: { node: { id: string } }) => node.id);
};
const link = async (client: Client, id: string, referralCode: string, more: object = {}) => {
  const { data, errors } = await client.query(
    `mutation ($input: ExamReferralLinkInput!) { examReferralLink(input: $input) {
       appointment { id referralCode state version } userErrors { code field } } }`,
    { input: { appointmentId: id, referralCode, ...more } },
  );
  expect(errors).toBeUndefined();
  return data.examReferralLink;
};

describe('a time that is held', () => {
  test('has a code by which its clinic finds it, and nobody else', async () => {
    const { id, referralCode } = await held();
    expect(referralCode).toMatch(/^\d{10}$/);
    expect(await found(scheduler, referralCode)).toEqual([id]);
    // as it is read out
    const spoken = referralCode.replace(/^(...)(...)(...)(.)$/, '$1 $2 $3-$4');
    expect(await found(scheduler, spoken)).toEqual([id]);
    expect(await found(officer, referralCode)).toEqual([id]);
    expect(await found(elsewhere, referralCode)).toEqual([]);
    expect(await found(scheduler, '1234567890')).toEqual([]);
    expect(await found(scheduler, '12345')).toBe('BAD_USER_INPUT');
    const another = await held();
    expect(another.referralCode).not.toBe(referralCode);
  });

  test('keeps the code when it is moved', async () => {
    const { id, referralCode } = await held();
    await step(officer, 'examConfirm', id);
    const [, , , slot] = await freeSlots(officer, clinic);
    const { data } = await officer.query(
      'mutation ($input: ExamRescheduleInput!) { examReschedule(input: $input) { appointment { id referralCode } userErrors { code } } }',
      { input: { idempotencyKey: randomUUID(), appointmentId: id, slotId: slot!.id } },
    );
    const moved = data.examReschedule.appointment;
    expect(moved.referralCode).toBe(referralCode);
    expect((await found(scheduler, referralCode)).sort()).toEqual([id, moved.id].sort());
  });

  test('is found by the code of a referral, also of one that was sent afterwards', async () => {
    const code = '246 801 357-9';
    const { id, referralCode: drawn } = await held();
    expect(await link(officer, id, code, { expectedVersion: 7 })).toMatchObject({
      appointment: null,
      userErrors: [{ code: 'VERSION_CONFLICT', field: ['input', 'expectedVersion'] }],
    });
    expect(await link(officer, id, code, { expectedVersion: 1 })).toEqual({
      appointment: { id, referralCode: '2468013579', state: 'HELD', version: 2 },
      userErrors: [],
    });
    expect(await found(scheduler, code)).toEqual([id]);
    expect(await found(scheduler, drawn)).toEqual([]);
    // again: nothing more
    expect((await link(officer, id, code)).appointment).toMatchObject({ version: 2 });
    expect(await link(elsewhere, id, code)).toMatchObject({ userErrors: [{ code: 'NOT_FOUND' }] });
    expect(await link(officer, id, 'Aigerim')).toMatchObject({
      userErrors: [{ code: 'INVALID', field: ['input', 'referralCode'] }],
    });
    await step(officer, 'examCancel', id, { reason: 'SHE_ASKED' });
    expect(await link(officer, id, '1111111111')).toMatchObject({
      appointment: null,
      userErrors: [{ code: 'WRONG_STATE', field: ['input', 'appointmentId'] }],
    });
  });

  test('of her from whom a wall keeps who searches out is not found by any code', async () => {
    const victimId = await register(officer);
    const { id, referralCode } = await held({ victimId });
    expect(await found(scheduler, referralCode)).toEqual([id]);
    const key = keyOf(victimId, 'police-almaty-auezov');
    await hub
      .db('forensic-appointment')
      .query(`INSERT INTO conflict_wall VALUES (gen_random_uuid(), $1, 'STAFF', $2)`, [
        key,
        seedId('staff:scheduler-almaty'),
      ]);
    expect(await found(scheduler, referralCode)).toEqual([]);
    expect(await link(scheduler, id, '1111111111')).toMatchObject({ userErrors: [{ code: 'NOT_FOUND' }] });
  });
});
