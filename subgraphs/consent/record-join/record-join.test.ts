import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { closureKeys, secretsOf } from '../../../standalone/secrets.js';
import { seedId } from '../../../standalone/seed/ids.js';
import { openTestHub, type TestHub } from '../../../test/hub.js';
import { TEST_ISSUER, testServer } from '../../../test/setup/test-server.js';
import { readClosureLog, transaction } from '../../kit/index.js';
import { ADVOCATE, CENTRE, OFFICER, POLICE, SCHEDULER, Scene, SECOND_UNIT, SHE, type Who } from '../test/scene.js';
import { asked, Stewardship } from '../test/stewardship.js';
import { JOIN_CLOSURES } from './replay.js';

const STEWARD: Who = ['steward-police', 'STEWARDSHIP'];
const STEWARD_OF_UNIT_2: Who = ['steward-police-2', 'STEWARDSHIP'];
const WALLED = seedId('staff:officer-almaty-2');

let hub: TestHub;
/** Two pseudonyms of one woman, and the number that she told both times. */
let one: Scene;
let other: Scene;
let steward: Stewardship;
let iin: string;
beforeAll(async () => {
  hub = await openTestHub();
  for (const [subject, unit] of [
    [STEWARD[0], null],
    [STEWARD_OF_UNIT_2[0], SECOND_UNIT],
  ]) {
    const input = {
      idempotencyKey: randomUUID(),
      agency: POLICE,
      unit,
      issuer: TEST_ISSUER,
      subject,
      role: 'STEWARD',
      languages: ['ru'],
    };
    const { data } = await hub
      .as('administrator')
      .query('mutation ($input: StaffCreateInput!) { staffCreate(input: $input) { userErrors { message } } }', {
        input,
      });
    expect(data.staffCreate.userErrors).toEqual([]);
  }
  const known = async () => !(await hub.as(...STEWARD_OF_UNIT_2).query(PAIRS)).errors;
  for (let i = 0; i < 100 && !(await known()); i++) await sleep(100);
});
beforeEach(async () => {
  [one, other] = [await Scene.open(hub), await Scene.open(hub)];
  steward = new Stewardship(hub, one);
  iin = newIin();
});
afterAll(() => hub.close());

const PAIRS = '{ recordPairCandidates(first: 100) { edges { node { oneId otherId alike } } } }';
const policeId = (key: string) => secretsOf(testServer().secrets, 'consent').pairwise!.toPublic(key, POLICE);

/** A number with a right check digit that nobody has: its date of birth does not exist. */
function newIin(): string {
  for (;;) {
    const digits = `9999${String(Math.floor(Math.random() * 10_000_000)).padStart(7, '0')}`;
    const sum = [...digits].reduce((all, digit, i) => all + Number(digit) * (i + 1), 0) % 11;
    if (sum < 10) return `${digits}${sum}`;
  }
}
const details = (scene: Scene, identity: object) => ({
  idempotencyKey: randomUUID(),
  victimId: scene.idFor(OFFICER),
  identity: { familyName: 'Ойдан', givenName: 'Шығарылған', languages: ['kk'], ...identity },
});
const RECORD =
  'mutation ($input: PersonDetailsRecordInput!) { personDetailsRecord(input: $input) { personDetails { version categories } userErrors { code } } }';
const tell = (scene: Scene, identity: object) => hub.as(...OFFICER).query(RECORD, { input: details(scene, identity) });
const pairs = async (who = STEWARD) => {
  const { data, errors } = await hub.as(...who).query(PAIRS);
  expect(errors).toBeUndefined();
  const ours = new Set([one, other].map(({ key }) => policeId(key)));
  return data.recordPairCandidates.edges
    .map((edge: { node: { oneId: string; otherId: string } }) => edge.node)
    .filter((pair: { oneId: string; otherId: string }) => ours.has(pair.oneId) && ours.has(pair.otherId));
};
const propose = (change: object = {}) =>
  steward.do(STEWARD, 'recordJoinPropose', {
    idempotencyKey: randomUUID(),
    oneId: policeId(one.key),
    otherId: policeId(other.key),
    ...change,
  });
/** The crisis centre has to do with both, by her consents. */
const bothAtTheCentre = async () => {
  for (const scene of [one, other])
    await scene.grant({
      recipient: CENTRE,
      purposes: ['SUPPORT', 'SUBJECT_REQUEST'],
      categories: ['IDENTITY', 'CONTACT'],
    });
};
const proposals = async () =>
  (
    await hub
      .as(...SHE)
      .query('query ($id: ID!) { recordJoinProposals(victimId: $id) { id otherId } }', { id: one.idFor(SHE) })
  ).data.recordJoinProposals;
const decide = (mutation: string, joinId: string, change: object = {}) =>
  steward.do(SHE, mutation, { joinId, inPerson: true, ...change });
const joined = async () => {
  await bothAtTheCentre();
  const { recordJoin } = await propose();
  const { userErrors } = await steward.do(SHE, 'recordJoin', asked({ joinId: recordJoin.id }));
  expect(userErrors).toEqual([]);
  return recordJoin.id as string;
};
const alsoRecordedAs = async (who: Who, scene: Scene): Promise<string[] | null> => {
  const { data, errors } = await hub
    .as(...who)
    .query('query ($id: ID!) { victim(id: $id) { alsoRecordedAs { id } } }', { id: scene.idFor(who) });
  expect(errors).toBeUndefined();
  return data.victim?.alsoRecordedAs.map(({ id }: { id: string }) => id) ?? null;
};
const wall = (scene: Scene, subject = WALLED) =>
  scene.done(ADVOCATE, 'conflictWallAdd', {
    idempotencyKey: randomUUID(),
    subjectKind: 'STAFF',
    subject,
    reason: 'KNOWS_PERPETRATOR',
  });
const walls = async (scene: Scene): Promise<string[]> =>
  (
    await hub
      .db('consent')
      .query('SELECT subject FROM conflict_wall WHERE victim_key = $1 AND lifted_at IS NULL ORDER BY 1', [scene.key])
  ).map(({ subject }: { subject: string }) => subject);

describe('records that are alike', () => {
  test('are found by number, and by names and birth however they were typed; without anything of them', async () => {
    await tell(one, { iin, familyName: 'Әшімова', givenName: 'Қарлығаш', birthDate: '1990-02-03' });
    await tell(other, { iin });
    const [pair] = await pairs();
    expect(pair.alike).toEqual(['IIN']);
    expect([pair.oneId, pair.otherId].sort()).toEqual([policeId(one.key), policeId(other.key)].sort());
    const third = await Scene.open(hub);
    await tell(third, { familyName: ' карлыгаш ', givenName: 'АШИМОВА', birthDate: '1990-02-03' });
    other = third;
    expect((await pairs())[0].alike).toEqual(['NAME_AND_BIRTH_DATE']);
    const kept = await hub.db('referral').query('SELECT t::text AS row FROM identity_token t');
    expect(JSON.stringify(kept)).not.toMatch(new RegExp(`${iin}|Әшімова|АШИМОВА|1990`, 'i'));
  });

  test('for a steward of that agency, who has to do with the unit, and whom no wall keeps out; on the log of both', async () => {
    await tell(one, { iin });
    await tell(other, { iin });
    expect(await pairs(STEWARD_OF_UNIT_2)).toEqual([]);
    const foreign = await hub.as('steward', 'STEWARDSHIP').query(PAIRS);
    expect(foreign.data.recordPairCandidates.edges).toEqual([]);
    const looks = async () =>
      (
        await hub
          .db('referral')
          .query(
            "SELECT victim_key FROM own_record_log WHERE category = 'IDENTITY' AND role = 'STEWARD' AND victim_key = ANY($1)",
            [[one.key, other.key]],
          )
      ).length;
    expect(await looks()).toBe(0);
    expect(await pairs()).toHaveLength(1);
    expect(await looks()).toBe(2);
    const [{ id }] = await hub.db('directory').query('SELECT id FROM staff_member WHERE subject = $1', [STEWARD[0]]);
    await wall(one, id);
    expect(await pairs()).toEqual([]);
    expect((await propose()).userErrors[0].code).toBe('NOT_FOUND');
  });

  test('tell nothing to whoever records: the same statements and the same answer as for somebody who is like nobody', async () => {
    const statements: string[] = [];
    const client = pg.Client.prototype as unknown as { query: (...args: unknown[]) => unknown };
    const original = client.query;
    client.query = function (this: unknown, ...args: unknown[]) {
      const query = args[0] as { name?: string; text?: string } | string;
      statements.push(typeof query === 'string' ? query : (query.name ?? query.text ?? ''));
      return original.apply(this, args);
    };
    try {
      const ran = async (scene: Scene, identity: object) => {
        statements.length = 0;
        const { data } = await tell(scene, identity);
        return {
          answer: data,
          statements: statements.filter((text) => /person_details|identity_token|data_key/.test(text)),
        };
      };
      const alone = await ran(one, { iin });
      const alike = await ran(other, { iin });
      expect(alike).toEqual(alone);
      expect(alone.statements.filter((text) => text.includes('identity_token'))).toHaveLength(1);
      expect(await pairs()).toHaveLength(1);
    } finally {
      client.query = original;
    }
  });
});

describe('two records are joined', () => {
  test('only when she says so: proposed to her where both are known, in person and in writing', async () => {
    const { recordJoin } = await propose();
    expect(recordJoin.state).toBe('PROPOSED');
    expect((await propose()).userErrors[0].code).toBe('NOT_FOUND');
    expect((await propose({ otherId: policeId(one.key) })).userErrors[0].code).toBe('NOT_FOUND');
    expect(await proposals()).toEqual([]);
    const joinId = recordJoin.id;
    expect((await steward.do(SHE, 'recordJoin', asked({ joinId }))).userErrors[0].code).toBe('NOT_FOUND');
    await bothAtTheCentre();
    expect(await proposals()).toEqual([{ id: joinId, otherId: other.idFor(SHE) }]);
    for (const [change, field] of [
      [{ inPerson: false }, 'inPerson'],
      [{ form: 'ORAL' }, 'form'],
      [{ witness: 'RELATIVE' }, 'witness'],
    ] as const) {
      const { userErrors } = await steward.do(SHE, 'recordJoin', asked({ joinId, ...change }));
      expect(userErrors).toMatchObject([{ code: 'INVALID', field: ['input', field] }]);
    }
    expect(await alsoRecordedAs(ADVOCATE, one)).toEqual([]);
    const input = asked({ joinId });
    expect((await steward.do(SHE, 'recordJoin', input)).recordJoin.state).toBe('JOINED');
    expect((await steward.do(SHE, 'recordJoin', input)).recordJoin.state).toBe('JOINED');
    expect(await alsoRecordedAs(ADVOCATE, one)).toEqual([other.idFor(ADVOCATE)]);
    expect(await alsoRecordedAs(ADVOCATE, other)).toEqual([one.idFor(ADVOCATE)]);
  });

  test('not when she says no, and she is never asked again', async () => {
    await tell(one, { iin });
    await tell(other, { iin });
    await bothAtTheCentre();
    const { recordJoin } = await propose();
    expect((await decide('recordJoinDecline', recordJoin.id)).recordJoin.state).toBe('DECLINED');
    expect(await pairs()).toEqual([]);
    expect(await proposals()).toEqual([]);
    expect((await propose()).userErrors[0].code).toBe('NOT_FOUND');
    expect((await steward.do(SHE, 'recordJoin', asked({ joinId: recordJoin.id }))).userErrors[0].code).toBe(
      'WRONG_STATE',
    );
  });

  test('and her no outlasts a restore', async () => {
    await bothAtTheCentre();
    const { recordJoin } = await propose();
    await decide('recordJoinDecline', recordJoin.id);
    const log = await readClosureLog(
      'consent',
      [hub.closureLogDirectory],
      closureKeys(testServer().secrets, 'consent'),
    );
    const said = log.filter(({ kind, payload }) => kind === 'record-join-decided' && payload.id === recordJoin.id);
    expect(said.map(({ payload }) => Object.keys(payload).sort())).toEqual([['id', 'one', 'other', 'state']]);
    await hub.db('consent').query('DELETE FROM record_join WHERE id = $1', [recordJoin.id]);
    for (let again = 0; again < 2; again++)
      await transaction(hub.db('consent'), (manager) => JOIN_CLOSURES[said[0]!.kind]!(manager, said[0]!));
    expect((await propose()).userErrors[0].code).toBe('NOT_FOUND');
  });

  test('openings stay with their record: the other is shown to whom it is open by itself', async () => {
    await joined();
    await one.grant();
    expect(await alsoRecordedAs(SCHEDULER, one)).toEqual([]);
    expect(await other.open(SCHEDULER)).toBeNull();
    await other.grant();
    expect(await alsoRecordedAs(SCHEDULER, one)).toEqual([other.idFor(SCHEDULER)]);
    await other.done(ADVOCATE, 'consentWithdraw', { recipient: seedId('agency:clinic-almaty') });
    expect(await alsoRecordedAs(SCHEDULER, one)).toEqual([]);
    expect(await one.open(SCHEDULER)).not.toBeNull();
  });

  test('walls that stand and walls to come are on all of them, and stay when she takes the link back', async () => {
    const later = seedId('staff:scheduler-almaty');
    await wall(one);
    const id = await joined();
    expect(await walls(other)).toEqual([WALLED]);
    await wall(other, later);
    expect(await walls(one)).toEqual([WALLED, later].sort());
    while (!(await hub.subgraphs.get('consent')!.outbox.flush()));
    const copies = await hub.db('referral').query('SELECT victim_key FROM conflict_wall WHERE subject = $1', [later]);
    expect(copies.map((c: { victim_key: string }) => c.victim_key).sort()).toEqual([one.key, other.key].sort());
    expect((await decide('recordUnjoin', id, { inPerson: false })).userErrors[0].code).toBe('INVALID');
    expect((await decide('recordUnjoin', id)).recordJoin.state).toBe('UNJOINED');
    expect(await alsoRecordedAs(ADVOCATE, one)).toEqual([]);
    expect(await walls(other)).toEqual([WALLED, later].sort());
    await wall(one, seedId('staff:examiner-almaty'));
    expect(await walls(other)).toEqual([WALLED, later].sort());
  });

  test('what is reported about one of them suspends the other guardians of her child, and never her', async () => {
    const child = await Scene.openChild(hub, 9);
    const guardian = (relation: string, own?: Scene) =>
      child.done(ADVOCATE, 'guardianRecord', {
        ...{ idempotencyKey: randomUUID(), relation },
        ...(own ? { guardianVictimId: own.idFor(ADVOCATE) } : {}),
      });
    const named = (relations: string[], victim: Scene) =>
      hub.transport.call('consent', {
        document: 'mutation ($input: PerpetratorNamedInput!) { perpetratorNamed(input: $input) }',
        variables: { input: { report: randomUUID(), victim: victim.key, relations } },
        caller: { requester: null, actor: 'referral', requestId: randomUUID(), deadline: Date.now() + 10_000 },
      });
    const suspended = async () =>
      (
        await hub
          .db('consent')
          .query('SELECT relation FROM guardian WHERE victim_key = $1 AND suspended_at IS NOT NULL', [child.key])
      ).map(({ relation }: { relation: string }) => relation);
    await guardian('FATHER');
    await guardian('MOTHER', one);
    await named(['PARTNER'], other);
    expect(await suspended()).toEqual([]);
    const id = await joined();
    expect(await suspended()).toEqual(['FATHER']);
    await guardian('MOTHER', other);
    await named(['PARTNER'], one);
    expect(await suspended()).toEqual(['FATHER']);
    await guardian('GRANDPARENT');
    expect((await suspended()).sort()).toEqual(['FATHER', 'GRANDPARENT']);
    await decide('recordUnjoin', id);
    expect((await suspended()).sort()).toEqual(['FATHER', 'GRANDPARENT']);
  });

  test('a restore that learns of a link again suspends along it', async () => {
    const child = await Scene.openChild(hub, 9);
    await child.done(ADVOCATE, 'guardianRecord', { idempotencyKey: randomUUID(), relation: 'FATHER' });
    const own = { guardianVictimId: one.idFor(ADVOCATE) };
    await child.done(ADVOCATE, 'guardianRecord', { idempotencyKey: randomUUID(), relation: 'MOTHER', ...own });
    const db = hub.db('consent');
    await db.query("INSERT INTO perpetrator_naming (report, victim_key, relations) VALUES ($1, $2, '{PARTNER}')", [
      randomUUID(),
      other.key,
    ]);
    const [a, b] = [one.key, other.key].sort();
    const payload = { id: randomUUID(), one: a, other: b, state: 'JOINED' };
    await transaction(db, (manager) =>
      JOIN_CLOSURES['record-join-decided']!(manager, {
        ...{ sequence: '1', kind: 'record-join-decided', at: new Date().toISOString() },
        payload,
      }),
    );
    const rows = await db.query('SELECT relation FROM guardian WHERE victim_key = $1 AND suspended_at IS NOT NULL', [
      child.key,
    ]);
    expect(rows).toEqual([{ relation: 'FATHER' }]);
  });

  test('taking everything back, and erasure, close all of them', async () => {
    await joined();
    await one.done(ADVOCATE, 'consentWithdraw', {});
    expect(await one.open(ADVOCATE)).toBeNull();
    expect(await other.open(ADVOCATE)).toBeNull();
    await other.duty();
    expect(await other.open(OFFICER)).not.toBeNull();
    await steward.erase();
    expect(await other.open(OFFICER)).toBeNull();
    await steward.cancel();
    expect(await other.open(OFFICER)).not.toBeNull();
  });
});
