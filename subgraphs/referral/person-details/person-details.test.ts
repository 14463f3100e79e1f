import { mock } from 'node:test';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seedId } from '../../../standalone/seed/ids.js';
import { openTestHub, type TestHub } from '../../../test/hub.js';
import { poolOf } from '../../kit/index.js';
import { meeting } from '../test/meeting.js';
import { CRISIS_CENTRE, done, dump, key, POLICE, Scene } from '../test/scene.js';

const RECORD = `mutation ($input: PersonDetailsRecordInput!) { personDetailsRecord(input: $input) {
  personDetails { id version categories } userErrors { code field message } } }`;
const DETAILS = `identity { familyName givenName patronymic birthDate iin languages version referralId }
  safeContact { channel number codeName leaveNoTrace version referralId }
  household { members { relation age ageBand sex needs } pets wheelchair }`;
const VICTIM = `query ($id: ID!) { victim(id: $id) { ${DETAILS} } }`;
const BROUGHT = `query ($id: ID!) { referral(id: $id) { victim { ${DETAILS} } } }`;

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());

/** Nobody: the names are made up, the number has a date of birth that does not exist. */
const identity = {
  familyName: 'Ойдан',
  givenName: 'Шығарылған',
  birthDate: '1990-02-03',
  iin: '999900079196',
  languages: ['kk', 'ru'],
};
const safeContact = { channel: 'PHONE', number: '+77000000001', codeName: 'Қызғалдақ', leaveNoTrace: true };
const household = {
  members: [
    { relation: 'CHILD', age: 15, sex: 'MALE' },
    { relation: 'CHILD', ageBand: 'UNDER_2', sex: 'FEMALE', needs: ['бесік'] },
  ],
  pets: 1,
};

interface Recorded {
  personDetails: { id: string; version: number; categories: string[] };
}

async function record(
  scene: Scene,
  parts: Record<string, unknown>,
  account = 'officer-almaty',
  purpose = 'POLICE_RESPONSE',
) {
  return hub
    .as(account, purpose)
    .query(RECORD, { input: { idempotencyKey: key(), victimId: scene.victimId, ...parts } });
}
const ALL = ['IDENTITY', 'CONTACT', 'HOUSEHOLD'];
const read = async (scene: Scene) => (await scene.officer.query(VICTIM, { id: scene.victimId })).data.victim;

describe('person details', () => {
  test('are recorded, read by the agency that took them, and nowhere in clear', async () => {
    const scene = await Scene.open(hub);
    await scene.duty(ALL);
    const { personDetails } = done<Recorded>(
      await record(scene, { identity, safeContact, household }),
      'personDetailsRecord',
    );
    expect(personDetails).toMatchObject({ version: 1, categories: ALL });
    expect(await read(scene)).toEqual({
      identity: { ...identity, patronymic: null, version: 1, referralId: null },
      safeContact: { ...safeContact, version: 1, referralId: null },
      household: {
        members: [
          { relation: 'CHILD', age: 15, ageBand: null, sex: 'MALE', needs: [] },
          { relation: 'CHILD', age: null, ageBand: 'UNDER_2', sex: 'FEMALE', needs: ['бесік'] },
        ],
        pets: 1,
        wheelchair: null,
      },
    });
    const rows = await dump(hub);
    for (const plain of ['Ойдан', 'Шығарылған', '999900079196', '77000000001', 'Қызғалдақ', '1990-02-03', 'бесік']) {
      expect(rows).not.toContain(plain);
      expect(rows).not.toContain(Buffer.from(plain).toString('hex'));
    }
  });

  test('open category by category', async () => {
    const scene = await Scene.open(hub);
    await scene.duty(['IDENTITY']);
    await record(scene, { identity, safeContact, household });
    const answer = await scene.officer.query(VICTIM, { id: scene.victimId });
    expect(answer.errors).toBeUndefined();
    expect(answer.data.victim).toMatchObject({ identity: { familyName: 'Ойдан' }, safeContact: null, household: null });
  });

  test('change by versions: the parts left out stay, what was before is kept, two who edit do not overwrite each other', async () => {
    const scene = await Scene.open(hub);
    await scene.duty(ALL);
    const { id } = done<Recorded>(await record(scene, { identity, safeContact }), 'personDetailsRecord').personDetails;
    const blind = await record(scene, { identity: { ...identity, givenName: 'Басқа' } });
    expect(blind.data.personDetailsRecord).toMatchObject({
      personDetails: null,
      userErrors: [{ code: 'VERSION_CONFLICT' }],
    });
    const edit = (number: string) => () =>
      record(scene, { expectedVersion: 1, safeContact: { ...safeContact, number } });
    const edits = await meeting(
      hub,
      {
        sql: 'SELECT FROM data_key WHERE subject = (SELECT victim_key::text FROM person_details WHERE id = $1) FOR UPDATE',
        values: [id],
      },
      [edit('+77000000002'), edit('+77000000003')],
    );
    const codes = edits.map(({ data }) => data.personDetailsRecord.userErrors[0]?.code ?? 'DONE');
    expect(codes.sort()).toEqual(['DONE', 'VERSION_CONFLICT']);
    const after = await read(scene);
    expect(after).toMatchObject({ identity: { familyName: 'Ойдан', version: 2 }, household: null });
    expect(['+77000000002', '+77000000003']).toContain(after.safeContact.number);
    const history = await hub.db('referral').query(
      `SELECT version, superseded_at IS NULL AS current FROM person_details WHERE victim_key =
         (SELECT victim_key FROM person_details ORDER BY recorded_at DESC LIMIT 1) ORDER BY version`,
    );
    expect(history).toEqual([
      { version: 1, current: false },
      { version: 2, current: true },
    ]);
  });

  test('of the first version are written once when several send them at the same time', async () => {
    const scene = await Scene.open(hub);
    const answers = await Promise.all(Array.from({ length: 6 }, () => record(scene, { identity })));
    const codes = answers.map(({ data }) => data?.personDetailsRecord?.userErrors[0]?.code ?? 'DONE');
    expect(codes.sort()).toEqual(['DONE', ...Array(5).fill('VERSION_CONFLICT')]);
    expect(answers.flatMap(({ errors }) => errors ?? [])).toEqual([]);
  });

  test.each([
    [{ identity: { ...identity, iin: '999900079195' } }, ['input', 'identity', 'iin']],
    [{ identity: { ...identity, familyName: '' } }, ['input', 'identity', 'familyName']],
    [{ safeContact: { channel: 'PHONE', leaveNoTrace: false } }, ['input', 'safeContact', 'number']],
    [{}, ['input']],
  ])('%j is refused and the field named', async (parts, field) => {
    const scene = await Scene.open(hub);
    const answer = await record(scene, parts);
    expect(answer.data.personDetailsRecord).toMatchObject({
      personDetails: null,
      userErrors: [{ code: 'INVALID', field }],
    });
  });

  test('are not recorded for somebody of another agency, nor by who sees no personal data', async () => {
    const scene = await Scene.open(hub);
    const other = await record(scene, { identity }, 'officer-bostandyk');
    expect(other.data.personDetailsRecord).toMatchObject({ personDetails: null, userErrors: [{ code: 'NOT_FOUND' }] });
    const steward = await record(scene, { identity }, 'steward', 'STEWARDSHIP');
    expect(steward.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});

describe('a referral brings person details', () => {
  test('sealed again under the key of the recipient; only the categories that it covers', async () => {
    const scene = await Scene.open(hub);
    await record(scene, { identity, safeContact, household });
    await scene.consent(CRISIS_CENTRE, ['IDENTITY', 'CONTACT', 'HOUSEHOLD']);
    const { id } = await scene.sent({ categories: ['IDENTITY', 'HOUSEHOLD'] });
    const answer = await hub.as('intake-almaty', 'SHELTER').query(BROUGHT, { id });
    expect(answer.data.referral.victim).toMatchObject({
      identity: { familyName: 'Ойдан', iin: '999900079196', version: 1, referralId: id },
      safeContact: null,
      household: { members: [{ age: 15 }, { ageBand: 'UNDER_2' }] },
    });
    const keys: { agency: string; wrapped: Buffer }[] = await hub
      .db('referral')
      .query(
        'SELECT k.agency, k.wrapped FROM data_key k JOIN referral r ON r.victim_key::text = k.subject WHERE r.id = $1',
        [id],
      );
    expect(keys.map(({ agency }) => agency).sort()).toEqual([CRISIS_CENTRE, POLICE].sort());
    const [sealed]: { own: Buffer; brought: Buffer }[] = await hub.db('referral').query(
      `SELECT own.identity AS own, brought.identity AS brought FROM person_details brought
       JOIN person_details own ON own.victim_key = brought.victim_key AND own.agency = $2 WHERE brought.identity_referral = $1`,
      [id, POLICE],
    );
    expect(sealed!.own.equals(sealed!.brought)).toBe(false);
  });

  test('which close at the next read after she withdraws', async () => {
    const scene = await Scene.open(hub);
    await record(scene, { identity });
    await scene.consent(CRISIS_CENTRE, ['IDENTITY']);
    const { id } = await scene.sent({ categories: ['IDENTITY'] });
    const intake = hub.as('intake-almaty', 'SHELTER');
    expect((await intake.query(BROUGHT, { id })).data.referral.victim.identity.familyName).toBe('Ойдан');
    await scene.withdraw(CRISIS_CENTRE);
    const closed = await intake.query(BROUGHT, { id });
    expect(closed.errors).toBeUndefined();
    expect(closed.data.referral.victim?.identity ?? null).toBeNull();
  });

  test('without overwriting what she told the recipient herself; what an earlier referral brought is replaced', async () => {
    const scene = await Scene.open(hub);
    await record(scene, { identity, safeContact });
    await scene.consent(CRISIS_CENTRE, ['IDENTITY', 'CONTACT']);
    const first = await scene.sent({ categories: ['IDENTITY', 'CONTACT'] });
    const intake = hub.as('intake-almaty', 'SHELTER');
    const theirs = (await intake.query('query ($id: ID!) { referral(id: $id) { victim { id } } }', { id: first.id }))
      .data.referral.victim.id;
    const own = {
      idempotencyKey: key(),
      victimId: theirs,
      expectedVersion: 1,
      safeContact: { ...safeContact, number: '+77000000009' },
    };
    done(await intake.query(RECORD, { input: own }), 'personDetailsRecord');
    await record(scene, { expectedVersion: 1, identity: { ...identity, givenName: 'Жаңа' }, safeContact });
    const second = await scene.sent({ categories: ['IDENTITY', 'CONTACT'] });
    const { victim } = (await intake.query(BROUGHT, { id: second.id })).data.referral;
    expect(victim.identity).toMatchObject({ givenName: 'Жаңа', version: 3, referralId: second.id });
    expect(victim.safeContact).toMatchObject({ number: '+77000000009', version: 3, referralId: null });
  });
});

test('all parts of all victims of a list are read by one statement', async () => {
  for (let i = 0; i < 3; i++) {
    const scene = await Scene.open(hub);
    await record(scene, { identity, safeContact, household });
    await scene.consent(CRISIS_CENTRE, ALL);
    await scene.sent({ categories: ALL, service: 'SUPPORT' });
  }
  const query = mock.method(poolOf(hub.subgraphs.get('referral')!.db), 'query');
  const answer = await hub
    .as('intake-almaty', 'SHELTER')
    .query(`{ referralInbox(first: 3) { edges { node { victim { ${DETAILS} } } } } }`);
  const statements = query.mock.calls.map(
    ({ arguments: [statement] }) => (statement as unknown as { name?: string }).name,
  );
  query.mock.restore();
  for (const { node } of answer.data.referralInbox.edges) {
    expect(node.victim).toMatchObject({ identity: {}, safeContact: {}, household: {} });
  }
  expect(statements.filter((name) => name?.startsWith('referral.'))).toEqual([
    'referral.inbox',
    'referral.currentDetails',
  ]);
});

test('an officer who is walled off can neither read nor record, and is told what a stranger is told', async () => {
  const scene = await Scene.open(hub);
  await scene.duty(ALL);
  await record(scene, { identity });
  await scene.consent(CRISIS_CENTRE, ['IDENTITY', 'REFERRAL']);
  const { id } = await scene.sent({ categories: ['IDENTITY'] });
  const advocate = hub.as('advocate-almaty', 'SUPPORT');
  const theirs = (await advocate.query('query ($id: ID!) { referral(id: $id) { victim { id } } }', { id })).data
    .referral.victim.id;
  const wall = await advocate.query(
    'mutation ($input: ConflictWallAddInput!) { conflictWallAdd(input: $input) { notYetEnforcedBy userErrors { code } } }',
    {
      input: {
        idempotencyKey: key(),
        victimId: theirs,
        subjectKind: 'STAFF',
        subject: seedId('staff:officer-almaty'),
        reason: 'KNOWS_PERPETRATOR',
      },
    },
  );
  expect(done<{ notYetEnforcedBy: string[] }>(wall, 'conflictWallAdd').notYetEnforcedBy).not.toContain('referral');
  expect(await read(scene)).toBeNull();
  expect((await scene.officer.query(BROUGHT, { id })).data.referral).toBeNull();
  const refused = (await record(scene, { identity, expectedVersion: 1 })).data.personDetailsRecord;
  const stranger = (await record(scene, { identity }, 'officer-bostandyk')).data.personDetailsRecord;
  expect(refused).toEqual(stranger);
});
