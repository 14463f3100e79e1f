/** A kit that is hers alone, and what she can do with its number and PIN. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Client, openTestHub, type TestHub } from '../../../test/hub.js';
import { convert, done, follow, kitOf, OFFICER, opened, otherThan, POLICE, SCHEDULER, step } from '../test/kits.js';

let hub: TestHub;
let examiner: Client;
let scheduler: Client;
let officer: Client;
beforeAll(async () => {
  hub = await openTestHub();
  examiner = hub.as('examiner-almaty', 'FORENSIC_EXAM');
  scheduler = hub.as('scheduler-almaty', 'FORENSIC_EXAM');
  officer = hub.as('officer-almaty', 'POLICE_RESPONSE');
});
afterAll(() => hub.close());

describe('without the police', () => {
  test('a kit stays with the clinic until she makes it part of a report, by her PIN', async () => {
    const { kit, pin } = await opened(examiner, { selfReferred: true });
    await done(examiner, kit.id, 'SEAL', { withStaff: SCHEDULER });
    const toPolice = { withAgency: POLICE, withStaff: OFFICER };
    expect((await step(examiner, kit.id, 'HAND_OVER', toPolice)).userErrors).toMatchObject([{ code: 'WRONG_STATE' }]);
    expect(await kitOf(officer, kit.id)).toBeNull();
    // within the clinic it goes from hand to hand
    await done(examiner, kit.id, 'HAND_OVER', { withStaff: SCHEDULER });
    await done(scheduler, kit.id, 'RECEIVE');
    expect((await convert(examiner, kit.id, otherThan(pin))).userErrors).toMatchObject([
      { code: 'NOT_PERMITTED', field: ['input', 'pin'] },
    ]);
    const { evidenceKit } = await convert(examiner, kit.id, pin);
    expect(evidenceKit.convertedAt).not.toBeNull();
    expect((await convert(examiner, kit.id, pin)).userErrors).toMatchObject([{ code: 'WRONG_STATE' }]);
    expect(await done(scheduler, kit.id, 'HAND_OVER', toPolice)).toMatchObject({ awaitedBy: POLICE });
  });

  test('a kit is kept for its period, unless she herself asks', async () => {
    const { kit, pin } = await opened(examiner, { selfReferred: true });
    const in25Months = new Date();
    in25Months.setMonth(in25Months.getMonth() + 25);
    expect(new Date(kit.keepUntil).getTime()).toBeGreaterThan(in25Months.getTime());
    await done(examiner, kit.id, 'SEAL', { withStaff: SCHEDULER });
    const destroy = (more: object = {}) => step(examiner, kit.id, 'DESTROY', { withStaff: SCHEDULER, ...more });
    expect((await destroy()).userErrors).toMatchObject([{ code: 'WRONG_STATE' }]);
    expect((await destroy({ pin: otherThan(pin) })).userErrors).toMatchObject([{ field: ['input', 'pin'] }]);
    expect((await destroy({ pin })).evidenceKit.state).toBe('DESTROYED');
    const later = await opened(examiner);
    await done(examiner, later.kit.id, 'SEAL', { withStaff: SCHEDULER });
    await hub
      .db('forensic-appointment')
      .query('UPDATE evidence_kit SET keep_until = current_date WHERE id = $1', [later.kit.id]);
    expect((await done(examiner, later.kit.id, 'DESTROY', { withStaff: SCHEDULER })).state).toBe('DESTROYED');
  });
});

describe('she who follows her kit', () => {
  test('is told where it stands in her language, without a place or a name', async () => {
    const { kit, pin } = await opened(examiner);
    expect(await follow(hub, kit.number, pin)).toMatchObject({ told: 'Being prepared.', keepUntil: kit.keepUntil });
    await done(examiner, kit.id, 'SEAL', { withStaff: SCHEDULER });
    expect((await follow(hub, kit.number, pin, 'kk'))?.told).toBe('Мөрленген.');
    expect((await follow(hub, kit.number, pin, 'ru'))?.told).toBe('Запечатан.');
  });

  test('reads her number and PIN as they are written: in groups, with hyphens', async () => {
    const { kit, pin } = await opened(examiner);
    const number = `${kit.number.slice(0, 4)} ${kit.number.slice(4, 7)}-${kit.number.slice(7)}`;
    expect(await follow(hub, number, ` ${pin.slice(0, 4)}-${pin.slice(4)} `)).not.toBeNull();
  });

  test('five wrong PINs within an hour lock their own source out, and not her', async () => {
    const { kit, pin } = await opened(examiner);
    expect(await follow(hub, '0000000000', pin)).toBeNull();
    for (let i = 0; i < 4; i++) expect(await follow(hub, kit.number, otherThan(pin), 'en', 'his')).toBeNull();
    expect(await follow(hub, kit.number, pin, 'en', 'his')).not.toBeNull();
    // a right one in between forgives nothing
    expect(await follow(hub, kit.number, otherThan(pin), 'en', 'his')).toBeNull();
    expect(await follow(hub, kit.number, pin, 'en', 'his')).toBeNull();
    expect(await follow(hub, kit.number, pin, 'en', 'hers')).not.toBeNull();
    await hub
      .db('forensic-appointment')
      .query("UPDATE kit_guess SET at = at - interval '61 minutes' WHERE kit_id = $1", [kit.id]);
    expect(await follow(hub, kit.number, pin, 'en', 'his')).not.toBeNull();
  });

  test('wrong ones from everywhere lock the page for all for the rest of the hour, and at the clinic her PIN is right all the same', async () => {
    const { kit, pin } = await opened(examiner, { selfReferred: true });
    for (let i = 0; i < 24; i++) await follow(hub, kit.number, otherThan(pin), 'en', `source ${i}`);
    expect(await follow(hub, kit.number, pin, 'en', 'hers')).not.toBeNull();
    await follow(hub, kit.number, otherThan(pin), 'en', 'source 24');
    expect(await follow(hub, kit.number, pin, 'en', 'hers')).toBeNull();
    expect((await convert(examiner, kit.id, pin)).userErrors).toEqual([]);
    // what is locked is not counted further: the hour ends
    await follow(hub, kit.number, otherThan(pin), 'en', 'source 25');
    const [{ guesses }] = await hub
      .db('forensic-appointment')
      .query('SELECT count(*)::int AS guesses FROM kit_guess WHERE kit_id = $1', [kit.id]);
    expect(guesses).toBe(25);
  });

  test('guesses sent at once are counted one by one', async () => {
    const { kit, pin } = await opened(examiner);
    await Promise.all(Array.from({ length: 8 }, () => follow(hub, kit.number, otherThan(pin))));
    expect(await follow(hub, kit.number, pin)).toBeNull();
    const [{ guesses }] = await hub
      .db('forensic-appointment')
      .query('SELECT count(*)::int AS guesses FROM kit_guess WHERE kit_id = $1', [kit.id]);
    expect(guesses).toBe(5);
  });

  test('at the clinic five wrong PINs in a row lock it for an hour', async () => {
    const { kit, pin } = await opened(examiner, { selfReferred: true });
    for (let i = 0; i < 5; i++) expect((await convert(examiner, kit.id, otherThan(pin))).userErrors).toHaveLength(1);
    expect((await convert(examiner, kit.id, pin)).userErrors).toMatchObject([{ field: ['input', 'pin'] }]);
    await hub
      .db('forensic-appointment')
      .query("UPDATE evidence_kit SET locked_until = locked_until - interval '61 minutes' WHERE id = $1", [kit.id]);
    expect((await convert(examiner, kit.id, pin)).userErrors).toEqual([]);
  });

  test('is not asked for by anybody but the gateway', async () => {
    const answer = await hub.transport.call('forensic-appointment', {
      document:
        'mutation { evidenceKitFollow(input: { number: "1", pin: "1", language: "en", source: "x" }) { told } }',
      variables: {},
      caller: { requester: null, actor: 'referral', requestId: randomUUID(), deadline: Date.now() + 10_000 },
    });
    expect(answer.errors).toHaveLength(1);
  });
});
