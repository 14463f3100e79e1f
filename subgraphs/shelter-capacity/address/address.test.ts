/**
 * Promise: where a shelter is reaches one named escort, for fifteen minutes, while its yes stands and no wall is between; each reading is logged
 * before it is answered. Attacked as a friend of his in the police would.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { databaseUrls } from '../../../standalone/databases.js';
import { secretsOf } from '../../../standalone/secrets.js';
import { seedId } from '../../../standalone/seed/ids.js';
import { type Client, openTestHub, type TestHub } from '../../../test/hub.js';
import { testServer } from '../../../test/setup/test-server.js';
import { createDataSource } from '../../kit/index.js';
import { ask, codeOf, done, register, step, type Told, unit, wall } from '../test/desk.js';

let hub: TestHub;
let officer: Client;
let shelter: Client;
let hold: string;
beforeAll(async () => {
  hub = await openTestHub();
  officer = hub.as('officer-almaty', 'POLICE_RESPONSE');
  shelter = hub.as('intake-almaty', 'SHELTER');
  expect(
    codeOf(await set({ address: ADDRESS, latitude: 43.25, phone: '+7 700 111 22 33', meetingPoint: MEETING })),
  ).toBe('');
});
afterAll(() => hub?.close());

const SHELTER = seedId('shelter:crisis-almaty-1');
const DORMITORY = unit('crisis-almaty-1', 4);
const ESCORT = seedId('staff:officer-almaty');
const ADDRESS = { kk: 'Қарлығаш көшесі 7', ru: 'улица Ласточкина 7', en: 'Swallow Street 7' };
const MEETING = { kk: 'Шам дәріханасы', ru: 'аптека «Фонарь»', en: 'Lantern Pharmacy' };
const RELEASE = 'release { id holdId what to escort readableUntil endedAt steps { step staff } }';
const READING = 'reading { what text latitude longitude phone readableUntil }';

const sql = (text: string, values: unknown[] = []) => hub.db('shelter-capacity').query(text, values);
const set = (input: object, client = shelter) =>
  ask(client, 'shelterAddressSet', { shelterId: SHELTER, ...input }, 'shelter { id }');
const release = (input: object = {}, client = shelter) =>
  ask(
    client,
    'shelterAddressRelease',
    { holdId: hold, what: 'ADDRESS', to: 'ESCORT', escort: ESCORT, ...input },
    RELEASE,
  );
const change = (verb: 'Renew' | 'Revoke', releaseId: string, client = shelter) =>
  ask(client, `shelterAddressRelease${verb}`, { releaseId }, RELEASE);
const read = (releaseId: string, client = officer) => ask(client, 'shelterAddressRead', { releaseId }, READING);

async function released(input: object = {}): Promise<string> {
  const { release: made, userErrors } = await release(input);
  expect(userErrors).toEqual([]);
  return made.id;
}

async function accepted(victimId?: string): Promise<string> {
  const { id } = await done(officer, 'bedHold', { unitId: DORMITORY, adults: 1, children: [] });
  await done(shelter, 'bedAccept', { holdId: id, ...(victimId ? { victimId } : {}) });
  return id;
}
const keyOf = async (id: string): Promise<string> =>
  (await sql('SELECT victim_key AS key FROM placement WHERE id = $1', [id]))[0].key;

beforeEach(async () => {
  hold = await accepted();
});
const leave = () => step(shelter, 'bedNotWanted', { holdId: hold });

/** What is answered to whoever may read nothing, whatever the reason. */
const NOTHING: Told = {
  reading: null,
  userErrors: [
    {
      code: 'NOT_FOUND',
      message: 'There is nothing here that you may read now. If you bring her, telephone the shelter.',
      field: ['input', 'releaseId'],
    },
  ],
};

describe('the escort', () => {
  test('reads what was released, in their language, and may read again', async () => {
    const id = await released();
    const first = await read(id);
    expect(first).toMatchObject({
      reading: { what: 'ADDRESS', text: ADDRESS.en, latitude: 43.25, longitude: null, phone: '+7 700 111 22 33' },
      userErrors: [],
    });
    const minutes = (Date.parse(first.reading.readableUntil) - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(14);
    expect(minutes).toBeLessThan(15.1);
    const inRussian = hub.as('officer-almaty', 'POLICE_RESPONSE', 'ru');
    expect((await read(id, inRussian)).reading.text).toBe(ADDRESS.ru);
    await leave();
  });

  test('is told the meeting point when nothing else is said, or the intake telephone', async () => {
    const { release: made } = await ask(
      shelter,
      'shelterAddressRelease',
      { holdId: hold, to: 'ESCORT', escort: ESCORT },
      RELEASE,
    );
    expect(made.what).toBe('MEETING_POINT');
    expect((await read(made.id)).reading).toMatchObject({ text: MEETING.en, latitude: null, phone: null });
    const phone = await read(await released({ what: 'INTAKE_PHONE' }));
    expect(phone.reading).toMatchObject({ what: 'INTAKE_PHONE', text: null, phone: expect.stringMatching(/^\+7 700/) });
    // one at a time: the earlier release is over
    expect(await read(made.id)).toEqual(NOTHING);
    await leave();
  });

  test('reads for fifteen minutes by the clock of the database, and again when it is renewed', async () => {
    const id = await released();
    await sql(
      "UPDATE shelter_address_release SET readable_until = clock_timestamp() - interval '1 millisecond' WHERE id = $1",
      [id],
    );
    expect(await read(id)).toEqual(NOTHING);
    expect((await change('Renew', id)).userErrors).toEqual([]);
    expect((await read(id)).reading.text).toBe(ADDRESS.en);
    await leave();
  });

  test('each reading is there before its answer, for the shelter to see; the escort sees no steps', async () => {
    const id = await released();
    await read(id);
    await officer.query(
      `mutation { a: shelterAddressRead(input: { releaseId: "${id}" }) { reading { text } }
                  b: shelterAddressRead(input: { releaseId: "${id}" }) { reading { text } } }`,
    );
    await change('Renew', id);
    const releases = async (client: Client) =>
      (await client.query(`{ shelterAddressReleases(holdId: "${hold}") { id what escort steps { step staff at } } }`))
        .data.shelterAddressReleases;
    const [seen] = await releases(shelter);
    const intake = seedId('staff:intake-almaty');
    expect(seen.steps.map((each: { step: string; staff: string }) => [each.step, each.staff])).toEqual([
      ['RELEASE', intake],
      ['READ', ESCORT],
      ['READ', ESCORT],
      ['READ', ESCORT],
      ['RENEW', intake],
    ]);
    expect(await releases(officer)).toEqual([{ id, what: 'ADDRESS', escort: ESCORT, steps: null }]);
    expect(await releases(hub.as('duty-officer-almaty', 'POLICE_RESPONSE'))).toEqual([]);
    await leave();
  });

  test('whose reading cannot be logged reads nothing', async () => {
    const id = await released();
    for (const table of ['shelter_address_step', 'own_record_log']) {
      await sql(`ALTER TABLE ${table} RENAME TO gone`);
      try {
        expect(codeOf(await read(id))).toBe('INTERNAL');
      } finally {
        await sql(`ALTER TABLE gone RENAME TO ${table}`);
      }
    }
    await leave();
  });

  test('is on her access log, when the hold is hers', async () => {
    await leave();
    hold = await accepted(await register(shelter));
    await read(await released());
    const looks = await sql(
      'SELECT category, staff, purpose FROM own_record_log WHERE record_id = $1 AND victim_key = $2 AND staff = $3',
      [hold, await keyOf(hold), ESCORT],
    );
    expect(looks).toEqual([{ category: 'SHELTER', staff: ESCORT, purpose: 'POLICE_RESPONSE' }]);
    await leave();
  });
});

describe('nobody else', () => {
  test('of the police, of the shelter, or of another hold reads it; all are told the same', async () => {
    const id = await released();
    for (const [account, purpose] of [
      ['duty-officer-almaty', 'POLICE_RESPONSE'],
      ['officer-almaty-2', 'POLICE_RESPONSE'],
      ['officer-bostandyk', 'POLICE_RESPONSE'],
      ['intake-almaty', 'SHELTER'],
      ['advocate-almaty', 'SUPPORT'],
      ['operator-150', 'SUPPORT'],
    ] as const)
      expect([account, await read(id, hub.as(account, purpose))]).toEqual([account, NOTHING]);
    expect(await read(randomUUID())).toEqual(NOTHING);
    expect(codeOf(await read(id, hub.as('officer-almaty', 'EMERGENCY')))).toBe('FORBIDDEN');
    expect(codeOf(await read(id, hub.as('officer-almaty')))).toBe('PURPOSE_REQUIRED');
    await leave();
  });

  test('reads it when the hold has ended, in whatever way, or she has arrived', async () => {
    const ends: readonly (readonly [string, () => Promise<unknown>])[] = [
      ['released by the sender', () => step(officer, 'bedRelease', { holdId: hold })],
      ['released by the shelter', () => step(shelter, 'bedRelease', { holdId: hold })],
      ['not wanted by her', leave],
      ['arrived', () => step(shelter, 'bedArrive', { holdId: hold })],
    ];
    for (const [how, end] of ends) {
      hold = await accepted();
      const id = await released();
      await end();
      expect([how, await read(id)]).toEqual([how, NOTHING]);
      expect([how, codeOf(await change('Renew', id))]).toEqual([how, 'NOT_FOUND']);
      expect([how, codeOf(await release())]).toEqual([how, 'WRONG_STATE']);
    }
  });

  test('reads it once it is revoked; a revoked one is not renewed', async () => {
    const id = await released();
    const revoked = await change('Revoke', id);
    expect(revoked).toMatchObject({ release: { endedAt: expect.any(String) }, userErrors: [] });
    expect(await read(id)).toEqual(NOTHING);
    expect(codeOf(await change('Renew', id))).toBe('NOT_FOUND');
    expect((await change('Revoke', id)).release.endedAt).toBe(revoked.release.endedAt);
    await leave();
  });

  test.each(['STAFF', 'UNIT', 'AGENCY'])('a wall against the escort’s %s: refused at the reading', async (kind) => {
    await leave();
    hold = await accepted(await register(shelter));
    const id = await released();
    const [{ agency, unit: of }] = await sql(
      'SELECT sender_agency AS agency, sender_unit AS unit FROM placement WHERE id = $1',
      [hold],
    );
    await wall(hub, await keyOf(hold), kind, { STAFF: ESCORT, UNIT: of, AGENCY: agency }[kind]!);
    expect(await read(id)).toEqual(NOTHING);
    // the shelter is not told why
    expect(codeOf(await change('Renew', id))).toBe('NOT_FOUND');
    const walled = await release();
    const unknown = await release({ escort: randomUUID() });
    expect(walled).toEqual(unknown);
    expect(walled.userErrors).toMatchObject([{ code: 'INVALID', field: ['input', 'escort'] }]);
    await leave();
  });

  test('is named an escort who works elsewhere', async () => {
    for (const account of ['officer-bostandyk', 'intake-almaty', 'operator-150'])
      expect(await release({ escort: seedId(`staff:${account}`) })).toMatchObject({
        userErrors: [{ code: 'INVALID', field: ['input', 'escort'] }],
      });
    await leave();
  });

  test('releases it but the shelter, of a hold that it has accepted itself', async () => {
    expect(codeOf(await release({}, hub.as('intake-karaganda', 'SHELTER')))).toMatch(/NOT_FOUND|UNAUTHENTICATED/);
    expect(codeOf(await release({}, officer))).toBe('FORBIDDEN');
    const accountless = hold;
    hold = (await done(officer, 'bedHold', { unitId: DORMITORY, adults: 1, children: [] })).id;
    expect(codeOf(await release())).toBe('WRONG_STATE');
    await sql("UPDATE placement SET created_at = created_at - interval '6 minutes' WHERE id = $1", [hold]);
    await done(officer, 'bedHoldRecordByPhone', { holdId: hold, saidBy: 'SHIFT_LEAD' });
    expect(codeOf(await release())).toBe('WRONG_STATE');
    await leave();
    hold = accountless;
    await leave();
  });
});

describe('a release', () => {
  test('sent again is the same one, and answers nothing that was released', async () => {
    const input = { idempotencyKey: randomUUID(), holdId: hold, what: 'ADDRESS', to: 'ESCORT', escort: ESCORT };
    const first = await ask(shelter, 'shelterAddressRelease', input, RELEASE);
    const again = await ask(shelter, 'shelterAddressRelease', input, RELEASE);
    expect(again).toEqual(first);
    expect(JSON.stringify(again)).not.toContain(ADDRESS.en);
    expect(codeOf(await ask(shelter, 'shelterAddressRelease', { ...input, what: 'INTAKE_PHONE' }, RELEASE))).toBe(
      'IDEMPOTENCY_KEY_REUSED',
    );
    await leave();
  });

  test('by voice is recorded, names nobody, and is read by nobody', async () => {
    expect(codeOf(await release({ to: 'BY_VOICE' }))).toBe('INVALID');
    expect(codeOf(await release({ escort: null }))).toBe('INVALID');
    const { release: made } = await release({ to: 'BY_VOICE', escort: null });
    expect(made).toMatchObject({ to: 'BY_VOICE', escort: null, readableUntil: null, steps: [{ step: 'RELEASE' }] });
    expect(await read(made.id)).toEqual(NOTHING);
    expect(codeOf(await change('Renew', made.id))).toBe('NOT_FOUND');
    await leave();
  });

  test('two at once: one of them stands', async () => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => release()));
    expect(answers.map(codeOf)).toEqual(['', '', '', '']);
    expect(
      await sql('SELECT count(*)::int AS n FROM shelter_address_release WHERE placement_id = $1 AND ended_at IS NULL', [
        hold,
      ]),
    ).toEqual([{ n: 1 }]);
    await leave();
  });

  test('of what the shelter has not entered is refused', async () => {
    expect(codeOf(await set({ meetingPoint: MEETING }))).toBe('');
    expect(await release()).toMatchObject({ userErrors: [{ code: 'WRONG_STATE', field: ['input', 'what'] }] });
    const id = await released({ what: 'MEETING_POINT' });
    expect(codeOf(await set({ address: ADDRESS, latitude: 43.25, phone: '+7 700 111 22 33' }))).toBe('');
    // taken away since it was released
    expect((await read(id)).reading?.text ?? null).toBeNull();
    expect(codeOf(await set({ address: ADDRESS, meetingPoint: MEETING }))).toBe('');
    await leave();
  });

  test('goes with its hold when the period of that is over', async () => {
    const id = await released();
    await leave();
    const app = hub.subgraphs.get('shelter-capacity')!.db;
    await app.query('DELETE FROM placement_bed WHERE placement_id = $1', [hold]);
    await app.query('DELETE FROM placement WHERE id = $1', [hold]);
    expect(await sql('SELECT FROM shelter_address_step WHERE release_id = $1', [id])).toEqual([]);
  });
});

describe('where a shelter is', () => {
  test('is entered by its own agency, and refused by the field when it is no place', async () => {
    expect(codeOf(await set({ shelterId: randomUUID(), address: ADDRESS }))).toBe('NOT_FOUND');
    expect(codeOf(await set({ address: ADDRESS }, hub.as('administrator')))).toBe('NOT_FOUND');
    for (const [input, field] of [
      [{ address: { ...ADDRESS, kk: '' } }, ['input', 'address', 'kk']],
      [{ address: ADDRESS, latitude: 91 }, ['input', 'latitude']],
      [{ address: ADDRESS, phone: 'call me' }, ['input', 'phone']],
      [{ latitude: 43, longitude: 76 }, ['input', 'address']],
    ] as const)
      expect(await set(input)).toMatchObject({ userErrors: [{ code: 'INVALID', field }] });
    await leave();
  });

  test('cannot be touched under the ordinary login, nor its log changed under its own', async () => {
    const stateOf = async (db: { query(text: string): Promise<unknown> }, text: string) =>
      db.query(text).then(
        () => 'done',
        (error: { code?: string }) => error.code,
      );
    const { db } = hub.subgraphs.get('shelter-capacity')!;
    for (const table of ['shelter_address', 'shelter_address_release', 'shelter_address_step'])
      for (const text of [
        `SELECT FROM ${table}`,
        `DELETE FROM ${table}`,
        `INSERT INTO ${table} DEFAULT VALUES`,
        `SELECT FROM ${table} FOR SHARE`,
      ])
        expect([text, await stateOf(db, text)]).toEqual([text, '42501']);
    const vault = await vaultOf();
    try {
      for (const text of [
        'UPDATE shelter_address_step SET at = at',
        'DELETE FROM shelter_address_step',
        'DELETE FROM shelter_address_release',
        'SELECT guest_sealed FROM placement',
        'SELECT household FROM placement',
        'SELECT FROM data_key',
        'SELECT FROM own_record_log',
        'UPDATE placement SET state = state',
        'SELECT FROM bed_broadcast',
      ])
        expect([text, await stateOf(vault, text)]).toEqual([text, '42501']);
      expect(await stateOf(vault, 'SELECT FROM shelter_address')).toBe('done');
    } finally {
      await vault.destroy();
    }
    await leave();
  });

  test('is sealed under a key that seals nothing else: with every other key of the subgraph it stays shut', async () => {
    const secrets = secretsOf(testServer().secrets, 'shelter-capacity');
    const [{ agency, wrapped }] = await sql('SELECT agency, wrapped FROM shelter_address WHERE shelter_id = $1', [
      SHELTER,
    ]);
    await expect(secrets.agencyKeys.unwrap(agency, wrapped)).rejects.toThrow();
    await expect(secrets.vaultKeys!.unwrap(randomUUID(), wrapped)).rejects.toThrow();
    expect(await secrets.vaultKeys!.unwrap(agency, wrapped)).toHaveLength(32);
    await leave();
  });
});

async function vaultOf() {
  const { adminUrl, secrets } = testServer();
  const [{ name }] = await sql('SELECT current_database() AS name');
  const url = databaseUrls(adminUrl, name, 'shelter-capacity', secrets).vault!;
  return createDataSource({ url, entities: [], migrations: [], poolSize: 1 }).initialize();
}
