import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openTestHub, type TestHub } from '../../../test/hub.js';
import { carryOut, newKey, refusal } from '../test/administer.js';

const INTEGRATOR = 'integrator-police';
let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub?.close());

const register = (document: string, account = INTEGRATOR, more: object = {}) =>
  carryOut(hub, account, 'operationRegister', { ...newKey(), name: 'trial', document, ...more });
/** Why a document is not registered. */
const fault = async (document: string): Promise<string> => {
  const { operation, userErrors } = await register(document);
  expect(operation).toBeNull();
  expect(userErrors).toMatchObject([{ code: 'INVALID', field: ['input', 'document'] }]);
  return userErrors[0].message;
};
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

describe('a document that is registered', () => {
  test('is told by its hash, its kind, its cost and the parts of a record that it touches', async () => {
    const document = `query Record($id: ID!) {
      victim(id: $id) { id identity { familyName } ...Bookings }
    }
    fragment Bookings on Victim { appointments(first: 5) { edges { node { startsAt } } } }`;
    const { operation } = await register(document);
    expect(operation).toMatchObject({
      name: 'trial',
      sha256: sha256(document),
      kind: 'QUERY',
      categories: ['IDENTITY', 'FORENSIC'],
    });
    expect(operation.cost).toBeGreaterThan(10);
    const change = 'mutation Arrive($input: ExamStepInput!) { examArrive(input: $input) { userErrors { code } } }';
    expect((await register(change)).operation).toMatchObject({ kind: 'MUTATION', categories: [] });
    expect((await register('query Codes { regions { code } }')).operation).toMatchObject({ categories: [] });
  });

  test('is the same one when it is registered again; withdrawn, it becomes a new one', async () => {
    const document = 'query Again { regions { code } }';
    const { operation } = await register(document);
    expect((await register(document, INTEGRATOR, { name: 'renamed' })).operation).toMatchObject({
      id: operation.id,
      name: 'renamed',
    });
    const withdrawn = await carryOut(hub, INTEGRATOR, 'operationWithdraw', { id: operation.id });
    expect(withdrawn.operation.withdrawnAt).not.toBeNull();
    expect((await register(document)).operation.id).not.toBe(operation.id);
  });

  test("is its agency's: another one neither sees nor withdraws it, and others may not register", async () => {
    const { operation } = await register('query Ours { regions { code name } }');
    const listed = async (account: string, inForceOnly = true) =>
      (
        await hub
          .as(account)
          .query(
            'query ($o: Boolean!) { registeredOperations(first: 100, inForceOnly: $o) { edges { node { id document } } } }',
            { o: inForceOnly },
          )
      ).data.registeredOperations.edges.map(({ node }: { node: { id: string } }) => node.id);
    expect(await listed(INTEGRATOR)).toContain(operation.id);
    expect(await listed('administrator-police')).toContain(operation.id);
    expect(await listed('administrator')).not.toContain(operation.id);
    const withdraw = (account: string) => refusal(hub, account, 'operationWithdraw', { id: operation.id });
    expect(await withdraw('administrator')).toBe('NOT_FOUND input.id');
    expect(await withdraw('officer-almaty')).toBe('FORBIDDEN');
    expect((await register('query X { regions { code } }', 'officer-almaty')).refused).toBe('FORBIDDEN');
    await carryOut(hub, INTEGRATOR, 'operationWithdraw', { id: operation.id });
    expect(await listed(INTEGRATOR)).not.toContain(operation.id);
    expect(await listed(INTEGRATOR, false)).toContain(operation.id);
  });

  test('is given to the gateway alone', async () => {
    const document = 'query ForTheGateway { regions { code } }';
    const { operation } = await register(document);
    const { agency } = (
      await hub
        .db('directory')
        .query('SELECT agency_id AS agency FROM registered_operation WHERE id = $1', [operation.id])
    )[0];
    const text = (actor: string | null) =>
      hub.subgraphs.get('directory')!.execute({
        document: 'query ($a: ID!, $h: String!) { registeredOperation(agency: $a, sha256: $h) }',
        variables: { a: agency, h: operation.sha256 },
        caller: { requester: null, actor, requestId: 'test', deadline: Date.now() + 10_000 },
      });
    expect((await text('gateway')).data?.registeredOperation).toBe(document);
    for (const actor of [null, 'consent']) {
      const { data, errors } = await text(actor);
      expect([data?.registeredOperation, errors?.[0]?.extensions.code]).toEqual([null, 'FORBIDDEN']);
    }
  });
});

describe('a document that would not run', () => {
  test('is refused with its place and without the values in it', async () => {
    expect(await fault('query Wrong {\n  regions { code population }\n}')).toBe(
      'Line 2, column 18: Cannot query field "population" on type "Region".',
    );
    const said = await fault('query Wrong { agencies(first: "Айгерім") { edges { cursor } } }');
    expect(said).toContain('Line 1, column 31');
    expect(said).not.toContain('Айгерім');
    expect(await fault('query Wrong { regions { code }')).toMatch(/^Line 1, column 31: Syntax Error/);
    expect(await fault('query Wrong { victim(id: "x") { key } }')).toContain('Cannot query field "key"');
    expect(await fault('query Wrong { registeredOperation(agency: "a", sha256: "b") }')).toContain(
      'Cannot query field',
    );
  });

  test('is refused when it is not exactly one named operation, or asks for the schema', async () => {
    const one = 'A document has exactly one operation, and the operation has a name.';
    expect(await fault('{ regions { code } }')).toBe(one);
    expect(await fault('query A { regions { code } } query B { regions { code } }')).toBe(one);
    expect(await fault('fragment F on Region { code }')).toBe(one);
    expect(await fault('query Schema { __schema { types { name } } }')).toContain('introspection');
    expect(await fault('query Type { __type(name: "Victim") { name } }')).toContain('introspection');
  });

  test('is refused when it goes beyond the limits of the gateway', async () => {
    const aliases = Array.from({ length: 11 }, (_, i) => `a${i}: regions { code }`).join(' ');
    const directives = Array.from({ length: 6 }, () => '@include(if: $x)').join(' ');
    const agencies = (inner: string) => `agencies(first: 100) { edges { node { units { ${inner} } } } }`;
    const hers = 'victim { appointments(first: 1) { edges { node { ';
    const deep = `appointment(id: "x") { ${hers.repeat(3)} id ${'} } } } '.repeat(3)} }`;
    expect(await fault(`query Wide { ${aliases} }`)).toContain('Aliases limit');
    expect(await fault(`query Directives($x: Boolean!) { regions ${directives} { code } }`)).toContain(
      'Directives limit',
    );
    expect(await fault(`query Long { regions { ${'code '.repeat(2_100)} } }`)).toContain('tokens');
    const costly = Array.from({ length: 10 }, (_, i) => `b${i}: ${agencies('id name closed')}`).join(' ');
    expect(await fault(`query Costly { ${costly} }`)).toContain('Cost limit');
    expect(await fault(`query Deep { ${deep} }`)).toContain('depth limit');
  });

  test('is explained in the language of who asks', async () => {
    const { data } = await hub
      .as(INTEGRATOR, undefined, 'kk')
      .query(
        'mutation ($input: OperationRegisterInput!) { operationRegister(input: $input) { userErrors { message } } }',
        { input: { ...newKey(), name: 'x', document: 'query W { regions { kod } }' } },
      );
    expect(data.operationRegister.userErrors[0].message).toMatch(/^Бұл операцияны хаб орындамайды\. Жол 1, баған 21:/);
  });
});
