import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seedId } from '../../standalone/seed/ids.js';
import { openTestHub, type TestHub } from '../../test/hub.js';
import { TEST_ISSUER } from '../../test/setup/test-server.js';

const POLICE = seedId('agency:police-almaty-auezov');
const BOSTANDYK = seedId('agency:police-almaty-bostandyk');
const OPERATOR = seedId('agency:hub-operator');
const NAME = { kk: 'Сынақ', ru: 'Проба', en: 'Trial' };

const AGENCY_CREATE = `mutation ($input: AgencyCreateInput!) { agencyCreate(input: $input) {
  agency { id name kind status version zone region { code } } userErrors { code field } } }`;
const AGENCY_UPDATE = `mutation ($input: AgencyUpdateInput!) { agencyUpdate(input: $input) {
  agency { id name status version } userErrors { code field } } }`;
const UNIT_CREATE = `mutation ($input: UnitCreateInput!) { unitCreate(input: $input) { unit { id name } userErrors { code field } } }`;
const STAFF_CREATE = `mutation ($input: StaffCreateInput!) { staffCreate(input: $input) {
  staff { id role active agency { id } unit { id } } userErrors { code field } } }`;
const STAFF_DEACTIVATE = `mutation ($input: StaffDeactivateInput!) { staffDeactivate(input: $input) {
  staff { id active } userErrors { code field } } }`;
const AGREEMENT_SET = `mutation ($input: AgreementSetInput!) { agreementSet(input: $input) {
  agreement { kind role purposes } userErrors { code field } } }`;
const DUTY_PHONES_SET = `mutation ($input: DutyPhonesSetInput!) { dutyPhonesSet(input: $input) {
  dutyPhones { phone position opens closes onDuty unit { id } } userErrors { code field message } } }`;

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());

/** The payload of the one mutation in an answer. */
async function carryOut(account: string, document: string, input: object) {
  const { data, errors } = await hub.as(account).query(document, { input });
  if (errors) return { refused: errors[0]!.extensions.code };
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects and fails when it is not there
  return Object.values(data as Record<string, any>)[0];
}

const newKey = () => ({ idempotencyKey: randomUUID() });
const agencyInput = () => ({ ...newKey(), kind: 'SHELTER', name: NAME, regionCode: 'KZ-47', zone: 'Asia/Almaty' });
const unitInput = (agency: string) => ({ ...newKey(), agency, name: NAME });
const staffInput = (agency: string, more: object = {}) => ({
  ...{ ...newKey(), agency, issuer: TEST_ISSUER, subject: randomUUID(), role: 'OFFICER', languages: ['kk', 'ru'] },
  ...more,
});
const phonesInput = (agency: string) => ({
  agency,
  phones: [{ phone: '+7 000 999 00 01', weekdays: [1, 2, 3, 4, 5, 6, 7] }],
});

describe('what everybody in the hub may look up', () => {
  test('the twenty regions, named in three languages', async () => {
    const names = async (language: string) =>
      (
        await hub
          .as('officer-almaty', undefined, language)
          .query('{ regions { code name } region(code: "KZ-75") { name neighbours } }')
      ).data;
    const kk = await names('kk');
    expect(kk.regions).toHaveLength(20);
    expect(kk.region.neighbours).toEqual(['KZ-19']);
    expect([kk.region.name, (await names('ru')).region.name, (await names('en')).region.name]).toEqual([
      'Алматы қаласы',
      'Город Алматы',
      'Almaty City',
    ]);
    expect((await hub.as('officer-almaty').query('{ region(code: "KZ-99") { name } }')).data.region).toBeNull();
  });

  test('agencies page by page, each once, by kind and region', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { data } = await hub.as('officer-almaty').query(
        `query ($after: String) { agencies(first: 5, after: $after, kind: CRISIS_CENTRE) {
           edges { node { name kind } } pageInfo { hasNextPage endCursor } } }`,
        { after },
      );
      seen.push(...data.agencies.edges.map(({ node }: { node: { name: string } }) => node.name));
      after = data.agencies.pageInfo.hasNextPage ? data.agencies.pageInfo.endCursor : null;
    } while (after);
    expect(seen).toHaveLength(18);
    expect(new Set(seen).size).toBe(18);
    const { data } = await hub
      .as('officer-almaty')
      .query('{ agencies(first: 100, kind: POLICE, regionCode: "KZ-75") { edges { node { units { name } } } } }');
    expect(data.agencies.edges.map(({ node }: { node: { units: object[] } }) => node.units.length)).toEqual([2, 2]);
  });

  test('nobody is answered without signing in, and staff only to administrators', async () => {
    const anonymous = await fetch(hub.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ regions { code } }' }),
    });
    expect(
      ((await anonymous.json()) as { errors: { extensions: { code: string } }[] }).errors[0]!.extensions.code,
    ).toBe('UNAUTHENTICATED');
    const STAFF = `query ($agency: ID!) { staff(first: 100, agency: $agency) { edges { node { id subject role } } } }`;
    const staffOf = async (account: string, agency: string) =>
      (await hub.as(account).query(STAFF, { agency })) as Awaited<ReturnType<ReturnType<TestHub['as']>['query']>>;
    expect((await staffOf('officer-almaty', POLICE)).errors![0]!.extensions.code).toBe('FORBIDDEN');
    expect((await staffOf('administrator-police', POLICE)).data.staff.edges.length).toBeGreaterThanOrEqual(5);
    expect((await staffOf('administrator-police', BOSTANDYK)).data.staff.edges).toEqual([]);
    expect((await staffOf('administrator', BOSTANDYK)).data.staff.edges).toHaveLength(1);
  });

  test('which purposes a role may state, and whom to call', async () => {
    const { data } = await hub
      .as('officer-almaty')
      .query(
        `query ($agency: ID!) { agreements(kind: POLICE, role: OFFICER) { purposes } dutyPhones(agency: $agency) { phone onDuty position unit { id } } }`,
        { agency: POLICE },
      );
    expect(data.agreements).toEqual([{ purposes: ['POLICE_RESPONSE', 'PROTECTION_ORDER', 'EMERGENCY'] }]);
    expect(data.dutyPhones[0]).toEqual({ phone: '102', onDuty: true, position: 1, unit: null });
    expect(data.dutyPhones).toHaveLength(3);
  });
});

describe("the hub's administrator", () => {
  test('creates an agency once per idempotency key, changes it, suspends it', async () => {
    const input = agencyInput();
    const { agency, userErrors } = await carryOut('administrator', AGENCY_CREATE, input);
    expect(userErrors).toEqual([]);
    expect(agency).toMatchObject({
      name: 'Trial',
      kind: 'SHELTER',
      status: 'ACTIVE',
      version: 1,
      region: { code: 'KZ-47' },
    });
    expect((await carryOut('administrator', AGENCY_CREATE, input)).agency.id).toBe(agency.id);

    const update = { id: agency.id, expectedVersion: 1, status: 'SUSPENDED' };
    expect((await carryOut('administrator', AGENCY_UPDATE, update)).agency).toMatchObject({
      name: 'Trial',
      status: 'SUSPENDED',
      version: 2,
    });
    expect((await carryOut('administrator', AGENCY_UPDATE, update)).userErrors).toEqual([
      { code: 'VERSION_CONFLICT', field: ['input', 'expectedVersion'] },
    ]);
  });

  test('is told which field is not valid', async () => {
    const wrong = async (change: object) =>
      (await carryOut('administrator', AGENCY_CREATE, { ...agencyInput(), ...change })).userErrors[0];
    expect(await wrong({ regionCode: 'KZ-12' })).toEqual({ code: 'NOT_FOUND', field: ['input', 'regionCode'] });
    expect(await wrong({ zone: 'Asia/Nowhere' })).toEqual({ code: 'INVALID', field: ['input', 'zone'] });
    expect(await wrong({ name: { ...NAME, kk: '  ' } })).toEqual({ code: 'INVALID', field: ['input', 'name', 'kk'] });
  });

  test('cannot suspend the operator, nor deactivate herself', async () => {
    const { data } = await hub
      .as('administrator')
      .query('query ($id: ID!) { agency(id: $id) { version } }', { id: OPERATOR });
    const update = { id: OPERATOR, expectedVersion: data.agency.version, status: 'SUSPENDED' };
    expect((await carryOut('administrator', AGENCY_UPDATE, update)).userErrors[0].code).toBe('NOT_PERMITTED');
    const oneself = await carryOut('administrator', STAFF_DEACTIVATE, { id: seedId('staff:administrator') });
    expect(oneself.userErrors[0].code).toBe('NOT_PERMITTED');
  });

  test('sets agreements, but gives no purpose to those who run the hub', async () => {
    const set = (role: string, purposes: string[]) =>
      carryOut('administrator', AGREEMENT_SET, { kind: 'COURT', role, purposes });
    expect((await set('CLERK', ['COURT'])).agreement).toEqual({ kind: 'COURT', role: 'CLERK', purposes: ['COURT'] });
    for (const [role, purpose] of [
      ['ADMINISTRATOR', 'EMERGENCY'],
      ['INTEGRATOR', 'COURT'],
      ['STEWARD', 'COURT'],
      ['CLERK', 'STEWARDSHIP'],
    ] as const) {
      expect((await set(role, [purpose])).userErrors).toEqual([
        { code: 'NOT_PERMITTED', field: ['input', 'purposes'] },
      ]);
    }
  });
});

describe("an agency's own administrator", () => {
  test('adds units, staff and duty phones of the agency', async () => {
    const { unit } = await carryOut('administrator-police', UNIT_CREATE, unitInput(POLICE));
    expect(unit.name).toBe('Trial');
    const { staff, userErrors } = await carryOut(
      'administrator-police',
      STAFF_CREATE,
      staffInput(POLICE, { unit: unit.id }),
    );
    expect(userErrors).toEqual([]);
    expect(staff).toMatchObject({ role: 'OFFICER', active: true, agency: { id: POLICE }, unit: { id: unit.id } });
    expect((await carryOut('administrator-police', STAFF_DEACTIVATE, { id: staff.id })).staff.active).toBe(false);
    const set = { ...phonesInput(POLICE), unit: unit.id };
    expect((await carryOut('administrator-police', DUTY_PHONES_SET, set)).dutyPhones).toEqual([
      { phone: '+7 000 999 00 01', position: 1, opens: null, closes: null, onDuty: true, unit: { id: unit.id } },
    ]);
    const half = { ...set, phones: [{ ...set.phones[0], opens: '08:00' }] };
    expect((await carryOut('administrator-police', DUTY_PHONES_SET, half)).userErrors[0].field).toEqual([
      'input',
      'phones',
      '0',
      'opens',
    ]);
  });

  test('may do nothing to another agency, to the agency itself, to agreements', async () => {
    const refusal = async (document: string, input: object) =>
      (await carryOut('administrator-police', document, input)).userErrors[0].code;
    expect(await refusal(AGENCY_CREATE, agencyInput())).toBe('NOT_PERMITTED');
    expect(await refusal(AGENCY_UPDATE, { id: POLICE, expectedVersion: 1, name: NAME })).toBe('NOT_PERMITTED');
    expect(await refusal(AGREEMENT_SET, { kind: 'POLICE', role: 'OFFICER', purposes: ['SHELTER'] })).toBe(
      'NOT_PERMITTED',
    );
    expect(await refusal(UNIT_CREATE, unitInput(BOSTANDYK))).toBe('NOT_PERMITTED');
    expect(await refusal(STAFF_CREATE, staffInput(BOSTANDYK))).toBe('NOT_PERMITTED');
    expect(await refusal(DUTY_PHONES_SET, phonesInput(BOSTANDYK))).toBe('NOT_PERMITTED');
    expect(await refusal(STAFF_DEACTIVATE, { id: seedId('staff:officer-bostandyk') })).toBe('NOT_FOUND');
    expect(await refusal(STAFF_DEACTIVATE, { id: randomUUID() })).toBe('NOT_FOUND');
  });

  test('makes staff only for agreed roles, trusted providers, own units and free sign-ins', async () => {
    const refusal = async (change: object) =>
      (await carryOut('administrator-police', STAFF_CREATE, staffInput(POLICE, change))).userErrors[0];
    expect(await refusal({ role: 'LAWYER' })).toEqual({ code: 'NOT_PERMITTED', field: ['input', 'role'] });
    expect(await refusal({ issuer: 'https://elsewhere.test' })).toEqual({
      code: 'NOT_PERMITTED',
      field: ['input', 'issuer'],
    });
    expect(await refusal({ unit: seedId('unit:police-almaty-bostandyk/1') })).toEqual({
      code: 'NOT_FOUND',
      field: ['input', 'unit'],
    });
    expect(await refusal({ subject: 'officer-bostandyk' })).toEqual({
      code: 'NOT_AVAILABLE',
      field: ['input', 'subject'],
    });
    expect(await refusal({ subject: 'a.name@mail.example' })).toEqual({ code: 'INVALID', field: ['input', 'subject'] });
  });
});

test('no mutation of the directory is open to other roles', async () => {
  const inputs: [string, object][] = [
    [AGENCY_CREATE, agencyInput()],
    [AGENCY_UPDATE, { id: POLICE, expectedVersion: 1 }],
    [UNIT_CREATE, unitInput(POLICE)],
    [STAFF_CREATE, staffInput(POLICE)],
    [STAFF_DEACTIVATE, { id: seedId('staff:officer-almaty-2') }],
    [AGREEMENT_SET, { kind: 'POLICE', role: 'OFFICER', purposes: ['SHELTER'] }],
    [DUTY_PHONES_SET, phonesInput(POLICE)],
  ];
  for (const account of ['officer-almaty', 'steward', 'integrator-police']) {
    for (const [document, input] of inputs)
      expect(await carryOut(account, document, input)).toEqual({ refused: 'FORBIDDEN' });
  }
});
