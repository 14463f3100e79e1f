import { mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { done } from '../scripts/demo/door.js';
import { RECORD } from '../scripts/demo/record.js';
import { backup } from '../standalone/backup/backup.js';
import { type RestoreOptions, restore } from '../standalone/backup/restore.js';
import { underMigrationLock } from '../standalone/migrate.js';
import { closureKeys } from '../standalone/secrets.js';
import { seedId } from '../standalone/seed/index.js';
import { SUBGRAPHS } from '../standalone/subgraphs.js';
import { readClosureLog } from '../subgraphs/kit/index.js';
import { CENTRE, type ConsentedRecord, consentedRecord, key } from './consented-record.js';
import { openTestHub, type TestHub } from './hub.js';
import { TEST_ISSUER, testServer } from './setup/test-server.js';

let hub: TestHub;
let folder: string;
let record: ConsentedRecord;
beforeAll(async () => {
  hub = await openTestHub();
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dereu-backup-'));
  // the centre has few beds, and each record takes one
  await hub.db('shelter-capacity').query('TRUNCATE placement CASCADE');
  record = await consentedRecord(hub);
});
afterAll(() => hub?.close());

const ownerUrl = (name: string) => (hub.db(name).options as { url: string }).url;
const take = async (...names: string[]) => {
  for (const name of names) await backup(name, ownerUrl(name), join(folder, name));
};
const putBack = async (name: string, options: Partial<RestoreOptions> = {}) =>
  restore({
    definition: SUBGRAPHS.find((each) => each.name === name)!,
    ownerUrl: ownerUrl(name),
    folder: join(folder, name),
    replace: true,
    closureLog: { directories: [hub.closureLogDirectory], keys: closureKeys(testServer().secrets, name) },
    ...options,
  });

/** The processes of the hub ran all the while: they find their way back by themselves. */
async function open(...names: string[]): Promise<void> {
  for (const name of names) {
    for (let i = 0; i < 200 && !(await hub.subgraphs.get(name)!.ready()); i++) await sleep(50);
    expect([name, await hub.subgraphs.get(name)!.ready()]).toEqual([name, true]);
  }
}

const centre = () => hub.as('intake-almaty', 'SHELTER');
const officer = () => hub.as('officer-almaty', 'POLICE_RESPONSE');
const advocate = () => hub.as('advocate-almaty', 'SUPPORT');
const hers = async () => (await centre().query(RECORD, { id: record.centre })).data.victim;
/** While a wall is under way the gateway refuses for a moment, which is no less a no. */
const incidents = async () => {
  for (let i = 0; ; i++) {
    const { data, errors } = await officer().query('{ incidents(first: 1) { edges { node { victim { id } } } } }');
    if (errors?.[0]?.extensions.code === 'UNAVAILABLE' && i < 100) await sleep(50);
    else {
      expect(errors).toBeUndefined();
      return data.incidents.edges.map((edge: { node: { victim: { id: string } } }) => edge.node.victim.id);
    }
  }
};
const withdraw = () =>
  done(advocate(), 'consentWithdraw', 'ConsentWithdrawInput', 'withdrawnAt', {
    victimId: record.centre,
    recipient: CENTRE,
  });
const wallOff = async (subject: string) =>
  (
    await done(advocate(), 'conflictWallAdd', 'ConflictWallAddInput', 'conflictWall { id } notYetEnforcedBy', {
      idempotencyKey: key(),
      victimId: record.centre,
      subjectKind: 'STAFF',
      subject,
      reason: 'KNOWS_PERPETRATOR',
    })
  ).conflictWall.id as string;
const OFFICER = seedId('staff:officer-almaty');

describe('what was closed after the backup stays closed', () => {
  test('a withdrawal', async () => {
    await take('consent');
    expect(await hers()).not.toBeNull();
    await withdraw();
    expect(await hers()).toBeNull();
    await putBack('consent');
    await open('consent');
    expect(await hers()).toBeNull();
    const { data } = await advocate().query('query ($id: ID!) { victim(id: $id) { id } }', { id: record.centre });
    expect(data.victim).toBeNull();
  });

  test('a withdrawal that is acknowledged after the restore has looked at the log, but before it shuts the subgraph out', async () => {
    await take('consent');
    let restoring: Promise<unknown> | undefined;
    await underMigrationLock(ownerUrl('consent'), async () => {
      restoring = putBack('consent');
      await sleep(1_000);
      await withdraw();
    });
    await restoring;
    await open('consent');
    expect(await hers()).toBeNull();
  });

  test('a wall: in the record, and in the own records of a subgraph that was restored as well', async () => {
    await take('consent', 'referral');
    expect(await incidents()).toEqual([record.police]);
    await wallOff(OFFICER);
    expect(await incidents()).not.toContain(record.police);
    await putBack('consent');
    await putBack('referral');
    await open('consent', 'referral');
    expect(await incidents()).not.toContain(record.police);
    const seen = await officer().query('query ($id: ID!) { victim(id: $id) { id } }', { id: record.police });
    expect(seen.data.victim).toBeNull();
  });

  test('a wall of another subgraph alone, and a wall that was lifted stays lifted', async () => {
    const wall = await wallOff(OFFICER);
    await take('consent', 'referral');
    await done(advocate(), 'conflictWallLift', 'ConflictWallLiftInput', 'conflictWall { id } notYetEnforcedBy', {
      victimId: record.centre,
      wallId: wall,
    });
    const other = await wallOff(seedId('staff:scheduler-almaty'));
    await putBack('referral');
    await open('referral');
    const copies = async () =>
      (await hub.db('referral').query('SELECT id FROM conflict_wall')).map((w: { id: string }) => w.id);
    expect(await copies()).not.toContain(wall);
    expect(await copies()).toContain(other);
    expect(await incidents()).toContain(record.police);
    await putBack('consent');
    await open('consent');
    expect(await incidents()).toContain(record.police);
    await hub.subgraphs.get('consent')!.outbox.flush();
    expect(await copies()).not.toContain(wall);
    expect(await copies()).toContain(other);
  });

  test('an erasure: closed again, and shredded again at every owner, also at one that alone was restored', async () => {
    const she = hub.as('advocate-almaty', 'SUBJECT_REQUEST');
    const consents = hub.db('consent');
    const [{ key: victim }] = await consents.query('SELECT key FROM victim ORDER BY registered_at DESC LIMIT 1');
    const keys = async (name: string) =>
      (await hub.db(name).query('SELECT FROM data_key WHERE subject = $1', [victim])).length as number;
    const gone = async () => {
      for (let i = 0; i < 200 && ((await keys('consent')) || (await keys('referral'))); i++) await sleep(50);
      expect([await keys('consent'), await keys('referral')]).toEqual([0, 0]);
    };
    await take('consent', 'referral');
    await done(she, 'victimErase', 'VictimEraseInput', 'erasure { state }', {
      idempotencyKey: key(),
      victimId: record.centre,
      inPerson: true,
      form: 'WRITTEN',
      witness: 'COLLEAGUE',
    });
    await putBack('consent');
    await open('consent');
    expect(await hers()).toBeNull();
    expect(await keys('consent')).toBeGreaterThan(0);
    await consents.query(
      "UPDATE erasure SET asked_at = asked_at - interval '15 days', due_at = due_at - interval '15 days' WHERE victim_key = $1",
      [victim],
    );
    await gone();

    await putBack('referral');
    await open('referral');
    expect(await keys('referral')).toBe(0);
    await putBack('consent');
    await open('consent');
    expect(await keys('consent')).toBe(0);
    expect(await hers()).toBeNull();
    const state = await she.query('query ($id: ID!) { erasure(victimId: $id) { state } }', { id: record.centre });
    expect(['SHREDDING', 'SHREDDED']).toContain(state.data.erasure.state);
  }, 60_000);

  test('the door for staff who left; who came back elsewhere and an agency as it was last', async () => {
    const operator = hub.as('administrator');
    const staff = (account: string) => seedId(`staff:${account}`);
    const leave = (account: string) =>
      done(operator, 'staffDeactivate', 'StaffDeactivateInput', 'staff { id }', { id: staff(account) });
    const status = async (agency: string, value: string) => {
      const [{ version }] = await hub.db('directory').query('SELECT version FROM agency WHERE id = $1', [agency]);
      await done(operator, 'agencyUpdate', 'AgencyUpdateInput', 'agency { id }', {
        id: agency,
        expectedVersion: version,
        status: value,
      });
    };
    const [suspended, back] = [seedId('agency:court-almaty'), seedId('agency:hospital-almaty')];
    await status(back, 'SUSPENDED');
    await take('directory');
    await leave('officer-almaty-2');
    await leave('clerk-almaty');
    await done(operator, 'staffCreate', 'StaffCreateInput', 'staff { id }', {
      idempotencyKey: key(),
      agency: CENTRE,
      issuer: TEST_ISSUER,
      subject: 'clerk-almaty',
      role: 'ADVOCATE',
      languages: ['ru'],
    });
    await status(suspended, 'SUSPENDED');
    await status(back, 'ACTIVE');
    const version = await trustListVersion();
    const now = () =>
      hub.db('directory').query(
        `SELECT s.id, s.active, s.agency_id, s.role, s.languages, a.status FROM staff_member s JOIN agency a ON a.id = s.agency_id
         WHERE s.id = ANY ($1) OR a.id = ANY ($2) ORDER BY s.id`,
        [['officer-almaty-2', 'clerk-almaty'].map(staff), [suspended, back]],
      );
    const before = await now();
    await putBack('directory');
    await open('directory');
    expect(await now()).toEqual(before);
    expect(before).toContainEqual(expect.objectContaining({ id: staff('officer-almaty-2'), active: false }));
    expect(before).toContainEqual(expect.objectContaining({ id: staff('clerk-almaty'), agency_id: CENTRE }));
    expect(await trustListVersion()).toBeGreaterThan(version);
    const officer2 = () =>
      hub.as('officer-almaty-2', 'POLICE_RESPONSE').query('{ incidents(first: 1) { edges { cursor } } }');
    for (let i = 0; i < 200 && (await officer2()).errors?.[0]?.extensions.code !== 'UNAUTHENTICATED'; i++)
      await sleep(50);
    expect((await officer2()).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });
});

describe('a restored subgraph', () => {
  test('that keeps walls does not serve while consent cannot tell it which stand', async () => {
    await take('referral');
    const consents = hub.db('consent');
    await consents.query('ALTER TABLE conflict_wall RENAME TO conflict_wall_gone');
    try {
      await putBack('referral');
      await sleep(1_500);
      expect(await hub.subgraphs.get('referral')!.ready()).toBe(false);
      const answer = await officer().query('{ incidents(first: 1) { edges { cursor } } }');
      expect(answer.errors?.[0]?.extensions.code).toBe('UNAVAILABLE');
    } finally {
      await consents.query('ALTER TABLE conflict_wall_gone RENAME TO conflict_wall');
    }
    await open('referral');
    expect(await incidents()).toEqual([record.police]);
  });

  test('gives its looks numbers that were never given: none is taken for one that her log has already', async () => {
    const looks = async () => {
      await incidents();
      const waiting = 'SELECT FROM own_record_log WHERE NOT forwarded AND victim_key IS NOT NULL LIMIT 1';
      for (let i = 0; i < 200 && (await hub.db('referral').query(waiting)).length > 0; i++) await sleep(50);
      const [{ n }] = await hub
        .db('consent')
        .query("SELECT count(*)::int AS n FROM access_log WHERE kind = 'OWN_RECORD'");
      return n as number;
    };
    await take('referral');
    await looks();
    const before = await looks();
    await putBack('referral');
    await open('referral');
    expect(await looks()).toBeGreaterThan(before);
  });
});

test('closing is not acknowledged until it is kept outside the database, and closes all the same', async () => {
  const aside = `${hub.closureLogDirectory}-aside`;
  await rename(hub.closureLogDirectory, aside);
  await writeFile(hub.closureLogDirectory, 'a full or missing disk');
  for (const name of await readdir(aside)) await rm(join(aside, name));
  try {
    const mutation = 'mutation ($input: ConsentWithdrawInput!) { consentWithdraw(input: $input) { withdrawnAt } }';
    const send = () => advocate().query(mutation, { input: { victimId: record.centre, recipient: CENTRE } });
    for (let again = 0; again < 2; again++) {
      expect((await send()).errors?.[0]?.extensions.code).toBe('UNAVAILABLE');
      expect(await hers()).toBeNull();
    }
    await rm(hub.closureLogDirectory);
    await rename(aside, hub.closureLogDirectory);
    expect((await send()).errors).toBeUndefined();
    const kept = await readClosureLog(
      'consent',
      [hub.closureLogDirectory],
      closureKeys(testServer().secrets, 'consent'),
    );
    expect(kept.map(({ kind }) => kind)).toEqual(['consent-withdrawn']);
    expect(JSON.stringify(kept)).not.toContain(record.centre);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
});

/** Of the list that the gateway goes by: it takes none that is older. */
async function trustListVersion(): Promise<number> {
  await hub.refreshTrustList();
  const response = await fetch(`${hub.origin}/info`);
  return ((await response.json()) as { trustList: { version: number } }).trustList.version;
}
