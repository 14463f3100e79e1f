import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seedId } from '../../../standalone/seed/ids.js';
import { openTestHub, type TestHub } from '../../../test/hub.js';
import { POLICE } from '../test/administer.js';

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const CENTRE = seedId('agency:crisis-almaty-1');
const SECOND_CENTRE = seedId('agency:crisis-almaty-2');
const UNIT = seedId('unit:police-almaty-auezov/1');

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());

const SET = `mutation ($input: DutyPhonesSetInput!) { dutyPhonesSet(input: $input) {
  dutyPhones { phone role channel language email staff position } gaps { role unit fromWeekday from untilWeekday until }
  userErrors { code field } } }`;
const version = async (account: string, agency: string, unit: string | null = null): Promise<number | undefined> =>
  (
    await hub
      .as(account)
      .query('query ($agency: ID!) { dutyPhones(agency: $agency) { rotaVersion unit { id } } }', { agency })
  ).data.dutyPhones.find((each: { unit: { id: string } | null }) => (each.unit?.id ?? null) === unit)?.rotaVersion;
const set = async (
  account: string,
  agency: string,
  phones: object[],
  unit?: string,
  expectedVersion?: number | undefined,
) => {
  const seen = expectedVersion ?? (await version(account, agency, unit));
  const input = { agency, unit, phones, expectedVersion: seen };
  const { data, errors } = await hub.as(account).query(SET, { input });
  if (errors) throw new Error(JSON.stringify(errors));
  return data.dutyPhonesSet;
};
const phone = (number: string, more: object = {}) => ({ phone: number, weekdays: EVERY_DAY, ...more });
const rota = async (agency: string) =>
  await hub
    .db('directory')
    .query('SELECT phone, role FROM duty_phone WHERE agency_id = $1 AND unit_id IS NULL ORDER BY role, position', [
      agency,
    ]);

async function contacts(
  agency: string,
  unit: string | null,
  rung: string,
): Promise<{ address: string; channel: string }[]> {
  const { data, errors } = await hub.transport.call('directory', {
    document:
      'query ($input: DutyContactsInput!) { dutyContacts(input: $input) { id agency unit staff channel address language } }',
    variables: { input: { agency, unit, rung } },
    caller: { requester: null, actor: 'referral', requestId: randomUUID(), deadline: Date.now() + 5_000 },
  });
  if (errors?.length) throw new Error(JSON.stringify(errors));
  return data!.dutyContacts as { address: string; channel: string }[];
}
const addresses = async (...of: Parameters<typeof contacts>) => (await contacts(...of)).map(({ address }) => address);

describe('a rota', () => {
  test('says who answers for what, and how they are told; addresses and names only to its own agency', async () => {
    const staff = seedId('staff:officer-almaty');
    const { dutyPhones, userErrors } = await set('administrator-police', POLICE, [
      phone('102'),
      phone('+7 000 900 00 01', {
        role: 'SUPERVISOR',
        channel: 'EMAIL',
        email: 'duty@police.example',
        language: 'ru',
        staff,
      }),
      phone('+7 000 900 00 02', { channel: 'SMS' }),
    ]);
    expect(userErrors).toEqual([]);
    expect(dutyPhones.slice(0, 3)).toEqual([
      { phone: '102', role: 'DUTY_OFFICER', channel: 'VOICE', language: 'kk', email: null, staff: null, position: 1 },
      {
        phone: '+7 000 900 00 02',
        role: 'DUTY_OFFICER',
        channel: 'SMS',
        language: 'kk',
        email: null,
        staff: null,
        position: 3,
      },
      {
        phone: '+7 000 900 00 01',
        role: 'SUPERVISOR',
        channel: 'EMAIL',
        language: 'ru',
        email: 'duty@police.example',
        staff,
        position: 2,
      },
    ]);
    const { data } = await hub
      .as('intake-almaty', 'SHELTER')
      .query('query ($agency: ID!) { dutyPhones(agency: $agency) { phone email staff } }', { agency: POLICE });
    expect(data.dutyPhones).toContainEqual({ phone: '+7 000 900 00 01', email: null, staff: null });
  });

  test.each([
    ['a letter without an address', { channel: 'EMAIL' }, 'INVALID', 'email'],
    ['an address that is none', { channel: 'EMAIL', email: 'nobody' }, 'INVALID', 'email'],
    ['an SMS to a short number', { channel: 'SMS' }, 'INVALID', 'phone'],
    ['a language that nobody reads here', { language: 'de' }, 'INVALID', 'language'],
    ["another agency's staff", { staff: seedId('staff:intake-almaty') }, 'NOT_FOUND', 'staff'],
    ["the region's coordinator", { role: 'REGIONAL_COORDINATOR' }, 'NOT_PERMITTED', 'role'],
  ])('refuses %s, and nothing is changed', async (_what, wrong, code, field) => {
    const before = await rota(POLICE);
    const { dutyPhones, gaps, userErrors } = await set('administrator-police', POLICE, [
      phone('+7 000 900 00 09'),
      phone('102', wrong),
    ]);
    expect({ dutyPhones, gaps, userErrors }).toEqual({
      dutyPhones: null,
      gaps: null,
      userErrors: [{ code, field: ['input', 'phones', '1', field] }],
    });
    expect(await rota(POLICE)).toEqual(before);
  });

  test("the hub's administrator sets the region's coordinator, whom the agency's own cannot take away", async () => {
    await set('administrator', POLICE, [phone('102'), phone('+7 000 900 00 03', { role: 'REGIONAL_COORDINATOR' })]);
    await set('administrator-police', POLICE, [phone('102')]);
    expect(await rota(POLICE)).toEqual([
      { phone: '102', role: 'DUTY_OFFICER' },
      { phone: '+7 000 900 00 03', role: 'REGIONAL_COORDINATOR' },
    ]);
  });

  test('is overwritten by nobody who has not seen it, also when two set it at once', async () => {
    const conflict = {
      ...{ dutyPhones: null, gaps: null },
      userErrors: [{ code: 'VERSION_CONFLICT', field: ['input', 'expectedVersion'] }],
    };
    const seen = await version('administrator-police', POLICE);
    await set('administrator', POLICE, [phone('102'), phone('+7 000 900 00 03', { role: 'REGIONAL_COORDINATOR' })]);
    const before = await rota(POLICE);
    expect(await set('administrator-police', POLICE, [phone('+7 000 900 00 10')], undefined, seen)).toEqual(conflict);
    const blind = { input: { agency: POLICE, phones: [phone('+7 000 900 00 10')] } };
    expect((await hub.as('administrator-police').query(SET, blind)).data.dutyPhonesSet).toEqual(conflict);
    expect(await rota(POLICE)).toEqual(before);

    const now = await version('administrator-police', POLICE);
    const both = await Promise.all(
      ['+7 000 900 00 11', '+7 000 900 00 12'].map((number) =>
        set('administrator-police', POLICE, [phone(number)], undefined, now),
      ),
    );
    expect(both.map(({ userErrors }) => userErrors[0]?.code ?? 'DONE').sort()).toEqual(['DONE', 'VERSION_CONFLICT']);
    // the phone of the region, that stayed, has the version of the others
    const { data } = await hub
      .as('administrator-police')
      .query('query ($agency: ID!) { dutyPhones(agency: $agency) { role unit { id } rotaVersion } }', {
        agency: POLICE,
      });
    const ofAgency = data.dutyPhones.filter(({ unit }: { unit: object | null }) => !unit);
    expect(ofAgency.map(({ role }: { role: string }) => role)).toEqual(['DUTY_OFFICER', 'REGIONAL_COORDINATOR']);
    expect(new Set(ofAgency.map(({ rotaVersion }: { rotaVersion: number }) => rotaVersion))).toEqual(
      new Set([now! + 1]),
    );
  });

  test('its gaps are told to its administrator, and to nobody else', async () => {
    const day = { weekdays: [1, 2, 3, 4, 5], opens: '09:00', closes: '18:00' };
    const { gaps } = await set('administrator', CENTRE, [
      phone('+7 000 900 00 04', day),
      phone('+7 000 900 00 05', { role: 'SUPERVISOR' }),
    ]);
    expect(gaps).toHaveLength(5);
    expect(gaps[4]).toEqual({
      role: 'DUTY_OFFICER',
      unit: null,
      fromWeekday: 5,
      from: '18:00',
      untilWeekday: 1,
      until: '09:00',
    });
    const ask = (account: string, agency: string) =>
      hub.as(account).query('query ($agency: ID!) { dutyGaps(agency: $agency) { role from } }', { agency });
    expect((await ask('administrator', CENTRE)).data.dutyGaps).toHaveLength(5);
    expect((await ask('administrator-police', POLICE)).data.dutyGaps).toContainEqual({
      role: 'SUPERVISOR',
      from: '00:00',
    });
    expect((await ask('administrator-police', CENTRE)).errors![0]!.extensions.code).toBe('FORBIDDEN');
    expect((await ask('officer-almaty', POLICE)).errors![0]!.extensions.code).toBe('FORBIDDEN');
  });
});

describe('who is on duty now', () => {
  test('of a unit, then of the whole agency; by the local time, and nobody who has left', async () => {
    const weekday = ((new Date(Date.now() + 5 * 3_600_000).getUTCDay() + 6) % 7) + 1;
    const [staff] = await hub.db('directory').query(
      `INSERT INTO staff_member (issuer, subject, agency_id, role, languages, active, deactivated_at)
       SELECT issuer, 'left-' || gen_random_uuid(), agency_id, role, languages, false, now() FROM staff_member WHERE id = $1 RETURNING id`,
      [seedId('staff:officer-almaty')],
    );
    await set('administrator-police', POLICE, [
      phone('102'),
      phone('+7 000 900 00 06', { weekdays: [((weekday + 2) % 7) + 1] }),
    ]);
    await set('administrator-police', POLICE, [phone('+7 000 900 00 07')], UNIT);
    expect(await addresses(POLICE, UNIT, 'DUTY_OFFICER')).toEqual(['+7 000 900 00 07', '102']);
    await hub.db('directory').query("UPDATE duty_phone SET staff_id = $1 WHERE phone = '102'", [staff.id]);
    expect(await addresses(POLICE, UNIT, 'DUTY_OFFICER')).toEqual(['+7 000 900 00 07']);
  });

  test('elsewhere: at agencies of the same kind and region, never at the one itself', async () => {
    const here = await addresses(SECOND_CENTRE, null, 'DUTY_OFFICER');
    const elsewhere = await contacts(CENTRE, null, 'ANOTHER_AGENCY');
    expect(elsewhere.map(({ address }) => address)).toEqual(expect.arrayContaining(here));
    const kinds = await hub
      .db('directory')
      .query('SELECT DISTINCT kind, region_code FROM agency WHERE id = ANY($1::uuid[])', [
        (elsewhere as unknown as { agency: string }[]).map(({ agency }) => agency),
      ]);
    expect(kinds).toEqual([{ kind: 'CRISIS_CENTRE', region_code: 'KZ-75' }]);
    expect((elsewhere as unknown as { agency: string }[]).map(({ agency }) => agency)).not.toContain(CENTRE);
  });

  test('of a suspended agency is nobody', async () => {
    await hub.db('directory').query("UPDATE agency SET status = 'SUSPENDED' WHERE id = $1", [SECOND_CENTRE]);
    expect(await contacts(SECOND_CENTRE, null, 'DUTY_OFFICER')).toEqual([]);
    expect(
      (await contacts(CENTRE, null, 'ANOTHER_AGENCY')).map((c) => (c as unknown as { agency: string }).agency),
    ).not.toContain(SECOND_CENTRE);
    await hub.db('directory').query("UPDATE agency SET status = 'ACTIVE' WHERE id = $1", [SECOND_CENTRE]);
  });

  test('is told to no client', async () => {
    const { errors } = await hub
      .as('officer-almaty', 'POLICE_RESPONSE')
      .query('query ($a: ID!) { dutyContacts(input: { agency: $a, rung: DUTY_OFFICER }) { address } }', { a: POLICE });
    expect(errors).toBeDefined();
  });
});
