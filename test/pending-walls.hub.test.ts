import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { seedId } from '../standalone/seed/ids.js';
import {
  ADVOCATE,
  DUTY_OFFICER,
  FIRST_UNIT,
  inHours,
  OFFICER,
  POLICE,
  Scene,
  type Who,
} from '../subgraphs/consent/test/scene.js';
import { openHub, type PublicHub } from './hub.js';

let hub: PublicHub;
let scene: Scene;
beforeAll(async () => {
  hub = await openHub();
  await hub
    .db('referral')
    .query(
      `CREATE FUNCTION refuse_wall() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no wall is taken over'; END $$`,
    );
});
beforeEach(async () => {
  scene = await Scene.open(hub);
  await scene.duty();
});
afterAll(() => hub?.close());

/** As it is while `referral` answers everybody, and the messages of `consent` do not reach it. */
async function cutOff<T>(work: () => Promise<T>): Promise<T> {
  const db = hub.db('referral');
  await db.query('CREATE TRIGGER cut_off BEFORE INSERT ON conflict_wall FOR EACH ROW EXECUTE FUNCTION refuse_wall()');
  try {
    return await work();
  } finally {
    await db.query('DROP TRIGGER cut_off ON conflict_wall');
  }
}

const wall = (subjectKind: string, subject: string) =>
  scene.done(ADVOCATE, 'conflictWallAdd', {
    idempotencyKey: randomUUID(),
    subjectKind,
    subject,
    reason: 'KNOWS_PERPETRATOR',
  });
const REPORT =
  'mutation ($input: IncidentReportInput!) { incidentReport(input: $input) { incident { id } userErrors { code } } }';
const report = (who: Who) =>
  hub.as(...who).query(REPORT, {
    input: {
      idempotencyKey: randomUUID(),
      victimId: scene.idFor(who),
      occurredAt: inHours(-1),
      channel: 'CALL_102',
      violence: ['PHYSICAL'],
      regionCode: 'KZ-75',
    },
  });
const incidents = async () =>
  (await hub.db('referral').query('SELECT count(*)::int AS n FROM incident'))[0].n as number;

/** What somebody gets who asks `referral` for an own record, and how many such records that opens. */
async function own(who: Who, id: string): Promise<string | null> {
  const { data, errors } = await hub
    .as(...who)
    .query('query ($id: ID!) { incident(id: $id) { id } incidents(first: 100) { edges { node { id } } } }', { id });
  const codes = new Set(errors?.map(({ extensions }) => extensions.code));
  if (codes.size > 0) {
    expect(data?.incident ?? data?.incidents ?? null).toBeNull();
    return [...codes].join();
  }
  return data.incident?.id ?? null;
}
const until = async (condition: () => Promise<boolean>) => {
  while (!(await condition())) await sleep(100);
};

describe('while a part of the hub has not taken a wall over', () => {
  test.each<[string, string, boolean]>([
    ['STAFF', seedId(`staff:${OFFICER[0]}`), false],
    ['UNIT', FIRST_UNIT, true],
    ['AGENCY', POLICE, true],
  ])('nothing of the walled %s reaches it, and everybody else goes on', async (kind, subject, dutyOfficerToo) => {
    const { id } = (await report(OFFICER)).data.incidentReport.incident;
    expect(await own(OFFICER, id)).toBe(id);
    await cutOff(async () => {
      const { notYetEnforcedBy } = await wall(kind, subject);
      expect(notYetEnforcedBy).toEqual(['referral']);
      // the moment it is acknowledged
      expect(await own(OFFICER, id)).toBe('UNAVAILABLE');
      expect(await own(DUTY_OFFICER, id)).toBe(dutyOfficerToo ? 'UNAVAILABLE' : id);
      const before = await incidents();
      const { data, errors } = await report(OFFICER);
      expect(data?.incidentReport ?? null).toBeNull();
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['UNAVAILABLE']);
      expect(await incidents()).toBe(before);
      // the rest of the hub serves the walled person as ever
      const rest = await hub
        .as(...OFFICER)
        .query('{ regions { code } examSlots: clinics(first: 1) { edges { node { id } } } }');
      expect(rest.errors).toBeUndefined();
    });
    // taken over: that record is closed, and nothing else
    await until(async () => (await own(OFFICER, id)) !== 'UNAVAILABLE');
    expect(await own(OFFICER, id)).toBeNull();
    const other = await Scene.open(hub);
    scene = other;
    const next = await report(OFFICER);
    expect(next.data.incidentReport.incident?.id).toBeTruthy();
  });

  test('lifting it ends the denial, though nothing was ever taken over', async () => {
    const { id } = (await report(OFFICER)).data.incidentReport.incident;
    await cutOff(async () => {
      const { conflictWall } = await wall('STAFF', seedId(`staff:${OFFICER[0]}`));
      expect(await own(OFFICER, id)).toBe('UNAVAILABLE');
      await scene.done(ADVOCATE, 'conflictWallLift', { wallId: conflictWall.id });
      await until(async () => (await own(OFFICER, id)) !== 'UNAVAILABLE');
      expect(await own(OFFICER, id)).toBe(id);
    });
  });
});
