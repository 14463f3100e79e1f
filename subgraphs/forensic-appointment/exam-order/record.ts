import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { DataKey, rowsOf, type SubgraphContext } from '../../kit/index.js';
import { codeOf } from '../appointment/rules.js';
import { appointmentNotFound } from '../appointment/step.js';
import type { Attachment } from './attachment.js';
import type { ExamOrderRecordInput } from './inputs.js';
import { notYetOrdered } from './refusals.js';
import { ADD_ORDER, type ExamOrderRow, PARTY_TO_APPOINTMENT, sealedFor } from './sql.js';
import type { ExamOrder } from './types.js';

const numberAt = (id: string) => `exam_order.sealed:${id}`;
const attachmentAt = (id: string) => `exam_order.attachment:${id}`;

/**
 * Keeps an order, inside the caller's transaction. Returns its id. The number and the scan are sealed under the key of the agency that records it.
 * @param victim internal key, for an order without an appointment; one with an appointment is about whom that is about
 * @throws Refusal NOT_FOUND, INVALID
 */
export async function recordOrder(
  manager: EntityManager,
  ctx: SubgraphContext,
  input: ExamOrderRecordInput,
  victim: string | null,
  attachment: Attachment | null,
): Promise<string> {
  const { agency, unit, staff } = ctx.requester;
  let about = victim;
  if (input.appointmentId) {
    const [appointment] = await rowsOf<{ victim_key: string | null }>(manager, PARTY_TO_APPOINTMENT, [
      agency,
      unit,
      staff,
      input.appointmentId,
    ]);
    if (!appointment) throw appointmentNotFound();
    about = appointment.victim_key;
  }
  const id = randomUUID();
  const key = await DataKey.obtain(manager, ctx.secrets.agencyKeys, sealedFor(about, id), agency);
  const [kept] = await rowsOf<{ id: string }>(manager, ADD_ORDER, [
    id,
    input.appointmentId ?? null,
    codeOf(input.referralCode),
    about,
    input.authorityAgency ?? null,
    input.authorityKind ?? null,
    input.orderedOn,
    input.payer,
    key.seal(numberAt(id), input.number),
    attachment && key.seal(attachmentAt(id), attachment.content),
    attachment?.type ?? null,
    attachment?.bytes ?? null,
    agency,
    unit,
    staff,
  ]);
  if (!kept) throw notYetOrdered();
  return id;
}

/** What a row shows, its number opened under the key of the agency that recorded it. */
export async function orderOf(ctx: SubgraphContext, row: ExamOrderRow): Promise<ExamOrder> {
  const { victim_key, agency, sealed, wrapped, ...shown } = row;
  const key = wrapped && (await DataKey.open(ctx.secrets.agencyKeys, agency, wrapped));
  const number = key ? key.open<string>(numberAt(row.id), sealed) : null;
  return { ...shown, number, victim: victim_key ? { key: victim_key } : null };
}

/** The scan of a row, in base64. */
export async function scanOf(
  ctx: SubgraphContext,
  row: { id: string; agency: string; wrapped: Buffer; attachment: Buffer },
): Promise<string> {
  const key = await DataKey.open(ctx.secrets.agencyKeys, row.agency, row.wrapped);
  return key.open<string>(attachmentAt(row.id), row.attachment);
}
