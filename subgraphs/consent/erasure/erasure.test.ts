import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { closureKeys, secretsOf } from '../../../standalone/secrets.js';
import { consentedRecord } from '../../../test/consented-record.js';
import { openTestHub, type TestHub } from '../../../test/hub.js';
import { testServer } from '../../../test/setup/test-server.js';
import { eraseWhatIsOver } from '../../kit/erasure/erase.js';
import { DataKey, readClosureLog, transaction } from '../../kit/index.js';
import { CENTRE, CLERK, INTAKE, OFFICER, POLICE, SCHEDULER, Scene, SHE, STEWARD } from '../test/scene.js';
import { Stewardship } from '../test/stewardship.js';

let hub: TestHub;
let scene: Scene;
let steward: Stewardship;
beforeAll(async () => {
  hub = await openTestHub();
});
beforeEach(async () => {
  scene = await Scene.open(hub);
  steward = new Stewardship(hub, scene);
});
afterAll(() => hub.close());

const keys = async (subgraph: string): Promise<number> => {
  const [row] = await hub.db(subgraph).query('SELECT count(*)::int AS n FROM data_key WHERE subject = $1', [scene.key]);
  return row.n;
};
const refused = (code: string, field: string) => [
  { code, field: ['input', field], message: expect.stringMatching(/.{10}/) },
];
/** Everything that could open her to the police and to the clinic. */
async function opened(): Promise<void> {
  await scene.grant();
  await scene.duty();
  expect(await scene.open(SCHEDULER)).not.toBeNull();
  expect(await scene.open(OFFICER)).not.toBeNull();
}

describe('asked for', () => {
  test('in person, in writing, and not before a relative; else nothing happens', async () => {
    await opened();
    for (const [change, field] of [
      [{ inPerson: false }, 'inPerson'],
      [{ form: 'ORAL' }, 'form'],
      [{ witness: 'RELATIVE' }, 'witness'],
    ] as const)
      expect((await steward.erase(change)).userErrors).toEqual(refused('INVALID', field));
    for (const language of ['ru', 'kk']) {
      const input = { victimId: scene.idFor(SHE), idempotencyKey: randomUUID(), inPerson: false };
      const answer = await steward.do(
        SHE,
        'victimErase',
        { ...input, form: 'WRITTEN', witness: 'COLLEAGUE' },
        language,
      );
      expect(answer.userErrors[0].message).toMatch(/^[\p{Script=Cyrillic}\s.,-]+$/u);
    }
    expect(await scene.open(OFFICER)).not.toBeNull();
    expect(await steward.state()).toBeNull();
  });

  test('it closes at once on every ground, and nobody can name her any more; the answer is that for nobody', async () => {
    await opened();
    const { erasure, userErrors } = await steward.erase();
    expect(userErrors).toEqual([]);
    expect(erasure).toMatchObject({ state: 'WAITING', notYetShreddedBy: [] });
    expect(Date.parse(erasure.shredsNotBefore) - Date.parse(erasure.askedAt)).toBe(14 * 86_400_000);
    expect(await scene.open(SCHEDULER)).toBeNull();
    expect(await scene.open(OFFICER)).toBeNull();
    const unknown = await scene.do(OFFICER, 'consentGrant', { ...scene.terms(), victimId: 'nobody' });
    expect(await scene.do(OFFICER, 'consentGrant', scene.terms())).toEqual(unknown);
    expect(await scene.do(OFFICER, 'legalBasisRecord', scene.ground())).toMatchObject({ legalBasis: null });
    const sent = await hub
      .as(...OFFICER)
      .query('mutation ($input: ReferralSendInput!) { referralSend(input: $input) { userErrors { code } } }', {
        input: {
          idempotencyKey: randomUUID(),
          victimId: scene.idFor(OFFICER),
          recipient: CENTRE,
          service: 'SHELTER',
          urgency: 'STAT',
          categories: [],
        },
      });
    expect(sent.data.referralSend.userErrors).toEqual([{ code: 'NOT_FOUND' }]);
    expect(await keys('consent')).toBeGreaterThan(0);
  });

  test('twice, it is the same erasure; the same key has one effect', async () => {
    const idempotencyKey = randomUUID();
    const first = await steward.erase({ idempotencyKey });
    expect((await steward.erase({ idempotencyKey })).erasure).toEqual(first.erasure);
    expect((await steward.erase()).erasure).toEqual(first.erasure);
  });

  test('and taken back in person, what was open is open again, but for what was closed apart from it', async () => {
    await opened();
    await steward.erase();
    expect((await steward.cancel({ inPerson: false })).userErrors).toEqual(refused('INVALID', 'inPerson'));
    const { erasure } = await steward.cancel();
    expect(erasure.state).toBe('CANCELLED');
    expect(await scene.open(SCHEDULER)).not.toBeNull();
    expect(await scene.open(OFFICER)).not.toBeNull();
    expect((await steward.cancel()).userErrors).toEqual(refused('WRONG_STATE', 'victimId'));
    expect((await steward.erase()).erasure.state).toBe('WAITING');
    expect(await scene.open(OFFICER)).toBeNull();
  });

  test('by nobody else: an id of another agency is nobody', async () => {
    const input = { idempotencyKey: randomUUID(), inPerson: true, form: 'WRITTEN', witness: 'COLLEAGUE' };
    const { userErrors } = await steward.do(SHE, 'victimErase', { ...input, victimId: scene.idFor(OFFICER) });
    expect(userErrors).toEqual(refused('NOT_FOUND', 'victimId'));
    expect((await hub.as(...SHE).query('{ erasure(victimId: "nobody") { id } }')).data.erasure).toBeNull();
  });
});

describe('after the waiting period', () => {
  test('her keys are gone in every subgraph, what they sealed opens for nobody, and none is ever made again', async () => {
    const record = await consentedRecord(hub);
    const [{ key }] = await hub.db('consent').query('SELECT key FROM victim ORDER BY registered_at DESC LIMIT 1');
    scene = Object.assign(Object.create(Scene.prototype), scene, { key });
    steward = new Stewardship(hub, scene);
    const other = await Scene.open(hub);
    await other.duty();
    const reports = async () => {
      const { data } = await hub.as(...OFFICER).query('{ incidents(first: 1) { edges { node { id account } } } }');
      return data.incidents.edges[0].node;
    };
    expect((await reports()).account).toContain('belt');
    await steward.erase();
    expect((await reports()).account).toContain('belt');
    await hub.db('consent').query("UPDATE victim SET majority_at = now() + interval '9 years' WHERE key = $1", [key]);
    await sleep(1_500);
    expect((await steward.state()).state).toBe('WAITING');
    expect(await keys('referral')).toBe(3);
    await steward.waited();
    await steward.until('SHREDDED');
    for (const subgraph of ['consent', 'referral', 'forensic-appointment', 'shelter-capacity']) {
      expect([subgraph, await keys(subgraph)]).toEqual([subgraph, 0]);
      expect(await hub.db(subgraph).query('SELECT subject FROM erased_subject')).toEqual([{ subject: key }]);
    }
    expect((await reports()).account).toBeNull();
    expect(await hub.db('consent').query('SELECT majority_at FROM victim WHERE key = $1', [key])).toEqual([
      { majority_at: null },
    ]);
    expect(await other.open(OFFICER)).not.toBeNull();
    const { db } = hub.subgraphs.get('referral')!;
    const { agencyKeys } = secretsOf(testServer().secrets, 'referral');
    await expect(transaction(db, (manager) => DataKey.obtain(manager, agencyKeys, key, POLICE))).rejects.toThrow(
      'destroyed',
    );
    expect((await steward.cancel()).userErrors).toEqual(refused('WRONG_STATE', 'victimId'));
    expect((await steward.hold()).userErrors).toEqual(refused('NOT_FOUND', 'victimId'));

    // what is under way goes on by its local reference, which goes when it has ended
    const intake = hub.as(...INTAKE);
    const placement = async (sql: string) =>
      (await hub.db('shelter-capacity').query(`${sql} WHERE id = $1`, [record.placement]))[0];
    await hub
      .db('shelter-capacity')
      .query("UPDATE placement SET guest_reference = 'G-17' WHERE id = $1", [record.placement]);
    const step = async (name: string, type: string) => {
      const { data, errors } = await intake.query(
        `mutation ($input: ${type}!) { ${name}(input: $input) { placement { state guestReference } userErrors { code } } }`,
        { input: { holdId: record.placement } },
      );
      expect(errors).toBeUndefined();
      return data[name];
    };
    expect(await step('bedArrive', 'PlacementLinkInput')).toMatchObject({
      placement: { state: 'ARRIVED', guestReference: 'G-17' },
    });
    expect(await step('bedDepart', 'PlacementStepInput')).toMatchObject({ placement: { state: 'DEPARTED' } });
    const shelter = hub.subgraphs.get('shelter-capacity')!;
    await eraseWhatIsOver(shelter.db, shelter.definition.erases!);
    expect(await placement('SELECT guest_reference, state FROM placement')).toEqual({
      guest_reference: null,
      state: 'DEPARTED',
    });
  }, 60_000);

  test('the log outside the database holds keys and ids, nothing else', async () => {
    await steward.erase();
    await steward.hold();
    await steward.cancel();
    const log = await readClosureLog(
      'consent',
      [hub.closureLogDirectory],
      closureKeys(testServer().secrets, 'consent'),
    );
    const mine = log.filter(({ payload }) => payload.victim === scene.key);
    expect(mine.map(({ kind, payload }) => [kind, ...Object.keys(payload).sort()])).toEqual([
      ['erasure-asked', 'agency', 'due', 'id', 'staff', 'victim'],
      ['legal-hold-placed', 'agency', 'id', 'reviewAt', 'staff', 'unit', 'victim'],
    ]);
    expect(JSON.stringify(log)).not.toContain('1234/26');
  });
});

describe('a legal hold', () => {
  test('opens nothing, keeps what is closed closed, and keeps the keys until it is lifted', async () => {
    await opened();
    await steward.erase();
    const { legalHold } = await steward.hold();
    const second = await steward.hold({}, STEWARD);
    expect(second.legalHold).toMatchObject({ reviewDue: false, liftedAt: null, victimId: scene.idFor(STEWARD) });
    expect(await steward.state()).toMatchObject({ state: 'ON_HOLD' });
    await steward.waited();
    await sleep(1_500);
    expect(await steward.state()).toMatchObject({ state: 'ON_HOLD' });
    expect(await keys('consent')).toBeGreaterThan(0);
    expect(await scene.open(CLERK)).toBeNull();
    expect(await scene.open(OFFICER)).toBeNull();
    expect((await steward.lift(legalHold.id, STEWARD)).userErrors).toEqual(refused('NOT_FOUND', 'holdId'));
    expect((await steward.lift(legalHold.id)).legalHold.liftedAt).not.toBeNull();
    expect((await steward.lift(legalHold.id)).userErrors).toEqual(refused('NOT_FOUND', 'holdId'));
    await sleep(1_500);
    expect(await steward.state()).toMatchObject({ state: 'ON_HOLD' });
    await steward.lift(second.legalHold.id, STEWARD);
    await steward.until('SHREDDED');
    expect(await keys('consent')).toBe(0);
  });

  test('is sealed, has a review within its limit, and is listed to its own agency while it stands', async () => {
    for (const reviewAt of ['2020-01-01T00:00:00Z', '2099-01-01T00:00:00Z'])
      expect((await steward.hold({ reviewAt })).userErrors).toEqual(refused('INVALID', 'reviewAt'));
    expect((await steward.hold({ victimId: 'nobody' })).userErrors).toEqual(refused('NOT_FOUND', 'victimId'));
    const idempotencyKey = randomUUID();
    const reviewAt = new Date(Date.now() + 86_400_000).toISOString();
    const { legalHold } = await steward.hold({ idempotencyKey, reviewAt });
    expect((await steward.hold({ idempotencyKey, reviewAt })).legalHold).toEqual(legalHold);
    const [row] = await rowsFrom(
      'SELECT reason::text AS reason, reference::text AS reference FROM legal_hold WHERE id = $1',
      legalHold.id,
    );
    expect(Buffer.from(row.reference.slice(2), 'hex').toString()).not.toContain('1234');
    const listed = async (who: typeof CLERK) => {
      const { data } = await hub.as(...who).query('{ legalHolds(first: 100) { edges { node { id reviewDue } } } }');
      return data.legalHolds.edges.map((edge: { node: object }) => edge.node);
    };
    await hub
      .db('consent')
      .query(
        "UPDATE legal_hold SET placed_at = placed_at - interval '2 days', review_at = review_at - interval '2 days' WHERE id = $1",
        [legalHold.id],
      );
    expect(await listed(CLERK)).toContainEqual({ id: legalHold.id, reviewDue: true });
    expect(await listed(STEWARD)).not.toContainEqual(expect.objectContaining({ id: legalHold.id }));
    await steward.lift(legalHold.id);
    expect(await listed(CLERK)).not.toContainEqual(expect.objectContaining({ id: legalHold.id }));
  });

  const rowsFrom = (sql: string, id: string) => hub.db('consent').query(sql, [id]);
});
