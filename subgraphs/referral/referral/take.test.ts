import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seedId } from '../../../standalone/seed/ids.js';
import { openTestHub, type TestHub } from '../../../test/hub.js';
import { COUNTERS, desks, INBOX, ONE, OUTBOX } from '../test/desks.js';

const OFFICER = seedId('staff:officer-almaty');
const COLLEAGUE = seedId('staff:duty-officer-almaty');
const INTAKE = seedId('staff:intake-almaty');

let hub: TestHub;
let desk: ReturnType<typeof desks>;
beforeAll(async () => {
  hub = await openTestHub();
  desk = desks(hub);
});
afterAll(() => hub.close());

const listed = async (who: 'officer' | 'colleague' | 'intake', filter: object) => {
  const [document, name] = who === 'intake' ? [INBOX, 'referralInbox'] : [OUTBOX, 'referralOutbox'];
  const { data } = await desk.byName[who]().query(document, { first: 100, filter });
  return data[name].edges.map(({ node }: { node: { id: string } }) => node.id) as string[];
};
const holder = async (id: string, who: 'officer' | 'intake') =>
  (await desk.byName[who]().query(ONE, { id })).data.referral.holder;

describe('a referral that somebody takes', () => {
  test('is theirs in lists and counters of their own side; of the other side nobody is told', async () => {
    const { id } = await desk.bedWanted();
    expect([await holder(id, 'officer'), await holder(id, 'intake')]).toEqual([OFFICER, null]);
    const before = (await desk.intake().query(COUNTERS)).data.referralCounters.inboxMine;
    expect(await listed('intake', { whose: 'MINE' })).not.toContain(id);
    const taken = await desk.act('intake', 'referralTake', id);
    expect(taken).toMatchObject({ referral: { holder: INTAKE }, counters: { inboxMine: before + 1 }, userErrors: [] });
    expect([await holder(id, 'officer'), await holder(id, 'intake')]).toEqual([OFFICER, INTAKE]);
    expect(await listed('intake', { whose: 'MINE' })).toContain(id);
    expect(await listed('intake', { whose: 'MINE', needsAction: true })).toContain(id);
    const released = await desk.act('intake', 'referralRelease', id);
    expect(released).toMatchObject({ referral: { holder: null }, counters: { inboxMine: before } });
    expect(await listed('intake', { whose: 'MINE' })).not.toContain(id);
    expect(await listed('intake', { whose: 'MY_UNIT' })).toContain(id);
  });

  test('is accepted by who has it, or by who accepts it', async () => {
    const { id } = await desk.bedWanted();
    expect((await desk.act('intake', 'referralAccept', id)).referral.holder).toBe(INTAKE);
  });

  test('is taken over only when that is said', async () => {
    const { id } = await desk.bedWanted();
    expect(await desk.act('colleague', 'referralTake', id)).toMatchObject({
      referral: null,
      userErrors: [{ code: 'WRONG_STATE', field: ['input', 'takeOver'] }],
    });
    expect((await desk.act('colleague', 'referralTake', id, { takeOver: true })).referral.holder).toBe(COLLEAGUE);
    expect(await listed('colleague', { whose: 'MINE' })).toContain(id);
    expect(await listed('officer', { whose: 'MINE' })).not.toContain(id);
    expect(await listed('officer', { whose: 'MY_UNIT' })).toContain(id);
    await desk.act('intake', 'referralDecline', id, { reason: 'NO_CAPACITY' });
    expect(await listed('colleague', { whose: 'MINE', needsAction: true })).toContain(id);
    expect(await listed('officer', { whose: 'MINE', needsAction: true })).not.toContain(id);
    expect(await listed('officer', { needsAction: true })).toContain(id);
  });

  test('is there for no stranger to take, and not when it is over', async () => {
    const { id } = await desk.bedWanted();
    for (const operation of ['referralTake', 'referralRelease'] as const)
      expect((await desk.act('otherUnit', operation, id)).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    await desk.act('officer', 'referralCancel', id);
    expect((await desk.act('intake', 'referralTake', id)).userErrors).toMatchObject([{ code: 'WRONG_STATE' }]);
  });
});

test('an inbox of the own unit leaves out what is for the whole agency', async () => {
  const police = seedId('agency:police-almaty-auezov');
  const send = async (recipientUnit: string | null) =>
    (
      await desk
        .intake()
        .query(
          `mutation ($input: ReferralSendInput!) { referralSend(input: $input) { referral { id } userErrors { code } } }`,
          {
            input: {
              ...{ idempotencyKey: `test ${recipientUnit} of the unit`, recipient: police, recipientUnit },
              ...{ service: 'POLICE_RESPONSE', urgency: 'URGENT', categories: [] },
            },
          },
        )
    ).data.referralSend.referral.id as string;
  const whole = await send(null);
  const unit = await send(seedId('unit:police-almaty-auezov/1'));
  const inbox = async (filter: object) => desk.inbox('officer-almaty', 'POLICE_RESPONSE', { filter });
  expect(await inbox({})).toEqual([unit, whole]);
  expect(await inbox({ whose: 'MY_UNIT' })).toEqual([unit]);
});
