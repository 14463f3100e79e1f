import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { openTestHub, type TestHub } from '../../../test/hub.js';
import { transaction } from '../../kit/index.js';
import { consent } from '../index.js';
import {
  ADVOCATE,
  CENTRE,
  CLINICIAN,
  HOSPITAL,
  inHours,
  OFFICER,
  POLICE,
  Scene,
  SECOND_OFFICER,
  SECOND_UNIT,
  SHE,
} from '../test/scene.js';

let hub: TestHub;
let child: Scene;
let mother: Scene;
beforeAll(async () => {
  hub = await openTestHub();
});
beforeEach(async () => {
  child = await Scene.openChild(hub, 9);
  mother = await Scene.open(hub);
});
afterAll(() => hub.close());

type Change = Record<string, unknown>;
/** The centre takes it for the hospital, with the mother's or another's consent. */
const given = (givenBy: string | null, change: Change = {}) =>
  child.terms({
    ...{ recipient: HOSPITAL, purposes: ['MEDICAL_CARE'], categories: ['IDENTITY', 'RISK'] },
    ...{ provisional: false, form: 'WRITTEN', givenBy, ...change },
  });
const give = (givenBy: string | null, change: Change = {}) =>
  child.do(ADVOCATE, 'consentGrant', given(givenBy, change));
const guardian = async (relation: string, own?: Scene): Promise<string> =>
  (
    await child.done(ADVOCATE, 'guardianRecord', {
      idempotencyKey: randomUUID(),
      relation,
      ...(own ? { guardianVictimId: own.idFor(ADVOCATE) } : {}),
    })
  ).guardian.id;
/** A report of the police about somebody, and its message to consent. */
async function report(victim: Scene, named: string[]): Promise<string> {
  const { data } = await hub
    .as(...OFFICER)
    .query(
      'mutation ($input: IncidentReportInput!) { incidentReport(input: $input) { incident { id } userErrors { code } } }',
      {
        input: {
          idempotencyKey: randomUUID(),
          victimId: victim.idFor(OFFICER),
          occurredAt: inHours(-1),
          channel: 'CALL_102',
          violence: ['PHYSICAL'],
          regionCode: 'KZ-75',
          named,
        },
      },
    );
  while (!(await hub.subgraphs.get('referral')!.outbox.flush()));
  return data.incidentReport.incident.id;
}
const open = () => child.open(CLINICIAN);
const OPEN = ['IDENTITY by CONSENT', 'RISK by CONSENT'];
const lift = (guardianId: string, change: Change = {}) =>
  child.do(ADVOCATE, 'guardianSuspensionLift', {
    guardianId,
    decidedBy: 'COURT',
    decision: 'Court of Auezov, 2-117/2026',
    decidedAt: inHours(-1),
    ...change,
  });
/** She herself asks: what stands of her guardians, by relation. */
const states = async (): Promise<Record<string, string>> => {
  const { guardians } = await child.read(SHE, 'guardians { relation state }');
  return Object.fromEntries(guardians.map(({ relation, state }: Record<string, string>) => [relation, state]));
};
const hers = (givenBy: string) =>
  child.done(ADVOCATE, 'consentGrant', given(givenBy, { recipient: CENTRE, purposes: ['SUBJECT_REQUEST'] }));
const ofAge = () =>
  hub.db('consent').query('UPDATE victim SET majority_at = clock_timestamp() WHERE key = $1', [child.key]);

describe('a child’s record', () => {
  test('opens what one guardian agrees to, and shows who gave it to the taker and to her', async () => {
    const id = await guardian('MOTHER', mother);
    await child.done(ADVOCATE, 'consentGrant', given(id));
    expect(await open()).toEqual(OPEN);
    const GIVEN = 'consents(first: 1) { edges { node { givenBy } } }';
    expect((await child.read(CLINICIAN, GIVEN)).consents.edges[0].node.givenBy).toBeNull();
    await hers(id);
    expect((await child.read(SHE, GIVEN)).consents.edges[0].node.givenBy).toBe(id);
  });

  test.each(['CONTACT', 'SHELTER'])('never carries %s, in a consent or on another ground', async (category) => {
    const REFUSED = [{ code: 'INVALID', field: ['input', 'categories'] }];
    const id = await guardian('MOTHER');
    expect((await give(id, { categories: ['IDENTITY', category] })).userErrors).toMatchObject(REFUSED);
    const ground = child.ground({ kind: 'COURT_ORDER', categories: ['CONTACT'] });
    expect((await child.do(ADVOCATE, 'legalBasisRecord', ground)).userErrors).toMatchObject(REFUSED);
    // not even what got into the database some other way, nor when she is of age
    await child.done(ADVOCATE, 'consentGrant', given(id));
    await hub
      .db('consent')
      .query('UPDATE consent SET categories = categories || $2, given_by = NULL WHERE victim_key = $1', [
        child.key,
        [category],
      ]);
    expect(await open()).toEqual(OPEN);
    await ofAge();
    expect(await open()).toEqual(OPEN);
  });

  test('is made with its majority, and no other record has one', async () => {
    const register = async (input: object) => {
      const { data } = await hub
        .as(...OFFICER)
        .query(
          'mutation ($input: VictimRegisterInput!) { victimRegister(input: $input) { victimId userErrors { code field } } }',
          {
            input: { idempotencyKey: randomUUID(), ...input },
          },
        );
      return data.victimRegister.userErrors;
    };
    const REFUSED = [{ code: 'INVALID', field: ['input', 'majorityAt'] }];
    expect(await register({ kind: 'CHILD' })).toEqual(REFUSED);
    expect(await register({ kind: 'CHILD', majorityAt: inHours(-1) })).toEqual(REFUSED);
    expect(await register({ kind: 'CHILD', majorityAt: inHours(24 * 366 * 19) })).toEqual(REFUSED);
    expect(await register({ majorityAt: inHours(24) })).toEqual(REFUSED);
    expect(await register({ kind: 'CHILD', majorityAt: inHours(24) })).toEqual([]);
  });

  test.each<[string, Change, string, string]>([
    ['nobody', { givenBy: null }, 'NOT_PERMITTED', 'givenBy'],
    ['a guardian who is not known', { givenBy: 'x' }, 'NOT_PERMITTED', 'givenBy'],
    ['a guardian against the child’s word', { minorAgreed: false }, 'INVALID', 'minorAgreed'],
  ])('is not opened by %s', async (_, change, code, field) => {
    const id = await guardian('MOTHER');
    expect((await give(id, change)).userErrors).toMatchObject([{ code, field: ['input', field] }]);
    expect(await open()).toBeNull();
  });

  test('has no guardian of another child’s, and an adult’s record has none', async () => {
    const id = await guardian('MOTHER');
    const other = await Scene.openChild(hub, 9);
    const foreign = await other.do(ADVOCATE, 'consentGrant', given(id));
    expect(foreign.userErrors).toMatchObject([{ code: 'NOT_PERMITTED', field: ['input', 'givenBy'] }]);
    const adults = await mother.do(ADVOCATE, 'consentGrant', given(id));
    expect(adults.userErrors).toMatchObject([{ code: 'INVALID', field: ['input', 'givenBy'] }]);
    const recorded = await mother.do(ADVOCATE, 'guardianRecord', { idempotencyKey: randomUUID(), relation: 'MOTHER' });
    expect(recorded.userErrors).toMatchObject([{ code: 'INVALID', field: ['input', 'victimId'] }]);
  });

  test('is hers alone from majority on, by the clock of the database', async () => {
    const id = await guardian('MOTHER');
    const { consent: first } = await child.done(ADVOCATE, 'consentGrant', given(id));
    expect(await open()).toEqual(OPEN);
    await ofAge();
    expect(await open()).toBeNull();
    expect((await give(id)).userErrors).toMatchObject([{ code: 'INVALID', field: ['input', 'givenBy'] }]);
    const renewal = {
      ...{ idempotencyKey: randomUUID(), consentId: first.id, expiresAt: inHours(80 * 24) },
      ...{ language: 'kk', interpreter: 'NONE', consequencesExplained: true },
    };
    expect((await child.do(ADVOCATE, 'consentRenew', renewal)).userErrors).toMatchObject([{ code: 'WRONG_STATE' }]);
    expect((await give(null)).userErrors).toEqual([]);
    expect(await open()).toEqual(OPEN);
  });

  test('at sixteen opens to care what she agrees to alone, and not what needs a guardian', async () => {
    child = await Scene.openChild(hub, 16.5);
    expect((await give(null, { purposes: ['SHELTER'] })).userErrors).toMatchObject([{ code: 'NOT_PERMITTED' }]);
    expect((await give(null)).userErrors).toEqual([]);
    expect(await open()).toEqual(OPEN);
  });
});

describe('a guardian', () => {
  test('whom a report about the child names is suspended, at the next read, and the others are not', async () => {
    const [father, mum] = [await guardian('FATHER'), await guardian('MOTHER')];
    await hers(mum);
    await child.done(ADVOCATE, 'consentGrant', given(father));
    expect(await open()).toEqual(OPEN);
    await report(child, ['FATHER']);
    expect(await open()).toBeNull();
    expect(await states()).toEqual({ FATHER: 'SUSPENDED', MOTHER: 'ACTIVE' });
    expect((await give(father)).userErrors).toMatchObject([{ code: 'NOT_PERMITTED', field: ['input', 'givenBy'] }]);
    await child.done(ADVOCATE, 'consentGrant', given(mum));
    expect(await open()).toEqual(OPEN);
    const mine = await child.read(CLINICIAN, 'consents(first: 2) { edges { node { state } } }');
    expect(mine.consents.edges.map(({ node }: { node: { state: string } }) => node.state)).toEqual([
      'ACTIVE',
      'EXPIRED',
    ]);
    const all = await child.read(SHE, 'consents(first: 9) { edges { node { state } } }');
    expect(all.consents.edges.map(({ node }: { node: { state: string } }) => node.state)).toContain('SUSPENDED');
  });

  test.each<[string, string[], string[]]>([
    ['her partner', ['PARTNER'], ['FATHER', 'GRANDPARENT']],
    ['the other parent', ['PARENT_OF_HER_CHILD'], ['FATHER', 'GRANDPARENT']],
    ['her own father', ['FATHER'], ['GRANDPARENT']],
    ['a stranger', ['STRANGER'], []],
    ['nobody', [], []],
  ])('is suspended when a report about the other parent names %s', async (_, named, suspended) => {
    await guardian('FATHER');
    await guardian('GRANDPARENT');
    await hers(await guardian('MOTHER', mother));
    await report(mother, named);
    const expected = ['FATHER', 'GRANDPARENT'].map((each) => [each, suspended.includes(each) ? 'SUSPENDED' : 'ACTIVE']);
    expect(await states()).toEqual({ ...Object.fromEntries(expected), MOTHER: 'ACTIVE' });
  });

  test('is suspended when it is not clear who is meant, and when recorded after the report, be it about the other parent', async () => {
    await report(child, ['PARTNER']);
    await report(mother, ['EX_PARTNER']);
    const mum = await guardian('MOTHER', mother);
    expect((await give(mum)).userErrors).toMatchObject([{ code: 'NOT_PERMITTED' }]);
    child = await Scene.openChild(hub, 9);
    const father = await guardian('FATHER');
    expect((await give(father)).userErrors).toEqual([]);
    await guardian('MOTHER', mother);
    expect(await open()).toBeNull();
  });

  test('does not say, when it is recorded, that there is a report', async () => {
    await report(child, ['FATHER']);
    const input = { idempotencyKey: randomUUID(), relation: 'FATHER' };
    expect((await child.done(OFFICER, 'guardianRecord', input)).guardian).toEqual({
      id: expect.any(String),
      state: null,
    });
    const REFUSED = [{ code: 'NOT_PERMITTED', field: ['input', 'givenBy'] }];
    const { guardian: suspended } = await child.done(OFFICER, 'guardianRecord', input);
    const answers = [await give(suspended.id), await give(randomUUID())];
    expect(answers[0].userErrors).toMatchObject(REFUSED);
    expect(answers[1]).toEqual(answers[0]);
  });

  test('names the child to no other unit of the agency that registered her, while suspended', async () => {
    const father = await guardian('FATHER');
    const unit = {
      recipient: POLICE,
      recipientUnit: SECOND_UNIT,
      purposes: ['POLICE_RESPONSE'],
      categories: ['IDENTITY'],
    };
    await child.done(ADVOCATE, 'consentGrant', given(father, unit));
    const named = async () => (await child.do(SECOND_OFFICER, 'consentWithdraw', { consentId: 'none' })).userErrors;
    expect(await named()).toEqual([]);
    await report(child, ['FATHER']);
    expect(await named()).toMatchObject([{ code: 'NOT_FOUND' }]);
  });

  test('is not covered for a referral while suspended', async () => {
    const father = await guardian('FATHER');
    const input = given(father, { recipient: CENTRE, purposes: ['SUPPORT'], categories: ['IDENTITY', 'REFERRAL'] });
    await child.done(ADVOCATE, 'consentGrant', input);
    const send = async () => {
      const { data } = await hub
        .as(...OFFICER)
        .query('mutation ($input: ReferralSendInput!) { referralSend(input: $input) { userErrors { code } } }', {
          input: {
            ...{ idempotencyKey: randomUUID(), victimId: child.idFor(OFFICER), recipient: CENTRE },
            ...{ service: 'SUPPORT', urgency: 'ROUTINE', categories: ['REFERRAL'] },
          },
        });
      return data.referralSend.userErrors;
    };
    expect(await send()).toEqual([]);
    await report(child, ['FATHER']);
    expect(await send()).toEqual([{ code: 'CONSENT_REQUIRED' }]);
  });
});

describe('a suspension', () => {
  test('is lifted by the decision of a court, kept sealed; a report that comes later suspends again', async () => {
    const father = await guardian('FATHER');
    await child.done(ADVOCATE, 'consentGrant', given(father));
    await report(child, ['FATHER']);
    const NOT_FOUND = [{ code: 'NOT_FOUND', field: ['input', 'guardianId'] }];
    expect((await lift(father, { decidedAt: inHours(1) })).userErrors).toMatchObject(NOT_FOUND);
    expect((await lift('x')).userErrors).toMatchObject(NOT_FOUND);
    expect(await lift(father)).toEqual({ guardian: { id: father, state: null }, userErrors: [] });
    expect(await open()).toEqual(OPEN);
    expect((await lift(father)).userErrors).toMatchObject(NOT_FOUND);
    const [{ decision }] = await hub
      .db('consent')
      .query('SELECT decision FROM suspension_lifting WHERE guardian = $1', [father]);
    expect(Buffer.from(decision).toString('latin1')).not.toContain('Auezov');
    // another guardian changes nothing about what was decided
    await guardian('MOTHER');
    expect(await open()).toEqual(OPEN);
    await report(child, ['FATHER']);
    expect(await open()).toBeNull();
  });

  test('comes once from a message that comes twice, and suspends everybody when it says what is not known', async () => {
    const father = await guardian('FATHER');
    await child.done(ADVOCATE, 'consentGrant', given(father));
    const send = (relations: string[], reported = randomUUID(), victim = child.key) =>
      hub.transport.call('consent', {
        document: 'mutation ($input: PerpetratorNamedInput!) { perpetratorNamed(input: $input) }',
        variables: { input: { report: reported, victim, relations } },
        caller: { requester: null, actor: 'referral', requestId: randomUUID(), deadline: Date.now() + 10_000 },
      });
    const twice = randomUUID();
    await send(['A_LATER_RELEASE'], twice);
    expect(await open()).toBeNull();
    await lift(father);
    expect((await send(['A_LATER_RELEASE'], twice)).data).toEqual({ perpetratorNamed: true });
    expect(await open()).toEqual(OPEN);
    expect((await send(['FATHER'], randomUUID(), randomUUID())).data).toEqual({ perpetratorNamed: true });
  });

  test('is known again to a restored database', async () => {
    const father = await guardian('FATHER');
    await child.done(ADVOCATE, 'consentGrant', given(father));
    await report(child, ['FATHER']);
    const db = hub.db('consent');
    const [closure] = await db.query('SELECT kind, payload, at::text, written_at FROM closure WHERE subject = $1', [
      child.key,
    ]);
    expect(closure).toMatchObject({ kind: 'perpetrator-named', written_at: expect.any(Date) });
    await db.query('DELETE FROM perpetrator_naming WHERE victim_key = $1', [child.key]);
    await db.query('UPDATE guardian SET suspended_at = NULL WHERE id = $1', [father]);
    expect(await open()).toEqual(OPEN);
    await transaction(db, (manager) => consent.closures!['perpetrator-named']!(manager, { sequence: '1', ...closure }));
    expect(await open()).toBeNull();
  });
});
