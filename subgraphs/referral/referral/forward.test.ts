import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seedId } from '../../../standalone/seed/ids.js';
import { openTestHub, type TestHub } from '../../../test/hub.js';
import { COUNTERS, desks, ONE } from '../test/desks.js';
import { CLINIC, CRISIS_CENTRE, done, key, Scene } from '../test/scene.js';

const OTHER_CENTRE = seedId('agency:crisis-almaty-2');

let hub: TestHub;
let desk: ReturnType<typeof desks>;
beforeAll(async () => {
  hub = await openTestHub();
  desk = desks(hub);
});
afterAll(() => hub.close());

const state = async (id: string, who: 'officer' | 'intake' | 'otherAgency') =>
  (await desk.byName[who]().query(ONE, { id })).data.referral;
const count = async () => (await hub.db('referral').query('SELECT count(*)::int AS n FROM referral'))[0].n as number;

/** A woman referred to the crisis centre with her name, and its id for her. */
async function referred(): Promise<{ scene: Scene; id: string; hers: string }> {
  const scene = await Scene.open(hub);
  const identity = { familyName: 'Of a test', givenName: 'Woman', languages: ['kk'] };
  const recorded = await scene.officer.query(
    'mutation ($input: PersonDetailsRecordInput!) { personDetailsRecord(input: $input) { personDetails { version } userErrors { code message field } } }',
    { input: { idempotencyKey: key(), victimId: scene.victimId, identity } },
  );
  done(recorded, 'personDetailsRecord');
  await scene.consent(CRISIS_CENTRE, ['IDENTITY', 'REFERRAL']);
  const { id } = await scene.sent({ categories: ['IDENTITY'] });
  const { data } = await desk.intake().query('query ($id: ID!) { referral(id: $id) { victim { id } } }', { id });
  return { scene, id, hers: data.referral.victim.id };
}

describe('the service passes on what came to it', () => {
  test('only within what she agreed to for the new recipient, and names what is missing', async () => {
    const { scene, id, hers } = await referred();
    const before = await count();
    const on = { victimId: hers, recipient: CLINIC, categories: ['IDENTITY'] };
    expect(await desk.act('intake', 'referralForward', id, on)).toMatchObject({
      referral: null,
      userErrors: [
        { code: 'CONSENT_REQUIRED', field: ['input', 'categories'], message: expect.stringContaining('who she is') },
      ],
    });
    expect(await count()).toBe(before);
    expect((await state(id, 'intake')).state).toBe('SENT');
    await scene.consent(CLINIC, ['IDENTITY', 'REFERRAL'], ['FORENSIC_EXAM', 'MEDICAL_CARE']);
    const { referral, userErrors } = await desk.act('intake', 'referralForward', id, on);
    expect(userErrors).toEqual([]);
    expect(referral).toMatchObject({
      state: 'SENT',
      recipient: CLINIC,
      fromAgency: CRISIS_CENTRE,
      basedOn: id,
      replaces: null,
    });
    expect(await state(id, 'officer')).toMatchObject({ state: 'COMPLETED', outcome: 'REFERRED_ON' });
    // the clinic is told what she lets it see, and not where it came from; the police not where she went
    expect(await state(referral.id, 'otherAgency')).toMatchObject({ basedOn: null, replaces: null });
    expect(await state(referral.id, 'officer')).toBeNull();
    const named = await desk.byName
      .otherAgency()
      .query('query ($id: ID!) { referral(id: $id) { victim { identity { familyName } } } }', {
        id: referral.id,
      });
    expect(JSON.stringify(named)).toContain('Of a test');
  });

  test.each<[{ recipient: string; victimId?: string; expectedVersion?: number }, string, string[]]>([
    [{ recipient: CLINIC }, 'INVALID', ['input', 'victimId']],
    [{ recipient: CRISIS_CENTRE, victimId: 'hers' }, 'INVALID', ['input', 'recipient']],
    [{ recipient: seedId('agency of nobody'), victimId: 'hers' }, 'INVALID', ['input', 'recipient']],
    [{ recipient: CLINIC, victimId: 'nobody' }, 'NOT_FOUND', ['input', 'victimId']],
    [{ recipient: CLINIC, victimId: 'hers', expectedVersion: 7 }, 'VERSION_CONFLICT', ['input', 'expectedVersion']],
  ])('%j is refused, and nothing is changed', async (fields, code, field) => {
    const { id, hers } = await referred();
    const before = await count();
    const victimId = fields.victimId === 'hers' ? hers : fields.victimId;
    expect(await desk.act('intake', 'referralForward', id, { categories: [], ...fields, victimId })).toMatchObject({
      referral: null,
      userErrors: [{ code, field }],
    });
    expect(await count()).toBe(before);
    expect((await state(id, 'intake')).state).toBe('SENT');
  });

  test('of another woman it is not', async () => {
    const { id } = await referred();
    const { hers: another } = await referred();
    const on = { victimId: another, recipient: CLINIC, categories: [] };
    expect((await desk.act('intake', 'referralForward', id, on)).userErrors).toMatchObject([
      { code: 'NOT_FOUND', field: ['input', 'victimId'] },
    ]);
  });

  test('without a name goes on without a name, once for one key', async () => {
    const { id } = await desk.bedWanted();
    const on = { recipient: OTHER_CENTRE, categories: [], idempotencyKey: key() };
    const [one, two] = await Promise.all([
      desk.act('intake', 'referralForward', id, on),
      desk.act('intake', 'referralForward', id, on),
    ]);
    expect(one.referral.id).toBe(two.referral.id);
    expect(one.referral).toMatchObject({ basedOn: id, service: 'SHELTER', urgency: 'ASAP' });
    expect(
      (await desk.act('intake', 'referralForward', id, { ...on, idempotencyKey: key() })).userErrors,
    ).toMatchObject([{ code: 'WRONG_STATE' }]);
    expect((await desk.act('otherAgency', 'referralForward', id, on)).userErrors).toMatchObject([
      { code: 'NOT_FOUND' },
    ]);
  });
});

describe('the sender turns elsewhere', () => {
  test.each([
    ['declined', 'DECLINED_BY_SERVICE'],
    ['lapsed', 'EXPIRED'],
    ['unanswered', 'CANCELLED'],
  ])('with one that is %s, which is %s then and waits for nobody', async (how, ended) => {
    const { id } = await desk.bedWanted();
    if (how === 'declined') await desk.act('intake', 'referralDecline', id, { reason: 'NO_CAPACITY' });
    if (how === 'lapsed')
      await hub.db('referral').query(
        `UPDATE referral SET sent_at = sent_at - interval '3 days',
           lapses_at = lapses_at - interval '3 days' WHERE id = $1`,
        [id],
      );
    const { referral, userErrors } = await desk.act('officer', 'referralForward', id, {
      recipient: OTHER_CENTRE,
      categories: [],
    });
    expect(userErrors).toEqual([]);
    expect(referral).toMatchObject({ state: 'SENT', replaces: id, basedOn: null });
    expect(await state(id, 'officer')).toMatchObject({ state: ended, needsAction: false });
    const [row] = await hub.db('referral').query('SELECT state FROM referral WHERE id = $1', [id]);
    expect(row.state).toBe(ended);
  });

  test('not with one that the service has taken', async () => {
    const { id } = await desk.bedWanted();
    await desk.act('intake', 'referralAccept', id);
    const { counters, userErrors } = await desk.act('officer', 'referralForward', id, {
      recipient: OTHER_CENTRE,
      categories: [],
    });
    expect(userErrors).toMatchObject([{ code: 'WRONG_STATE' }]);
    expect(counters).toEqual((await desk.officer().query(COUNTERS)).data.referralCounters);
  });
});
