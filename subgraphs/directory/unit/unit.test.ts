import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openTestHub, type TestHub } from '../../../test/hub.js';
import { TEST_ISSUER } from '../../../test/setup/test-server.js';
import { BOSTANDYK, carryOut, NAME, newKey, POLICE, refusal } from '../test/administer.js';

const ADMINISTRATOR = 'administrator-police';
let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub?.close());

const newUnit = async (agency = POLICE, account = ADMINISTRATOR): Promise<string> =>
  (await carryOut(hub, account, 'unitCreate', { ...newKey(), agency, name: NAME })).unit.id;
const staffInput = (more: object = {}) => ({
  ...{ ...newKey(), agency: POLICE, issuer: TEST_ISSUER, subject: newKey().idempotencyKey },
  ...{ role: 'OFFICER', languages: ['kk'] },
  ...more,
});

describe('a unit', () => {
  test('is renamed, closed and opened again; what is left out stays', async () => {
    const id = await newUnit();
    const change = async (input: object) => (await carryOut(hub, ADMINISTRATOR, 'unitUpdate', { id, ...input })).unit;
    expect(await change({ name: { ...NAME, en: 'Renamed' } })).toEqual({ id, name: 'Renamed', closed: false });
    expect(await change({ closed: true })).toEqual({ id, name: 'Renamed', closed: true });
    expect(await change({})).toEqual({ id, name: 'Renamed', closed: true });
    expect(await change({ closed: false })).toEqual({ id, name: 'Renamed', closed: false });
  });

  test('that is closed takes nobody new, receives nothing, and its phones are not given out', async () => {
    const unit = await newUnit();
    const { staff } = await carryOut(hub, ADMINISTRATOR, 'staffCreate', staffInput({ unit }));
    const phones = { agency: POLICE, unit, phones: [{ phone: '+7 000 999 00 01', weekdays: [1] }] };
    await hub
      .as(ADMINISTRATOR)
      .query('mutation ($input: DutyPhonesSetInput!) { dutyPhonesSet(input: $input) { userErrors { code } } }', {
        input: phones,
      });
    const given = async () =>
      (
        await hub
          .as(ADMINISTRATOR)
          .query('query ($a: ID!, $u: ID) { dutyPhones(agency: $a, unit: $u) { phone } }', { a: POLICE, u: unit })
      ).data.dutyPhones.length;
    const receives = async () =>
      (
        await hub.subgraphs.get('directory')!.execute({
          document: 'query ($input: RecipientKnownInput!) { recipientKnown(input: $input) }',
          variables: { input: { agency: POLICE, unit } },
          caller: { requester: null, actor: 'referral', requestId: 'test', deadline: Date.now() + 10_000 },
        })
      ).data?.recipientKnown;
    expect([await given(), await receives()]).toEqual([1, true]);
    await carryOut(hub, ADMINISTRATOR, 'unitUpdate', { id: unit, closed: true });
    expect([await given(), await receives()]).toEqual([0, false]);
    expect(await refusal(hub, ADMINISTRATOR, 'staffCreate', staffInput({ unit }))).toBe('WRONG_STATE input.unit');
    expect(await refusal(hub, ADMINISTRATOR, 'dutyPhonesSet', phones)).toBe('WRONG_STATE input.unit');
    // its staff keep it, until they are moved
    const stays = { id: staff.id, languages: ['ru'] };
    expect((await carryOut(hub, ADMINISTRATOR, 'staffUpdate', stays)).staff).toMatchObject({ unit: { id: unit } });
    const moves = { id: staff.id, unit: null };
    expect((await carryOut(hub, ADMINISTRATOR, 'staffUpdate', moves)).staff).toMatchObject({ unit: null });
    expect(await refusal(hub, ADMINISTRATOR, 'staffUpdate', { id: staff.id, unit })).toBe('WRONG_STATE input.unit');
  });

  test("of another agency is the operator's to change, and nobody else's", async () => {
    const id = await newUnit(BOSTANDYK, 'administrator');
    expect(await refusal(hub, ADMINISTRATOR, 'unitUpdate', { id, closed: true })).toBe('NOT_PERMITTED input.id');
    expect(await refusal(hub, 'officer-almaty', 'unitUpdate', { id, closed: true })).toBe('FORBIDDEN');
    expect((await carryOut(hub, 'administrator', 'unitUpdate', { id, closed: true })).unit.closed).toBe(true);
    expect(await refusal(hub, ADMINISTRATOR, 'unitUpdate', { id: newKey().idempotencyKey, closed: true })).toBe(
      'NOT_FOUND input.id',
    );
  });
});

describe('a member of staff', () => {
  test('moves to another unit and role of the own agency; what is left out stays', async () => {
    const unit = await newUnit();
    const { staff } = await carryOut(hub, ADMINISTRATOR, 'staffCreate', staffInput());
    const change = async (input: object) =>
      (await carryOut(hub, ADMINISTRATOR, 'staffUpdate', { id: staff.id, ...input })).staff;
    expect(await change({ unit })).toMatchObject({ role: 'OFFICER', unit: { id: unit }, languages: ['kk'] });
    expect(await change({ role: 'DUTY_OFFICER' })).toMatchObject({ role: 'DUTY_OFFICER', unit: { id: unit } });
    const refused = (input: object) => refusal(hub, ADMINISTRATOR, 'staffUpdate', { id: staff.id, ...input });
    expect(await refused({ role: 'LAWYER' })).toBe('NOT_PERMITTED input.role');
    expect(await refused({ unit: await newUnit(BOSTANDYK, 'administrator') })).toBe('NOT_FOUND input.unit');
    expect(await refused({ languages: [] })).toBe('INVALID input.languages');
  });

  test('of another agency is not found, and nobody changes her own role', async () => {
    const staffOf = async (account: string, agency: string) =>
      (
        await hub
          .as('administrator')
          .query('query ($a: ID!) { staff(first: 100, agency: $a) { edges { node { id subject } } } }', { a: agency })
      ).data.staff.edges.find(({ node }: { node: { subject: string } }) => node.subject === account).node.id;
    const other = await staffOf('officer-bostandyk', BOSTANDYK);
    expect(await refusal(hub, ADMINISTRATOR, 'staffUpdate', { id: other, role: 'DUTY_OFFICER' })).toBe(
      'NOT_FOUND input.id',
    );
    const own = await staffOf(ADMINISTRATOR, POLICE);
    expect(await refusal(hub, ADMINISTRATOR, 'staffUpdate', { id: own, role: 'OFFICER' })).toBe(
      'NOT_PERMITTED input.role',
    );
    expect(await refusal(hub, 'officer-almaty', 'staffUpdate', { id: own, role: 'OFFICER' })).toBe('FORBIDDEN');
  });
});
