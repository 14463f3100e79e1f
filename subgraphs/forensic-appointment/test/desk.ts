import { randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import { secretsOf } from '../../../standalone/secrets.js';
import { seedId } from '../../../standalone/seed/ids.js';
import type { Client, TestHub } from '../../../test/hub.js';
import { testServer } from '../../../test/setup/test-server.js';

/** What tests of appointments do at the public door, as one would at a clinic's desk. */

export const APPOINTMENT = `id state version startsAt endsAt heldUntil kind priority examiner holder localReference referralCode cancelReason
  clinic { id name } victim { id }`;
const PAYLOAD = `{ appointment { ${APPOINTMENT} } userErrors { code message field } }`;

// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects and fails when it is not there
export type Payload = { appointment: any; userErrors: { code: string; message: string; field: string[] | null }[] };

export interface FreeSlot {
  readonly id: string;
  readonly startsAt: string;
  readonly examiner: string;
}

/** Ahead by more than the files of a worker take, and once: no time passes while a test runs, and each look begins at the same one. */
const soon = new Date(Date.now() + 2 * 3_600_000).toISOString();

/** The free slots of a clinic, the best first. */
export async function freeSlots(client: Client, clinic: string, kind = 'PHYSICAL_INJURY'): Promise<FreeSlot[]> {
  const answer = await client.query(
    'query ($input: ExamSlotsInput!) { examSlots(input: $input) { slots { id startsAt examiner } } }',
    { input: { kind, clinic, first: 50, from: soon } },
  );
  expect(answer.errors).toBeUndefined();
  return answer.data.examSlots.slots;
}

/** The best of them. */
export async function freeSlot(client: Client, clinic: string): Promise<FreeSlot> {
  const [best] = await freeSlots(client, clinic);
  if (!best) throw new Error('The clinic has no free slot.');
  return best;
}

export async function hold(client: Client, input: Record<string, unknown>): Promise<Payload> {
  const answer = await client.query(`mutation ($input: ExamHoldInput!) { examHold(input: $input) ${PAYLOAD} }`, {
    input: { idempotencyKey: randomUUID(), ...input },
  });
  expect(answer.errors).toBeUndefined();
  return answer.data.examHold;
}

/** `examConfirm`, `examArrive`, … by name. */
export async function step(client: Client, name: string, id: string, more: object = {}): Promise<Payload> {
  const input = name === 'examCancel' ? 'ExamCancelInput' : 'ExamStepInput';
  const answer = await client.query(`mutation ($input: ${input}!) { ${name}(input: $input) ${PAYLOAD} }`, {
    input: { appointmentId: id, ...more },
  });
  expect(answer.errors).toBeUndefined();
  return answer.data[name];
}

export async function register(client: Client): Promise<string> {
  const answer = await client.query(
    'mutation ($key: String!) { victimRegister(input: { idempotencyKey: $key }) { victimId } }',
    { key: randomUUID() },
  );
  return answer.data.victimRegister.victimId;
}

const pairwise = () => secretsOf(testServer().secrets, 'consent').pairwise!;
export const keyOf = (victimId: string, agency: string) => pairwise().toKey(victimId, seedId(`agency:${agency}`)) ?? '';
export const idFor = (key: string, agency: string) => pairwise().toPublic(key, seedId(`agency:${agency}`));

/** Her written consent that opens FORENSIC to an agency for a purpose. */
export async function openForensic(by: Client, victimId: string, agency: string, purpose: string): Promise<void> {
  const answer = await by.query(
    'mutation ($input: ConsentGrantInput!) { consentGrant(input: $input) { userErrors { code message } } }',
    {
      input: {
        idempotencyKey: randomUUID(),
        victimId,
        recipient: seedId(`agency:${agency}`),
        purposes: [purpose],
        categories: ['FORENSIC'],
        expiresAt: new Date(Date.now() + 24 * 3_600_000).toISOString(),
        provisional: false,
        form: 'WRITTEN',
        language: 'kk',
        interpreter: 'NONE',
        witnessed: true,
        consequencesExplained: true,
      },
    },
  );
  expect(answer.data.consentGrant.userErrors).toEqual([]);
}

/** An account at a clinic that has no seeded one; answered once the gateway has read the new trust list. */
export async function hire(hub: TestHub, account: string, agency: string, role: string): Promise<void> {
  await hub.db('directory').query(
    `INSERT INTO staff_member (issuer, subject, agency_id, role, languages)
     SELECT issuer, $1, $2, $3, '{kk}' FROM staff_member WHERE id = $4`,
    [account, seedId(`agency:${agency}`), role, seedId('staff:scheduler-almaty')],
  );
  for (let attempt = 0; attempt < 100; attempt++) {
    const answer = await hub.as(account, 'FORENSIC_EXAM').query('{ clinics(first: 1) { edges { cursor } } }');
    if (!answer.errors) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${account} cannot sign in.`);
}
