import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Client, openTestHub, type TestHub } from '../../../test/hub.js';
import { codeOf, done, placement, step, type Told, unit } from '../test/desk.js';

let hub: TestHub;
let officer: Client;
let shelter: Client;
beforeAll(async () => {
  hub = await openTestHub();
  officer = hub.as('officer-almaty', 'POLICE_RESPONSE');
  shelter = hub.as('intake-almaty', 'SHELTER');
});
afterAll(() => hub?.close());

const sql = (text: string, values: unknown[] = []) => hub.db('shelter-capacity').query(text, values);
const hold = (): Promise<Told> =>
  done(officer, 'bedHold', { unitId: unit('crisis-almaty-1', 4), adults: 1, children: [] });
/** As if it had been asked so long ago. */
const asked = (id: string, minutes: number) =>
  sql('UPDATE placement SET created_at = created_at - make_interval(secs => $2::float8 * 60) WHERE id = $1', [
    id,
    minutes,
  ]);
const yes = (holdId: string, more: object = {}) =>
  step(officer, 'bedHoldRecordByPhone', { holdId, saidBy: 'NIGHT_WORKER', ...more });
const liveBeds = async (id: string): Promise<number> =>
  (await sql('SELECT count(*)::int AS n FROM placement_bed WHERE live AND placement_id = $1', [id]))[0].n;

test('after five minutes without an answer, and not before, who asked sees the intake phone and may record a yes', async () => {
  const { id, intakePhone } = await hold();
  expect(intakePhone).toBeNull();
  await asked(id, 4.9);
  expect(await placement(officer, id)).toMatchObject({ state: 'HELD', intakePhone: null });
  expect(await yes(id)).toMatchObject({ userErrors: [{ code: 'WRONG_STATE', field: ['input', 'holdId'] }] });
  await asked(id, 0.2);
  expect(await placement(officer, id)).toMatchObject({ state: 'HELD', intakePhone: expect.stringMatching(/^\+7/) });

  const { placement: spoken, userErrors } = await yes(id, { reference: 'N-4' });
  expect(userErrors).toEqual([]);
  expect(spoken).toMatchObject({
    state: 'ACCEPTED_BY_PHONE',
    heldUntil: null,
    spokenYes: { role: 'NIGHT_WORKER', reference: 'N-4' },
  });
  // it lapses no more: the beds are kept until the shelter has said it itself
  await sql('UPDATE placement SET held_until = clock_timestamp() WHERE id = $1', [id]);
  expect(await placement(shelter, id)).toMatchObject({ state: 'ACCEPTED_BY_PHONE' });
  expect(await done(shelter, 'bedAccept', { holdId: id })).toMatchObject({ state: 'ACCEPTED' });
  expect(codeOf(await yes(id))).toBe('WRONG_STATE');
  expect(await done(shelter, 'bedArrive', { holdId: id })).toMatchObject({ state: 'ARRIVED' });
  await done(shelter, 'bedDepart', { holdId: id });
});

test('a yes that the shelter contests: the beds are held until then and free after it', async () => {
  const { id } = await hold();
  await asked(id, 6);
  await yes(id);
  expect(await liveBeds(id)).toBe(1);
  expect(await done(shelter, 'bedDecline', { holdId: id, reason: 'NO_CAPACITY' })).toMatchObject({ state: 'DECLINED' });
  expect(await liveBeds(id)).toBe(0);
  expect(await placement(officer, id)).toMatchObject({
    state: 'DECLINED',
    declineAnswer: 'NO_CAPACITY',
    intakePhone: null,
  });
});

test('she who arrives on a spoken yes has arrived: the shelter has confirmed it by that', async () => {
  const { id } = await hold();
  await asked(id, 6);
  await yes(id);
  expect(await done(shelter, 'bedArrive', { holdId: id })).toMatchObject({ state: 'ARRIVED' });
  await done(shelter, 'bedDepart', { holdId: id });
});

test('only who asked records it, for a hold that still runs, and no name of hers', async () => {
  const { id } = await hold();
  await asked(id, 6);
  expect(codeOf(await step(shelter, 'bedHoldRecordByPhone', { holdId: id, saidBy: 'MANAGER' }))).toBe('NOT_PERMITTED');
  expect(
    codeOf(
      await step(hub.as('officer-bostandyk', 'POLICE_RESPONSE'), 'bedHoldRecordByPhone', {
        holdId: id,
        saidBy: 'MANAGER',
      }),
    ),
  ).toBe('NOT_FOUND');
  expect(await yes(id, { reference: 'Aigul S.' })).toMatchObject({
    userErrors: [{ code: 'INVALID', field: ['input', 'reference'] }],
  });
  await sql('UPDATE placement SET held_until = clock_timestamp() WHERE id = $1', [id]);
  expect(codeOf(await yes(id))).toBe('EXPIRED');
  expect(await placement(officer, id)).toMatchObject({ state: 'LAPSED', intakePhone: expect.any(String) });
});
