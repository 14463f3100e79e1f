/**
 * Promise: whatever is killed whenever, an examiner, a place, a unit of equipment and a patient's time are taken once, a confirmed booking is not lost, and nobody meets a
 * deadlock. Two hundred clients do anything at random on forty slots that overlap, while holds run out, processes are killed and connections ended: for some seconds, and for a
 * minute, by `npm run test:faults`.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addClinic } from '../../../subgraphs/forensic-appointment/test/clinics.js';
import { AgencyKind, Purpose, type Requester, Role } from '../../../subgraphs/kit/index.js';
import { AT_MOST_MS, CLIENTS, type Floors, Race, SECONDS } from '../race.js';
import type { Taken } from '../taken-twice.js';
import { ExamClient, MUTATIONS } from './exam-client.js';
import { faultsOf, type History, type Kept } from './history.js';

/** Each second, on a machine that does much else; carried out, not asked */
const FLOORS: Floors = Object.fromEntries(
  Object.entries({ examHold: 1, examConfirm: 1, examReschedule: 0.1, examCancel: 0.6, examOverride: 0.2 }).map(
    ([name, each]) => [name, Math.ceil(each * SECONDS)],
  ),
);

const RUN_OUT = `UPDATE appointment SET held_until = clock_timestamp() + random() * interval '300 milliseconds'
  WHERE id IN (SELECT id FROM appointment WHERE state = 'HELD' AND held_until > clock_timestamp() AND random() < 0.04 FOR UPDATE SKIP LOCKED)`;

const agency = (kind: AgencyKind, role: Role, purpose: Purpose): Requester => ({
  ...{ agency: randomUUID(), agencyKind: kind, unit: null, staff: randomUUID(), role, purpose, language: 'en' },
});
const DESK = agency(AgencyKind.FORENSIC_CLINIC, Role.SCHEDULER, Purpose.FORENSIC_EXAM);
const AGENCIES = [
  DESK,
  agency(AgencyKind.POLICE, Role.OFFICER, Purpose.POLICE_RESPONSE),
  agency(AgencyKind.POLICE, Role.OFFICER, Purpose.POLICE_RESPONSE),
  agency(AgencyKind.CRISIS_CENTRE, Role.ADVOCATE, Purpose.SUPPORT),
];

let race: Race;
beforeAll(async () => {
  race = await Race.open({
    ...{ subgraph: 'forensic-appointment', calls: ['consent'], mutations: MUTATIONS, runOut: RUN_OUT },
  });
});
afterAll(() => race?.close());

const REGISTER = 'mutation ($key: String!) { victimRegister(input: { idempotencyKey: $key }) { victimId } }';
async function registered(by: Requester): Promise<string> {
  const { data } = await race.call('consent', by, REGISTER, { key: randomUUID() });
  return (data as { victimRegister: { victimId: string } }).victimRegister.victimId;
}

const SLOTS = 'query ($input: ExamSlotsInput!) { examSlots(input: $input) { slots { id startsAt } } }';
async function slotsOf(clinic: string): Promise<{ id: string; startsAt: string }[]> {
  const from = new Date(Date.now() + 3_600_000).toISOString();
  const input = { kind: 'PHYSICAL_INJURY', clinic, first: 20, from };
  const { data } = await race.call('forensic-appointment', DESK, SLOTS, { input });
  return (data as { examSlots: { slots: { id: string; startsAt: string }[] } }).examSlots.slots;
}

test(
  'nothing is taken twice, nothing confirmed is lost, and nobody is told of a deadlock',
  async () => {
    const clinics = [
      await addClinic(race.db, { agency: DESK.agency, examiners: [{}, {}], rooms: 2, equipment: 2 }),
      await addClinic(race.db, { agency: DESK.agency }),
    ].map(({ id }) => id);
    const slots = (await Promise.all(clinics.map(slotsOf))).flat();
    expect(slots).toHaveLength(40);
    const victims = await Promise.all(AGENCIES.map((by) => Promise.all([registered(by), registered(by)])));
    const known: string[] = [];
    const clients = Array.from({ length: CLIENTS }, (_, i) => {
      const at = i % AGENCIES.length;
      const who = { ...AGENCIES[at]!, staff: randomUUID() };
      return new ExamClient(race.as(who), { clinics, slots }, victims[at]!, at === 0, known);
    });
    await race.run(
      clients.map((client) => () => client.turn()),
      FLOORS,
    );
    const history = await historyOf(clients, clinics);
    expect({ bookings: faultsOf(history), faults: await race.faults() }).toEqual({ bookings: [], faults: [] });
    // it was a race
    expect(race.below(FLOORS)).toEqual([]);
    // and its history, broken, is found out
    const confirmed = history.kept.find(({ state }) => state === 'CONFIRMED')!;
    const lost = history.kept.map((one) => (one === confirmed ? { ...one, state: 'LAPSED' } : one));
    expect(faultsOf({ ...history, kept: lost })).not.toEqual([]);
    const taken = history.used.find(({ by }) => by === confirmed.id)!;
    expect(faultsOf({ ...history, used: [...history.used, { ...taken, by: 'another' }] })).not.toEqual([]);
  },
  SECONDS * 1_000 + AT_MOST_MS + 60_000,
);

/** What the clients were told and what the database has, once nothing more is under way. */
async function historyOf(clients: readonly ExamClient[], clinics: readonly string[]): Promise<History> {
  const kept = await race.sql<Omit<Kept, 'startsAt'> & { startsAt: Date }>(
    `SELECT id, state, starts_at AS "startsAt", examiner_id AS examiner, moved_from AS "movedFrom", override_reason IS NOT NULL AS override
     FROM appointment WHERE clinic_id = ANY ($1)`,
    [clinics],
  );
  // milliseconds, with fractions
  const ms = (column: string) => `(extract(epoch FROM ${column}) * 1000)::float8`;
  const used = await race.sql<Taken>(
    `SELECT u.resource, u.appointment_id AS by, ${ms('lower(u.during)')} AS from, ${ms('upper(u.during)')} AS to,
       ${ms("CASE WHEN u.kind = 'PATIENT' AND a.replaces IS NOT NULL THEN a.confirmed_at ELSE a.held_at END")} AS since,
       coalesce(${ms("CASE WHEN a.state = 'HELD' THEN a.held_until ELSE a.ended_at END")}, 'infinity'::float8) AS till
     FROM appointment_use u JOIN appointment a ON a.id = u.appointment_id WHERE a.clinic_id = ANY ($1)`,
    [clinics],
  );
  return {
    told: clients.flatMap(({ told }) => told),
    kept: kept.map((one) => ({ ...one, startsAt: one.startsAt.toISOString() })),
    used,
  };
}
