import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { receiptFaults } from '../scripts/access-log/receipt.js';
import { type ConsentedRecord, consentedRecord, TOLD } from './consented-record.js';
import { openHub, type PublicHub } from './hub.js';
import { publicKeys } from './public-keys.js';

let hub: PublicHub;
let record: ConsentedRecord;
beforeAll(async () => {
  hub = await openHub();
  record = await consentedRecord(hub);
});
afterAll(() => hub?.close());
beforeEach(async () => {
  await hub.db('consent').query("DELETE FROM access_log WHERE kind = 'DISCLOSURE'");
});

const looks = async (): Promise<string[]> =>
  (await hub.db('consent').query("SELECT category FROM access_log WHERE kind = 'DISCLOSURE' ORDER BY 1")).map(
    (r: { category: string }) => r.category,
  );

describe('only what a selection touches is opened and logged', () => {
  test('two aliases of the same record open and log one category each', async () => {
    const { data, errors } = await hub
      .as('intake-almaty', 'SHELTER')
      .query(
        `query ($id: ID!) { a: victim(id: $id) { identity { familyName } } b: victim(id: $id) { stays(first: 5) { edges { node { state } } } } }`,
        { id: record.centre },
      );
    expect(errors).toBeUndefined();
    expect(data.a.identity.familyName).toBe(TOLD.familyName);
    expect(data.b.stays.edges).toHaveLength(1);
    expect(await looks()).toEqual(['IDENTITY', 'SHELTER']);
  });

  test('aliases of a field, fragments and repeated selections count once', async () => {
    await hub.as('intake-almaty', 'SHELTER').query(
      `query ($id: ID!) { victim(id: $id) { one: identity { givenName } two: identity { familyName } ...Same } }
       fragment Same on Victim { identity { languages } ... on Victim { household { pets } } }`,
      { id: record.centre },
    );
    expect(await looks()).toEqual(['HOUSEHOLD', 'IDENTITY']);
  });

  test('@skip and @include are respected, with variables and on fragments', async () => {
    const { data, errors } = await hub.as('intake-almaty', 'SHELTER').query(
      `query ($id: ID!, $no: Boolean!, $yes: Boolean!) { victim(id: $id) { id
         identity @skip(if: $yes) { familyName }
         safeContact @include(if: $no) { number }
         ... on Victim @include(if: $yes) { household { pets } }
         ... on Victim @skip(if: $yes) { stays(first: 1) { edges { cursor } } } } }`,
      { id: record.centre, yes: true, no: false },
    );
    expect(errors).toBeUndefined();
    // what is asked for is answered, whatever else is left out
    expect(data.victim).toEqual({ id: record.centre, household: { pets: 0 } });
    expect(await looks()).toEqual(['HOUSEHOLD']);
  });

  test('id and sharing open nothing', async () => {
    const { data } = await hub
      .as('intake-almaty', 'SHELTER')
      .query('query ($id: ID!) { victim(id: $id) { id sharing { category state } } }', { id: record.centre });
    expect(data.victim.sharing).toHaveLength(10);
    expect(await looks()).toEqual([]);
  });

  test('what is withheld is null, without an error and without a look', async () => {
    const { data, errors } = await hub
      .as('scheduler-almaty', 'FORENSIC_EXAM')
      .query(
        'query ($id: ID!) { victim(id: $id) { safeContact { number } stays(first: 1) { edges { cursor } } appointments(first: 1) { edges { node { state } } } } }',
        { id: record.clinic },
      );
    expect(errors).toBeUndefined();
    expect(data.victim.safeContact).toBeNull();
    expect(data.victim.stays).toBeNull();
    expect(data.victim.appointments.edges).toHaveLength(1);
    expect(await looks()).toEqual(['FORENSIC']);
  });

  test('the same person for another purpose sees nothing of what was opened for one', async () => {
    const { data } = await hub
      .as('examiner-almaty', 'MEDICAL_CARE')
      .query('query ($id: ID!) { victim(id: $id) { id } }', { id: record.clinic });
    expect(data.victim).toBeNull();
  });

  test('hidden fields and internal operations are not part of the public schema', async () => {
    const officer = hub.as('officer-almaty', 'POLICE_RESPONSE');
    for (const selection of ['key', 'identityDisclosure', 'shelterDisclosure']) {
      const { errors } = await officer.query(`query ($id: ID!) { victim(id: $id) { ${selection} } }`, {
        id: record.police,
      });
      expect(errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
    }
    for (const operation of [
      'query { victimResolve(input: { victimId: "x" }) }',
      'query { _entities(representations: []) { __typename } }',
    ]) {
      const { errors } = await officer.query(operation);
      expect(errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
    }
  });
});

describe('one answer for everything that is not open', () => {
  const shape = '{ victim(id: $id) { id sharing { category state } identity { familyName } } }';

  test('unknown, of another agency, malformed', async () => {
    const outsider = hub.as('officer-bostandyk', 'POLICE_RESPONSE');
    for (const id of [record.police, record.clinic, 'x', '', 'A'.repeat(43), 'жер'])
      expect(await outsider.query(`query ($id: ID!) ${shape}`, { id })).toEqual({
        status: 200,
        data: { victim: null },
      });
  });

  test('walled, expired and withdrawn give that answer too', async () => {
    const clinic = hub.as('scheduler-almaty', 'FORENSIC_EXAM');
    const ask = () => clinic.query(`query ($id: ID!) ${shape}`, { id: record.clinic });
    const db = hub.db('consent');
    const closed = { status: 200, data: { victim: null } };
    expect((await ask()).data.victim).not.toBeNull();

    const [{ expires_at }] = await db.query("SELECT expires_at FROM consent WHERE 'FORENSIC_EXAM' = ANY(purposes)");
    await db.query(
      "UPDATE consent SET expires_at = granted_at + interval '1 millisecond' WHERE 'FORENSIC_EXAM' = ANY(purposes)",
    );
    expect(await ask()).toEqual(closed);
    await db.query("UPDATE consent SET expires_at = $1, withdrawn_at = now() WHERE 'FORENSIC_EXAM' = ANY(purposes)", [
      expires_at,
    ]);
    expect(await ask()).toEqual(closed);
    await db.query("UPDATE consent SET withdrawn_at = NULL WHERE 'FORENSIC_EXAM' = ANY(purposes)");
    expect((await ask()).data.victim).not.toBeNull();

    const clinicAgency = (
      await db.query("SELECT recipient_agency AS a FROM consent WHERE 'FORENSIC_EXAM' = ANY(purposes)")
    )[0].a;
    const advocate = hub.as('advocate-almaty', 'SUPPORT');
    const wall = await advocate.query(
      'mutation ($input: ConflictWallAddInput!) { conflictWallAdd(input: $input) { conflictWall { id } notYetEnforcedBy userErrors { message } } }',
      {
        input: {
          idempotencyKey: 'wall-the-clinic',
          victimId: record.centre,
          subjectKind: 'AGENCY',
          subject: clinicAgency,
          reason: 'KNOWS_PERPETRATOR',
        },
      },
    );
    expect(wall.data.conflictWallAdd).toMatchObject({ notYetEnforcedBy: [], userErrors: [] });
    expect(await ask()).toEqual(closed);
    const own = await clinic.query(
      'query ($id: ID!) { appointment(id: $id) { id } appointments(first: 10) { edges { node { id } } } referralInbox(first: 10) { edges { node { id } } } }',
      { id: record.appointment },
    );
    expect(own.data).toEqual({ appointment: null, appointments: { edges: [] }, referralInbox: { edges: [] } });
  });
});

test('each look has a receipt, countersigned by another process, that she can have checked anywhere', async () => {
  const she = hub.as('advocate-almaty', 'SUBJECT_REQUEST');
  const receipts = async (): Promise<object[]> => {
    const { data } = await she.query(
      `query ($id: ID!) { victim(id: $id) { accessLog(first: 100) { edges { node {
         receipt { leafIndex treeSize entry auditPath checkpoint } } } } } }`,
      { id: record.centre },
    );
    return data.victim.accessLog.edges.flatMap((edge: { node: { receipt: object | null } }) => edge.node.receipt ?? []);
  };
  const proven = async () =>
    (await receipts())
      .map((receipt) => receiptFaults(JSON.stringify(receipt), publicKeys()))
      .filter(({ proven }) => proven.some((line) => line.startsWith('Countersigned by shelter-capacity')));
  while ((await proven()).length === 0) await sleep(500);
  for (const receipt of await receipts())
    expect(receiptFaults(JSON.stringify(receipt), publicKeys()).faults).toEqual([]);
});
