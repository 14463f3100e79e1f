import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seedId } from '../../../standalone/seed/ids.js';
import { type Client, openTestHub, type TestHub } from '../../../test/hub.js';
import { newCode } from '../../kit/index.js';
import { addClinic } from '../test/clinics.js';
import { freeSlot, freeSlots, hire, hold, keyOf, register, step } from '../test/desk.js';

interface Page {
  readonly appointments: {
    readonly edges: readonly { readonly node: { readonly id: string } }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

/** With their check digits. */
const NOBODYS = '1234567894';
const FIRST = '1111111110';
const SECOND = '1357902466';
const THIRD = '1112223330';
const FOURTH = '9876543215';
const FIFTH = '5550001113';
const SIXTH = '0000000000';

let hub: TestHub;
let scheduler: Client;
let officer: Client;
let colleague: Client;
let elsewhere: Client;
let clinic: string;
/** Of another agency */
let abroad: string;
beforeAll(async () => {
  hub = await openTestHub();
  scheduler = hub.as('scheduler-almaty', 'FORENSIC_EXAM');
  officer = hub.as('officer-almaty', 'POLICE_RESPONSE');
  colleague = hub.as('officer-almaty-2', 'POLICE_RESPONSE');
  await hire(hub, 'scheduler-astana', 'clinic-astana', 'SCHEDULER');
  elsewhere = hub.as('scheduler-astana', 'FORENSIC_EXAM');
  abroad = (await addClinic(hub.db('forensic-appointment'), { agency: seedId('agency:clinic-astana') })).id;
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

const moveTo = async (where: string, appointmentId: string) => {
  const slots = await freeSlots(officer, where);
  const { data } = await officer.query(
    'mutation ($input: ExamRescheduleInput!) { examReschedule(input: $input) { appointment { id referralCode } userErrors { code } } }',
    { input: { idempotencyKey: randomUUID(), appointmentId, slotId: slots.at(-1)!.id } },
  );
  expect(data.examReschedule.userErrors).toEqual([]);
  return data.examReschedule.appointment;
};
const record = async (client: Client, about: object): Promise<string> => {
  const order = { authorityKind: 'POLICE', number: '17/2026', orderedOn: '2026-01-02', payer: 'STATE' };
  const { data } = await client.query(
    'mutation ($input: ExamOrderRecordInput!) { examOrderRecord(input: $input) { examOrder { id } userErrors { code } } }',
    { input: { idempotencyKey: randomUUID(), ...order, ...about } },
  );
  expect(data.examOrderRecord.userErrors).toEqual([]);
  return data.examOrderRecord.examOrder.id;
};
const ordersOf = async (client: Client, appointmentId: string): Promise<string[]> =>
  (
    await client.query(
      'query ($appointmentId: ID) { examOrders(first: 10, appointmentId: $appointmentId) { edges { node { id } } } }',
      { appointmentId },
    )
  ).data.examOrders.edges
    .map(({ node }: { node: { id: string } }) => node.id)
    .sort();
const numberOf = async (client: Client, id: string): Promise<string | null> =>
  (await client.query('query ($id: ID!) { examOrder(id: $id) { number } }', { id })).data.examOrder?.number ?? null;

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
    expect(await found(scheduler, NOBODYS)).toEqual([]);
    for (const none of ['12345', '123 456 789-0', `${NOBODYS}x`])
      expect(await found(scheduler, none)).toBe('BAD_USER_INPUT');
    const another = await held();
    expect(another.referralCode).not.toBe(referralCode);
  });

  test('is not held with a code of which a digit was misheard', async () => {
    const slotId = (await freeSlot(officer, clinic)).id;
    const { appointment, userErrors } = await hold(officer, { slotId, referralCode: '123 456 789-0' });
    expect({ appointment, userErrors }).toMatchObject({
      appointment: null,
      userErrors: [{ code: 'INVALID', field: ['input', 'referralCode'] }],
    });
  });

  test('keeps the code when it is moved', async () => {
    const { id, referralCode } = await held();
    await step(officer, 'examConfirm', id);
    const moved = await moveTo(clinic, id);
    expect(moved.referralCode).toBe(referralCode);
    expect((await found(scheduler, referralCode)).sort()).toEqual([id, moved.id].sort());
    // page by page, each once, in the order in which they begin
    const pages: string[] = [];
    let after: string | null = null;
    do {
      const { data }: { data: Page } = await scheduler.query(
        `query ($code: String!, $after: String) { appointments(first: 1, after: $after, referralCode: $code) {
           edges { node { id } } pageInfo { hasNextPage endCursor } } }`,
        { code: referralCode, after },
      );
      const { edges, pageInfo } = data.appointments;
      pages.push(...edges.map(({ node }) => node.id));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null && pages.length < 5);
    expect(pages).toEqual([id, moved.id]);
  });

  test('at another clinic has another code, which says nothing there of the first, and its orders come with it', async () => {
    const { id } = await held({ referralCode: SIXTH });
    const order = await record(officer, { referralCode: SIXTH });
    await step(officer, 'examConfirm', id);
    const moved = await moveTo(abroad, id);
    expect(moved.referralCode).toMatch(/^\d{10}$/);
    expect(moved.referralCode).not.toBe(SIXTH);
    expect(await found(elsewhere, SIXTH)).toEqual([]);
    expect(await found(elsewhere, moved.referralCode)).toEqual([moved.id]);
    expect(await found(scheduler, moved.referralCode)).toEqual([]);
    expect(await ordersOf(scheduler, id)).toEqual([order]);
    expect(await ordersOf(elsewhere, moved.id)).toEqual([]);
    await step(officer, 'examConfirm', moved.id);
    expect(await ordersOf(scheduler, id)).toEqual([]);
    expect(await ordersOf(elsewhere, moved.id)).toEqual([order]);
    const codeOf = async (client: Client) =>
      (await client.query('query ($id: ID!) { examOrder(id: $id) { referralCode } }', { id: order })).data.examOrder;
    expect(await codeOf(elsewhere)).toEqual({ referralCode: null });
    expect(await codeOf(officer)).toEqual({ referralCode: SIXTH });
  });

  test('is found by the code of a referral, also of one that was sent afterwards', async () => {
    const code = '246 801 357-2';
    const { id, referralCode: drawn } = await held();
    expect(await link(officer, id, code, { expectedVersion: 7 })).toMatchObject({
      appointment: null,
      userErrors: [{ code: 'VERSION_CONFLICT', field: ['input', 'expectedVersion'] }],
    });
    expect(await link(officer, id, code, { expectedVersion: 1 })).toEqual({
      appointment: { id, referralCode: '2468013572', state: 'HELD', version: 2 },
      userErrors: [],
    });
    expect(await found(scheduler, code)).toEqual([id]);
    expect(await found(scheduler, drawn)).toEqual([]);
    // again: nothing more
    for (const expectedVersion of [null, 1, 2])
      expect((await link(officer, id, code, { expectedVersion })).appointment).toMatchObject({ version: 2 });
    expect(await link(elsewhere, id, code)).toMatchObject({ userErrors: [{ code: 'NOT_FOUND' }] });
    expect(await link(officer, id, 'Aigerim')).toMatchObject({
      userErrors: [{ code: 'INVALID', field: ['input', 'referralCode'] }],
    });
    expect(await link(officer, id, '246 801 357-9')).toEqual({
      appointment: null,
      userErrors: [{ code: 'INVALID', field: ['input', 'referralCode'] }],
    });
    await step(officer, 'examCancel', id, { reason: 'SHE_ASKED' });
    expect(await link(officer, id, FIRST)).toMatchObject({
      appointment: null,
      userErrors: [{ code: 'WRONG_STATE', field: ['input', 'appointmentId'] }],
    });
  });

  test('is given a code by nobody but who holds it: with the code of another case its clinic would read that order', async () => {
    const order = await record(officer, { referralCode: THIRD });
    const { id, referralCode: drawn } = await held();
    expect(await link(scheduler, id, THIRD)).toEqual({
      appointment: null,
      userErrors: [{ code: 'NOT_PERMITTED', field: ['input', 'appointmentId'] }],
    });
    expect(await link(scheduler, id, drawn)).toMatchObject({ userErrors: [{ code: 'NOT_PERMITTED' }] });
    expect(await numberOf(scheduler, order)).toBeNull();
    expect(await ordersOf(scheduler, id)).toEqual([]);
    // the clinic gives a code to what it holds itself
    const own = await held({}, scheduler);
    expect((await link(scheduler, own.id, THIRD)).userErrors).toEqual([]);
    expect(await numberOf(scheduler, order)).toBeNull();
  });

  test('that gets another code keeps the orders that it had by the first, and no others', async () => {
    const victimId = await register(officer);
    const another = await register(officer);
    const { id } = await held({ victimId, referralCode: FIRST });
    const hers = await record(officer, { referralCode: FIRST, victimId });
    const ofNobody = await record(officer, { referralCode: FIRST });
    const ofAnother = await record(officer, { referralCode: FIRST, victimId: another });
    const ofColleague = await record(colleague, { referralCode: FIRST });
    const seen = [ofNobody, hers].sort();
    expect(await ordersOf(scheduler, id)).toEqual(seen);
    expect((await link(officer, id, SECOND)).userErrors).toEqual([]);
    expect(await ordersOf(scheduler, id)).toEqual(seen);
    for (const order of seen) expect(await numberOf(scheduler, order)).toBe('17/2026');
    for (const order of [ofAnother, ofColleague]) expect(await numberOf(scheduler, order)).toBeNull();
    // what comes under the new code is added, and all of it goes along when it is moved
    const later = await record(officer, { referralCode: SECOND });
    await step(officer, 'examConfirm', id);
    const moved = await moveTo(clinic, id);
    await step(officer, 'examConfirm', moved.id);
    expect(await ordersOf(scheduler, moved.id)).toEqual([later, ...seen].sort());
  });

  test('keeps them also when they had gone to a hold that was to replace it and was given up', async () => {
    const { id } = await held({ referralCode: FOURTH });
    const order = await record(officer, { referralCode: FOURTH });
    await step(officer, 'examConfirm', id);
    const moved = await moveTo(clinic, id);
    expect((await link(officer, moved.id, FIFTH)).userErrors).toEqual([]);
    expect(await ordersOf(scheduler, moved.id)).toEqual([order]);
    await step(officer, 'examCancel', moved.id, { reason: 'SHE_ASKED' });
    expect(await ordersOf(scheduler, id)).toEqual([order]);
    expect((await link(officer, id, FIFTH)).userErrors).toEqual([]);
    expect(await ordersOf(scheduler, id)).toEqual([order]);
  });

  test('keeps them also when both got another code before that hold was given up', async () => {
    const [first, second] = [newCode(), newCode()];
    const { id } = await held({ referralCode: first });
    const order = await record(officer, { referralCode: first });
    await step(officer, 'examConfirm', id);
    const moved = await moveTo(clinic, id);
    for (const each of [moved.id, id]) expect((await link(officer, each, second)).userErrors).toEqual([]);
    expect(await ordersOf(scheduler, id)).toEqual([order]);
    await step(officer, 'examCancel', moved.id, { reason: 'SHE_ASKED' });
    expect(await ordersOf(scheduler, id)).toEqual([order]);
    // and when it is moved after all they go with it
    const after = await moveTo(clinic, id);
    for (const each of [after.id, id]) expect((await link(officer, each, newCode())).userErrors).toEqual([]);
    await step(officer, 'examConfirm', after.id);
    expect(await ordersOf(scheduler, after.id)).toEqual([order]);
  });

  describe('beside another with the same code', () => {
    const two = async () => {
      const code = newCode();
      const ids = [(await held({ referralCode: code })).id, (await held({ referralCode: code })).id];
      for (const id of ids) expect((await step(officer, 'examConfirm', id)).userErrors).toEqual([]);
      return { first: ids[0]!, second: ids[1]!, order: await record(officer, { referralCode: code }) };
    };
    const movedAbroad = async (id: string): Promise<string> => {
      const moved = await moveTo(abroad, id);
      expect((await step(officer, 'examConfirm', moved.id)).userErrors).toEqual([]);
      return moved.id;
    };

    test('takes no order to another agency that the other still has', async () => {
      const { first, second, order } = await two();
      const moved = await movedAbroad(second);
      expect(await ordersOf(elsewhere, moved)).toEqual([]);
      expect(await numberOf(elsewhere, order)).toBeNull();
      expect(await ordersOf(scheduler, first)).toEqual([order]);
      // the last that has it takes it along
      const last = await movedAbroad(first);
      expect(await ordersOf(elsewhere, last)).toEqual([order]);
    });

    test('leaves its orders to one of the two when both get another code at once', async () => {
      const { first, second, order } = await two();
      const linked = await Promise.all([first, second].map((id) => link(officer, id, newCode())));
      expect(linked.flatMap(({ userErrors }) => userErrors)).toEqual([]);
      expect([...(await ordersOf(scheduler, first)), ...(await ordersOf(scheduler, second))]).toEqual([order]);
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
    expect(await link(scheduler, id, FIRST)).toMatchObject({ userErrors: [{ code: 'NOT_FOUND' }] });
  });
});
