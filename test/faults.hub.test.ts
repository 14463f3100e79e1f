import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { done } from '../scripts/demo/door.js';
import { RECORD } from '../scripts/demo/record.js';
import { type ConsentedRecord, consentedRecord, holdBed, key } from './consented-record.js';
import { openHub, type PublicHub } from './hub.js';

const DEADLINE_MS = 3_000;

let hub: PublicHub;
let record: ConsentedRecord;
beforeAll(async () => {
  hub = await openHub({ deadlineMs: DEADLINE_MS });
  await warm();
  record = await consentedRecord(hub);
});
afterAll(() => hub?.close());

/** The first requests load and compile: on a busy machine that alone can take longer than the short deadline of this hub. */
async function warm(): Promise<void> {
  for (let i = 0; i < 20; i++) {
    const { errors } = await hub.as('intake-almaty', 'SHELTER').query(RECORD, { id: 'nobody' });
    if (!errors) return;
  }
}

/** The database of a subgraph as it is when something has broken it: a table that is gone. */
async function without<T>(db: DataSource, table: string, work: () => Promise<T>): Promise<T> {
  await db.query(`ALTER TABLE ${table} RENAME TO ${table}_gone`);
  try {
    return await work();
  } finally {
    await db.query(`ALTER TABLE ${table}_gone RENAME TO ${table}`);
  }
}

/** The database of a subgraph as it is when something blocks it: whoever reads the table waits. */
async function blocked<T>(db: DataSource, table: string, work: () => Promise<T>): Promise<T> {
  const runner = db.createQueryRunner();
  await runner.startTransaction();
  try {
    await runner.query(`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
    return await work();
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
}

const centre = () => hub.as('intake-almaty', 'SHELTER');
const whole = () => centre().query(RECORD, { id: record.centre });

describe('a subgraph that fails', () => {
  test('by an error: its fields are null with a masked error, the rest answers, the process stays up', async () => {
    const { data, errors, status } = await without(hub.db('shelter-capacity'), 'placement', whole);
    expect(status).toBe(200);
    expect(data.victim.stays).toBeNull();
    expect(data.victim.identity.familyName).toBeTruthy();
    expect(errors).toEqual([
      { message: expect.any(String), path: ['victim', 'stays'], extensions: { code: 'INTERNAL' } },
    ]);
    expect(JSON.stringify(errors)).not.toMatch(/placement|relation|SELECT|subgraph|http/i);
    expect((await whole()).errors).toBeUndefined();
  });

  test('by hanging: the rest answers at the deadline', async () => {
    const { data, errors } = await blocked(hub.db('shelter-capacity'), 'placement', whole);
    expect(data.victim.stays).toBeNull();
    expect(data.victim.household.members).toHaveLength(1);
    expect(errors?.map((e) => e.extensions.code)).toEqual(['DEADLINE_EXCEEDED']);
  });

  test('consent failing opens nothing; own records and bookings go on', async () => {
    for (const broken of [without<void>, blocked<void>]) {
      await broken(hub.db('consent'), 'consent', async () => {
        const closed = await whole();
        expect(closed.data.victim).toBeNull();
        expect(['INTERNAL', 'DEADLINE_EXCEEDED']).toContain(closed.errors?.[0]?.extensions.code);

        const officer = hub.as('officer-almaty', 'POLICE_RESPONSE');
        const own = await officer.query(
          '{ incidents(first: 10) { edges { node { account } } } referralOutbox(first: 10) { edges { node { state } } } }',
        );
        expect(own.errors).toBeUndefined();
        expect(own.data.incidents.edges).toHaveLength(1);
        expect(own.data.referralOutbox.edges).toHaveLength(2);
        const clinic = hub.as('scheduler-almaty', 'FORENSIC_EXAM');
        const appointment = await clinic.query('query ($id: ID!) { appointment(id: $id) { state } }', {
          id: record.appointment,
        });
        expect(appointment.data.appointment.state).toBe('HELD');

        const hold = await holdBed(officer, centre());
        await done(centre(), 'bedAccept', 'PlacementLinkInput', 'placement { state }', { holdId: hold });
      });
    }
  });

  test('consent failing: a referral that needs it is refused with a userError and nothing is half-done', async () => {
    const officer = hub.as('officer-almaty', 'POLICE_RESPONSE');
    const input = {
      idempotencyKey: key(),
      victimId: record.police,
      recipient: (await recipients()).clinic,
      service: 'MEDICAL_CARE',
      urgency: 'ASAP',
      categories: ['IDENTITY'],
    };
    const mutation =
      'mutation ($input: ReferralSendInput!) { referralSend(input: $input) { referral { id } userErrors { code } } }';
    const count = async () => (await hub.db('referral').query('SELECT count(*)::int AS n FROM referral'))[0].n;
    const before = await count();
    const { data, errors } = await without(hub.db('consent'), 'consent', () => officer.query(mutation, { input }));
    expect(data?.referralSend?.userErrors[0]?.code ?? errors?.[0]?.extensions.code).toMatch(/UNAVAILABLE$/);
    expect(await count()).toBe(before);
    const again = await officer.query(mutation, { input });
    expect(again.data.referralSend.userErrors).toEqual([]);
    expect(await count()).toBe(before + 1);
  });

  test('/ready says which part is not ready', async () => {
    const state = async () => {
      const response = await fetch(`${hub.origin}/ready`);
      return { status: response.status, parts: ((await response.json()) as { parts: Record<string, string> }).parts };
    };
    expect((await state()).status).toBe(200);
    const broken = await without(hub.db('referral'), 'migrations', state);
    expect(broken.status).toBe(503);
    expect(broken.parts.referral).toBe('not ready');
    expect(broken.parts.consent).toBe('ready');
  });
});

async function recipients(): Promise<{ clinic: string }> {
  const [row] = await hub
    .db('consent')
    .query("SELECT recipient_agency AS clinic FROM consent WHERE 'FORENSIC_EXAM' = ANY(purposes)");
  return row;
}
