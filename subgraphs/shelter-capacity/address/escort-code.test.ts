/**
 * Promise: an escort is named by ten digits that are read out: once, within fifteen minutes, for a hold of the escort's own agency, by the shelter of that hold;
 * whatever else is tried is one answer, is on record, and after five of them the code itself is good no more.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { seedId } from '../../../standalone/seed/ids.js';
import { type Client, openTestHub, type TestHub } from '../../../test/hub.js';
import { newCode, spokenCode } from '../../kit/index.js';
import { ask, codeOf, done, register, step, type Told, unit, wall } from '../test/desk.js';

let hub: TestHub;
let officer: Client;
let shelter: Client;
let hold: string;
beforeAll(async () => {
  hub = await openTestHub();
  officer = hub.as('officer-almaty', 'POLICE_RESPONSE');
  shelter = hub.as('intake-almaty', 'SHELTER');
});
afterAll(() => hub?.close());
beforeEach(async () => {
  hold = await accepted();
});
afterEach(() => leave());

const ESCORT = seedId('staff:officer-almaty');
const RELEASE = 'release { id escort }';

const sql = (text: string, values: unknown[] = []) => hub.db('shelter-capacity').query(text, values);
async function accepted(victimId?: string): Promise<string> {
  const { id } = await done(officer, 'bedHold', { unitId: unit('crisis-almaty-1', 4), adults: 1, children: [] });
  await done(shelter, 'bedAccept', { holdId: id, ...(victimId ? { victimId } : {}) });
  return id;
}
const leave = (holdId = hold) => step(shelter, 'bedNotWanted', { holdId });
const make = (holdId = hold, client = officer) =>
  ask(client, 'shelterEscortCodeMake', { holdId }, 'escortCode { code goodUntil }');
async function code(holdId = hold, client = officer): Promise<string> {
  const { escortCode, userErrors } = await make(holdId, client);
  expect(userErrors).toEqual([]);
  return escortCode.code;
}
const release = (escort: string, input: object = {}, client = shelter) =>
  ask(client, 'shelterAddressRelease', { holdId: hold, to: 'ESCORT', escort, ...input }, RELEASE);
const misses = async (holdId = hold): Promise<number> =>
  (await sql('SELECT count(*)::int AS n FROM shelter_escort_code_miss WHERE placement_id = $1', [holdId]))[0].n;
/** One that could be a code, and is not this one. */
function another(than: string): string {
  for (;;) {
    const made = spokenCode(newCode());
    if (made !== than) return made;
  }
}

/** What is answered of everybody who cannot be named, by id or by code. */
let nobody: Told;
beforeAll(async () => {
  hold = await accepted();
  nobody = await release(randomUUID());
  expect(nobody).toMatchObject({ release: null, userErrors: [{ code: 'INVALID', field: ['input', 'escort'] }] });
  await leave();
});

test('names who made it, however it is typed, and that person reads', async () => {
  const { escortCode } = await make();
  expect(escortCode.code).toMatch(/^\d{3} \d{3} \d{3}-\d$/);
  const minutes = (Date.parse(escortCode.goodUntil) - Date.now()) / 60_000;
  expect(minutes).toBeGreaterThan(14);
  expect(minutes).toBeLessThan(15.1);
  const { release: made, userErrors } = await release(` ${escortCode.code.replace(/[ -]/g, '')} `);
  expect(userErrors).toEqual([]);
  expect(made.escort).toBe(ESCORT);
  const reading = await ask(officer, 'shelterAddressRead', { releaseId: made.id }, 'reading { text }');
  expect(reading.reading.text).toEqual(expect.any(String));
  // of the same agency, and not who made it
  const colleague = hub.as('duty-officer-almaty', 'POLICE_RESPONSE');
  expect(codeOf(await ask(colleague, 'shelterAddressRead', { releaseId: made.id }, 'reading { text }'))).toBe(
    'NOT_FOUND',
  );
});

test('is good once; the release that it made, sent again, is the same', async () => {
  const input = { idempotencyKey: randomUUID() };
  const spoken = await code();
  const first = await release(spoken, input);
  expect(codeOf(first)).toBe('');
  expect(await release(spoken, input)).toEqual(first);
  expect(await release(spoken)).toEqual(nobody);
  expect(await sql('SELECT count(*)::int AS n FROM shelter_address_release WHERE placement_id = $1', [hold])).toEqual([
    { n: 1 },
  ]);
});

test('a release that stands is the same one when it is sent again, whatever has become of the code, and that is no guess', async () => {
  const input = { idempotencyKey: randomUUID() };
  const spoken = await code();
  const first = await release(spoken, input);
  expect(codeOf(first)).toBe('');
  for (let i = 0; i < 5; i++) await release(another(spoken));
  await sql("UPDATE shelter_escort_code SET mac = '\\x00' WHERE placement_id = $1", [hold]);
  expect(await release(spoken, input)).toEqual(first);
  expect(await misses()).toBe(5);
  await done(shelter, 'bedArrive', { holdId: hold });
  expect((await release(spoken, input)).release).toMatchObject({ id: first.release.id });
  expect(codeOf(await release(spoken, { ...input, what: 'INTAKE_PHONE' }))).toBe('IDEMPOTENCY_KEY_REUSED');
  await done(shelter, 'bedDepart', { holdId: hold });
});

test('of two releases by one code at the same moment one is made', async () => {
  const spoken = await code();
  const codes = (await Promise.all([1, 2, 3, 4].map(() => release(spoken)))).map(codeOf);
  expect(codes.sort()).toEqual(['', 'INVALID', 'INVALID', 'INVALID']);
});

test('is not used up by a release that is refused for something else', async () => {
  const spoken = await code();
  await sql("UPDATE placement SET state = 'HELD', accepted_at = NULL WHERE id = $1", [hold]);
  expect(codeOf(await release(spoken))).toBe('WRONG_STATE');
  await sql("UPDATE placement SET state = 'ACCEPTED', accepted_at = clock_timestamp() WHERE id = $1", [hold]);
  expect(codeOf(await release(spoken))).toBe('');
});

test('lapsed by the clock of the database, replaced, of another hold, wrong or no code at all: one answer', async () => {
  const lapsed = await code();
  await sql("UPDATE shelter_escort_code SET good_until = clock_timestamp() - interval '1 ms' WHERE placement_id = $1", [
    hold,
  ]);
  expect(await release(lapsed)).toEqual(nobody);
  const replaced = await code();
  const good = await code();
  expect(await release(replaced)).toEqual(nobody);
  const elsewhere = await accepted();
  expect(await release(await code(elsewhere))).toEqual(nobody);
  await leave(elsewhere);
  expect(await release(another(good))).toEqual(nobody);
  for (const typed of ['0', '123 456 789-0', 'abc', good.slice(0, -1) + ((Number(good.at(-1)) + 1) % 10)])
    expect([typed, await release(typed)]).toEqual([typed, nobody]);
  // what the check digit finds is a slip of the tongue, and no guess
  expect(await misses()).toBe(2);
  expect(codeOf(await release(good))).toBe('');
});

test('a colleague’s stays good beside it, and names the colleague', async () => {
  const own = await code();
  const colleagues = await code(hold, hub.as('duty-officer-almaty', 'POLICE_RESPONSE'));
  expect((await release(colleagues)).release.escort).toBe(seedId('staff:duty-officer-almaty'));
  expect((await release(own)).release.escort).toBe(ESCORT);
});

test('guesses are on record, by whom, and after five the code is good no more until a new one is made', async () => {
  const good = await code();
  const answers = await Promise.all([1, 2, 3, 4, 5].map(() => release(another(good))));
  expect(answers).toEqual(Array(5).fill(nobody));
  expect(await release(good)).toEqual(nobody);
  expect(await sql('SELECT DISTINCT staff FROM shelter_escort_code_miss WHERE placement_id = $1', [hold])).toEqual([
    { staff: seedId('staff:intake-almaty') },
  ]);
  expect(await misses()).toBe(6);
  expect(codeOf(await release(await code()))).toBe('');
});

test('who is tried by id and cannot be named is on record as well; after five nobody is named by id', async () => {
  const stranger = seedId('staff:officer-bostandyk');
  for (let i = 0; i < 5; i++) expect(await release(i % 2 ? stranger : randomUUID())).toEqual(nobody);
  expect(await misses()).toBe(5);
  expect(await release(ESCORT)).toEqual(nobody);
  expect(codeOf(await release(await code()))).toBe('');
});

test('what cannot be released is refused before anybody is looked at, in the same words whoever is named', async () => {
  await leave();
  hold = await accepted(await register(shelter));
  const [{ key, shelter: house }] = await sql(
    'SELECT p.victim_key AS key, u.shelter_id AS shelter FROM placement p JOIN unit u ON u.id = p.unit_id WHERE p.id = $1',
    [hold],
  );
  await wall(hub, key, 'STAFF', ESCORT);
  const colleague = seedId('staff:duty-officer-almaty');
  const all = async (input: object = {}) =>
    Promise.all([ESCORT, colleague, seedId('staff:officer-bostandyk'), randomUUID()].map((id) => release(id, input)));
  const same = (answers: Told[], field: string) =>
    expect(answers).toEqual(
      answers.map(() => ({
        release: null,
        userErrors: [{ code: 'WRONG_STATE', field: ['input', field], message: answers[0]!.userErrors[0]!.message }],
      })),
    );
  await sql('UPDATE shelter SET intake_phone = NULL WHERE id = $1', [house]);
  same(await all({ what: 'INTAKE_PHONE' }), 'what');
  await sql("UPDATE placement SET state = 'HELD', accepted_at = NULL WHERE id = $1", [hold]);
  same(await all(), 'holdId');
  expect(await misses()).toBe(0);
});

test.each(['STAFF', 'UNIT', 'AGENCY'])(
  'a wall against the escort’s %s: no code is made, and one that was is nobody’s',
  async (kind) => {
    await leave();
    hold = await accepted(await register(shelter));
    const spoken = await code();
    const [{ key, agency, of }] = await sql(
      'SELECT victim_key AS key, sender_agency AS agency, sender_unit AS of FROM placement WHERE id = $1',
      [hold],
    );
    await wall(hub, key, kind, { STAFF: ESCORT, UNIT: of, AGENCY: agency }[kind]!);
    expect(await release(spoken)).toEqual(nobody);
    // counted as what it looks like
    expect(await misses()).toBe(1);
    const walled = await make();
    expect(walled).toEqual(await make(randomUUID()));
    expect(codeOf(walled)).toBe('NOT_FOUND');
  },
);

test('is made by who asked for the bed alone, and while a place is kept', async () => {
  for (const [account, purpose] of [
    ['officer-bostandyk', 'POLICE_RESPONSE'],
    ['intake-almaty', 'SHELTER'],
    ['operator-150', 'SUPPORT'],
  ] as const)
    expect([account, codeOf(await make(hold, hub.as(account, purpose)))]).toEqual([account, 'NOT_FOUND']);
  await leave();
  expect(codeOf(await make())).toBe('NOT_FOUND');
});

test('of somebody who works there no more names nobody', async () => {
  const colleague = hub.as('duty-officer-almaty', 'POLICE_RESPONSE');
  const spoken = await code(hold, colleague);
  const works = (does: boolean) =>
    hub
      .db('directory')
      .query(
        'UPDATE staff_member SET active = $2, deactivated_at = CASE WHEN NOT $2 THEN clock_timestamp() END WHERE id = $1',
        [seedId('staff:duty-officer-almaty'), does],
      );
  await works(false);
  try {
    expect(await release(spoken)).toEqual(nobody);
  } finally {
    await works(true);
  }
});

test('its digits are in no table, and only the login of the vault touches what is kept', async () => {
  const digits = (await code()).replace(/\D/g, '');
  await release(spokenCode(digits));
  for (const table of ['shelter_escort_code', 'shelter_escort_code_miss', 'idempotency_key', 'shelter_address_release'])
    for (const row of await sql(`SELECT t::text AS row FROM ${table} t`)) expect(row.row).not.toContain(digits);
  const { db } = hub.subgraphs.get('shelter-capacity')!;
  for (const table of ['shelter_escort_code', 'shelter_escort_code_miss'])
    await expect(db.query(`SELECT FROM ${table}`)).rejects.toMatchObject({ code: '42501' });
});
