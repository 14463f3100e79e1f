import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { seedId } from '../../../standalone/seed/ids.js';
import { type Client, openTestHub, type TestHub } from '../../../test/hub.js';
import { eraseSubject } from '../../kit/index.js';
import { forensicAppointment } from '../index.js';
import { addClinic } from '../test/clinics.js';
import { freeSlot, hire, hold, keyOf, register, step } from '../test/desk.js';
import { MAXIMUM_ATTACHMENT_BYTES } from './attachment.js';

const AGENCY = seedId('agency:clinic-almaty');
const CODE = '123 456 789-4';
const SCAN = Buffer.concat([Buffer.from('%PDF-1.7 '), Buffer.from('Жолдама № 17/2026, Айгерім')]).toString('base64');

let hub: TestHub;
let db: DataSource;
let scheduler: Client;
let officer: Client;
let colleague: Client;
let elsewhere: Client;
let clinic: string;
beforeAll(async () => {
  hub = await openTestHub();
  db = hub.db('forensic-appointment');
  scheduler = hub.as('scheduler-almaty', 'FORENSIC_EXAM');
  officer = hub.as('officer-almaty', 'POLICE_RESPONSE');
  colleague = hub.as('officer-almaty-2', 'POLICE_RESPONSE');
  await hire(hub, 'scheduler-astana', 'clinic-astana', 'SCHEDULER');
  elsewhere = hub.as('scheduler-astana', 'FORENSIC_EXAM');
  clinic = (await addClinic(db, { agency: AGENCY })).id;
});
afterAll(() => hub.close());

const FIELDS =
  'status errorReason id appointmentId referralCode authorityAgency authorityKind number orderedOn payer attachmentType attachmentBytes victim { id }';
const plain = { authorityKind: 'POLICE', number: '17/2026', orderedOn: '2026-01-02', payer: 'STATE' };

// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects and fails when it is not there
async function record(client: Client, input: object): Promise<any> {
  const answer = await client.query(
    `mutation ($input: ExamOrderRecordInput!) { examOrderRecord(input: $input) { examOrder { ${FIELDS} } userErrors { code message field } } }`,
    { input: { idempotencyKey: randomUUID(), ...plain, ...input } },
  );
  expect(answer.errors).toBeUndefined();
  return answer.data.examOrderRecord;
}
// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects and fails when it is not there
async function inError(client: Client, orderId: string, reason = 'OTHER_PERSON'): Promise<any> {
  const answer = await client.query(
    `mutation ($input: ExamOrderEnteredInErrorInput!) { examOrderEnteredInError(input: $input) {
       examOrder { ${FIELDS} errorAt } userErrors { code field } } }`,
    { input: { orderId, reason } },
  );
  expect(answer.errors).toBeUndefined();
  return answer.data.examOrderEnteredInError;
}
const list = async (client: Client, appointmentId: string | null = null) =>
  (
    await client.query(
      'query ($appointmentId: ID) { examOrders(first: 10, appointmentId: $appointmentId) { edges { node { id number } } } }',
      { appointmentId },
    )
  ).data.examOrders.edges.map(({ node }: { node: { id: string } }) => node.id);
const read = async (client: Client, id: string) =>
  (
    await client.query(
      `query ($id: ID!) { examOrder(id: $id) { ${FIELDS} } examOrderAttachment(id: $id) { type content } }`,
      { id },
    )
  ).data;
const held = async (client: Client, more: object = {}): Promise<string> =>
  (await hold(client, { slotId: (await freeSlot(scheduler, clinic)).id, ...more })).appointment.id;

describe('an order', () => {
  test('with a scan is kept for an appointment and read back by its parties alone, each look logged', async () => {
    const victimId = await register(officer);
    const appointmentId = await held(officer, { victimId });
    const { examOrder, userErrors } = await record(officer, { appointmentId, attachment: SCAN });
    expect(userErrors).toEqual([]);
    expect(examOrder).toMatchObject({
      ...plain,
      ...{ appointmentId, authorityAgency: null, attachmentType: 'PDF', victim: null },
      attachmentBytes: Buffer.from(SCAN, 'base64').length,
    });
    const { id } = examOrder;
    for (const party of [officer, scheduler]) {
      expect(await list(party, appointmentId)).toEqual([id]);
      expect(await read(party, id)).toMatchObject({
        examOrder: { number: '17/2026' },
        examOrderAttachment: { type: 'PDF', content: SCAN },
      });
    }
    for (const stranger of [elsewhere, colleague, hub.as('advocate-almaty', 'SUPPORT')]) {
      expect(await list(stranger, appointmentId)).toEqual([]);
      expect(await read(stranger, id)).toEqual({ examOrder: null, examOrderAttachment: null });
      expect((await record(stranger, { appointmentId })).userErrors).toMatchObject([
        { code: 'NOT_FOUND', field: ['input', 'appointmentId'] },
      ]);
    }
    const looks = await db.query(
      'SELECT agency, count(*)::int AS n FROM own_record_log WHERE record_id = $1 GROUP BY agency',
      [id],
    );
    expect(looks).toHaveLength(2);
    expect(looks).toContainEqual({ agency: AGENCY, n: 3 });
    await db.query(`INSERT INTO conflict_wall VALUES (gen_random_uuid(), $1, 'AGENCY', $2)`, [
      keyOf(victimId, 'police-almaty-auezov'),
      AGENCY,
    ]);
    expect(await read(scheduler, id)).toEqual({ examOrder: null, examOrderAttachment: null });
    expect(await list(scheduler, appointmentId)).toEqual([]);
  });

  test('never blocks: an appointment runs its whole life without one, and one may come when it is over', async () => {
    const id = await held(officer);
    for (const name of ['examConfirm', 'examArrive', 'examStart', 'examComplete'])
      expect((await step(scheduler, name, id)).userErrors).toEqual([]);
    expect(await list(scheduler, id)).toEqual([]);
    const { examOrder } = await record(scheduler, { appointmentId: id, payer: 'SELF', authorityKind: 'COURT' });
    expect(await list(officer, id)).toEqual([examOrder.id]);
  });

  test('under a referral code is there before the booking, and the clinic sees it once the same unit holds a time under it', async () => {
    const { examOrder } = await record(officer, { referralCode: CODE });
    expect(examOrder.referralCode).toBe('1234567894');
    expect(await list(officer)).toContain(examOrder.id);
    // who else knows the code may hold a time under it, and learns nothing
    const other = await held(colleague, { referralCode: CODE });
    expect(await list(colleague, other)).toEqual([]);
    expect(await list(scheduler, other)).toEqual([]);
    expect((await read(scheduler, examOrder.id)).examOrder).toBeNull();
    const appointmentId = await held(officer, { referralCode: CODE });
    expect(await list(scheduler, appointmentId)).toEqual([examOrder.id]);
    await step(officer, 'examCancel', appointmentId, { reason: 'SHE_ASKED' });
    expect(await list(scheduler, appointmentId)).toEqual([]);
    expect((await read(officer, examOrder.id)).examOrder.number).toBe('17/2026');
  });

  test('names an agency of the hub, or an authority outside it', async () => {
    const authorityAgency = seedId('agency:police-almaty-auezov');
    const { examOrder } = await record(officer, { referralCode: CODE, authorityKind: null, authorityAgency });
    expect(examOrder).toMatchObject({ authorityAgency, authorityKind: null });
  });

  test.each([
    ['nothing that it is for', { appointmentId: null }, 'appointmentId'],
    ['two authorities', { referralCode: CODE, authorityAgency: seedId('agency:clinic-almaty') }, 'authorityKind'],
    ['a code of which a digit was misheard', { referralCode: '123 456 789-0' }, 'referralCode'],
    ['no authority', { referralCode: CODE, authorityKind: null }, 'authorityKind'],
    [
      'an agency that there is not',
      { referralCode: CODE, authorityKind: null, authorityAgency: randomUUID() },
      'authorityAgency',
    ],
    ['a day to come', { referralCode: CODE, orderedOn: '2999-01-01' }, 'orderedOn'],
    [
      'a scan that is a web page',
      { referralCode: CODE, attachment: Buffer.from('<html>').toString('base64') },
      'attachment',
    ],
    [
      'a scan that is too large',
      { referralCode: CODE, attachment: Buffer.alloc(MAXIMUM_ATTACHMENT_BYTES + 1, '%PDF-').toString('base64') },
      'attachment',
    ],
  ])('with %s is refused, and nothing is kept', async (_, input, field) => {
    const [{ n }] = await db.query('SELECT count(*)::int AS n FROM exam_order');
    const { examOrder, userErrors } = await record(officer, input);
    expect({ examOrder, userErrors }).toMatchObject({
      examOrder: null,
      userErrors: [{ code: 'INVALID', field: ['input', field] }],
    });
    expect(await db.query('SELECT count(*)::int AS n FROM exam_order')).toEqual([{ n }]);
  });

  test('with a scan of the greatest size passes the gateway; the same key has one effect', async () => {
    const attachment = Buffer.concat([Buffer.from('%PDF-'), Buffer.alloc(MAXIMUM_ATTACHMENT_BYTES - 5, 7)]).toString(
      'base64',
    );
    const input = { referralCode: CODE, attachment, idempotencyKey: randomUUID() };
    const [one, two] = await Promise.all([record(officer, input), record(officer, input)]);
    expect(one.examOrder.id).toBe(two.examOrder.id);
    expect((await read(officer, one.examOrder.id)).examOrderAttachment.content).toBe(attachment);
  });

  test('that was entered in error stays with the reason, and nobody but the unit that recorded it reads what it said', async () => {
    const appointmentId = await held(officer);
    const { examOrder } = await record(officer, { appointmentId, attachment: SCAN });
    expect(examOrder).toMatchObject({ status: 'ACTIVE', errorReason: null });
    const { id } = examOrder;
    for (const other of [scheduler, colleague, elsewhere])
      expect((await inError(other, id)).userErrors).toEqual([{ code: 'NOT_FOUND', field: ['input', 'orderId'] }]);
    expect((await read(scheduler, id)).examOrder.number).toBe('17/2026');
    const marked = await inError(officer, id);
    const error = { status: 'ENTERED_IN_ERROR', errorReason: 'OTHER_PERSON' };
    expect(marked).toMatchObject({ examOrder: { ...error, number: '17/2026' }, userErrors: [] });
    // the first time counts, and the reason stays
    expect((await inError(officer, id)).examOrder).toEqual(marked.examOrder);
    expect((await inError(officer, id, 'NO_ORDER')).userErrors).toEqual([
      { code: 'WRONG_STATE', field: ['input', 'reason'] },
    ]);
    expect(await read(officer, id)).toMatchObject({
      examOrder: { ...error, ...plain },
      examOrderAttachment: { content: SCAN },
    });
    expect(await list(scheduler, appointmentId)).toEqual([id]);
    expect(await read(scheduler, id)).toMatchObject({
      examOrder: { ...error, number: null, attachmentType: 'PDF' },
      examOrderAttachment: null,
    });
    const [row] = await db.query('SELECT error_by, sealed IS NOT NULL AS kept FROM exam_order WHERE id = $1', [id]);
    expect(row).toEqual({ error_by: seedId('staff:officer-almaty'), kept: true });
    // the right one takes its place
    const right = await record(officer, { appointmentId, number: '18/2026' });
    expect(await list(scheduler, appointmentId)).toEqual([right.examOrder.id, id]);
  });

  test('of another unit, unknown and walled off are one answer to whoever would mark it', async () => {
    const victimId = await register(officer);
    const { examOrder } = await record(officer, { referralCode: CODE, victimId });
    await db.query(`INSERT INTO conflict_wall VALUES (gen_random_uuid(), $1, 'STAFF', $2)`, [
      keyOf(victimId, 'police-almaty-auezov'),
      seedId('staff:officer-almaty'),
    ]);
    expect(await inError(officer, examOrder.id)).toEqual(await inError(officer, randomUUID()));
    const [row] = await db.query('SELECT error_at FROM exam_order WHERE id = $1', [examOrder.id]);
    expect(row.error_at).toBeNull();
  });

  test('is kept sealed, and is unreadable once she is erased', async () => {
    const victimId = await register(officer);
    const key = keyOf(victimId, 'police-almaty-auezov');
    const { examOrder } = await record(officer, { referralCode: CODE, victimId, attachment: SCAN });
    const [row] = await db.query(
      'SELECT sealed, attachment, convert_to(o::text, $2) AS all FROM exam_order o WHERE id = $1',
      [examOrder.id, 'UTF8'],
    );
    for (const text of ['17/2026', 'Айгерім', SCAN]) expect(row.all.includes(text)).toBe(false);
    await db.transaction((manager) =>
      eraseSubject((sql, values) => manager.query(sql, [...values]), forensicAppointment.erases!, key),
    );
    expect(await read(officer, examOrder.id)).toMatchObject({
      examOrder: { number: null, referralCode: null },
      examOrderAttachment: null,
    });
    const appointmentId = await held(officer);
    await db.query('UPDATE appointment SET victim_key = $2 WHERE id = $1', [appointmentId, key]);
    expect((await record(officer, { appointmentId })).userErrors[0]?.code).toBe('NOT_FOUND');
  });
});
