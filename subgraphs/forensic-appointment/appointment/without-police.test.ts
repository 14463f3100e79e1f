import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { SEED_AGENCIES, SEED_STAFF } from '../../../standalone/seed/agencies.js';
import { seedId } from '../../../standalone/seed/ids.js';
import { type Client, openTestHub, type TestHub } from '../../../test/hub.js';
import { kitPeriod } from '../evidence-kit/kit-period.js';
import { addClinic } from '../test/clinics.js';
import { freeSlot, hold, idFor, keyOf, register, step } from '../test/desk.js';

/** She comes without the police: by a clinic's desk, or by an advocate. */

let hub: TestHub;
let db: DataSource;
let scheduler: Client;
let examiner: Client;
let clinic: string;
beforeAll(async () => {
  hub = await openTestHub();
  db = hub.db('forensic-appointment');
  scheduler = hub.as('scheduler-almaty', 'FORENSIC_EXAM');
  examiner = hub.as('examiner-almaty', 'FORENSIC_EXAM');
  clinic = (await addClinic(db, { agency: seedId('agency:clinic-almaty') })).id;
});
afterAll(() => hub.close());

const isPolice = (agency: string) => SEED_AGENCIES.find(({ slug }) => slug === agency)!.kind === 'POLICE';
const OFFICERS = SEED_STAFF.filter(({ agency, role }) => isPolice(agency) && role.endsWith('OFFICER'));

test.each([
  ['a clinic’s desk', () => scheduler, 'clinic-almaty'],
  ['an advocate', () => hub.as('advocate-almaty', 'SUPPORT'), 'crisis-almaty-1'],
])(
  'an examination that %s has booked runs from hold to kit without order or police, and no police account sees any of it',
  async (_, by, agency) => {
    const victimId = await register(by());
    const { appointment } = await hold(by(), { slotId: (await freeSlot(by(), clinic)).id, victimId });
    await step(by(), 'examConfirm', appointment.id);
    for (const name of ['examArrive', 'examStart'])
      expect((await step(scheduler, name, appointment.id)).userErrors).toEqual([]);
    const opened = await examiner.query(
      'mutation ($input: EvidenceKitOpenInput!) { evidenceKitOpen(input: $input) { evidenceKit { id selfReferred keepUntil } userErrors { code } } }',
      { input: { idempotencyKey: randomUUID(), appointmentId: appointment.id, selfReferred: true } },
    );
    const { evidenceKit } = opened.data.evidenceKitOpen;
    expect(evidenceKit.selfReferred).toBe(true);
    const [{ day }] = await db.query('SELECT (clock_timestamp() + make_interval(months => $1))::date AS day', [
      kitPeriod('KZ').months,
    ]);
    expect(evidenceKit.keepUntil).toBe(day);
    expect((await step(examiner, 'examComplete', appointment.id)).appointment.state).toBe('COMPLETED');

    expect(OFFICERS.length).toBeGreaterThan(3);
    for (const officer of OFFICERS) {
      const client = hub.as(officer.account, 'POLICE_RESPONSE');
      const { data, errors } = await client.query(
        `query ($appointment: ID!, $kit: ID!, $victim: ID!) {
         appointment(id: $appointment) { id } appointments(first: 100) { edges { node { id } } }
         evidenceKit(id: $kit) { id } evidenceKits(first: 100) { edges { node { id } } }
         examOrders(first: 1, appointmentId: $appointment) { edges { cursor } } examWaits(first: 1) { edges { cursor } } victim(id: $victim) { id } }`,
        { appointment: appointment.id, kit: evidenceKit.id, victim: idFor(keyOf(victimId, agency), officer.agency) },
      );
      expect(errors).toBeUndefined();
      expect(data).toMatchObject({
        appointment: null,
        evidenceKit: null,
        victim: null,
        examOrders: { edges: [] },
        examWaits: { edges: [] },
      });
      expect(JSON.stringify(data)).not.toContain(appointment.id);
      expect(JSON.stringify(data)).not.toContain(evidenceKit.id);
    }
  },
);
