import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { secretsOf } from '../../../standalone/secrets.js';
import { seedId } from '../../../standalone/seed/ids.js';
import { openTestHub, type TestHub } from '../../../test/hub.js';
import { testServer } from '../../../test/setup/test-server.js';
import { DataKey } from '../../kit/index.js';

const IMPORT = `mutation ($input: OrganizationImportInput!) { organizationImport(input: $input) {
  results { externalId outcome field message } userErrors { code field } } }`;
const SERVICES = `query ($query: String, $regionCode: String, $language: String) {
  services(first: 100, query: $query, regionCode: $regionCode, language: $language) { edges { node {
    id name description status languages phones url nationwide region { code }
    organization { id name confidential phones location { street city latitude } agency { id } } } } } }`;

const STREET = '12 Fictional Lane';
const PHONE = '+7 000 111 22 33';
const SERVICE_PHONE = '+7 000 444 55 66';

const location = (more: object = {}) => ({
  ...{ street: STREET, city: 'Taraz', region: 'Жамбыл облысы', postalCode: '080000', country: 'KZ' },
  ...{ latitude: 42.9, longitude: 71.36, phones: [PHONE] },
  ...more,
});
const service = (externalId: string, more: object = {}) => ({
  ...{ externalId, name: `Service ${externalId}`, status: 'active', languages: ['KK', 'ru'], phones: [SERVICE_PHONE] },
  ...more,
});
const organization = (externalId: string, more: object = {}) => ({
  ...{
    externalId,
    name: `Organisation ${externalId}`,
    confidential: false,
    location: location(),
    services: [service(`${externalId}-1`)],
  },
  ...more,
});

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());

async function send(organizations: object[], account = 'administrator', source = 'test') {
  const answer = await hub.as(account).query(IMPORT, { input: { source, organizations } });
  if (answer.errors) return { refused: answer.errors[0]!.extensions.code };
  return answer.data.organizationImport;
}
const outcomes = async (...organizations: object[]) =>
  (await send(organizations)).results.map((result: { outcome: string; field: string | null }) => [
    result.outcome,
    result.field,
  ]);
const found = async (variables: Record<string, unknown>) => {
  const { data } = await hub.as('officer-almaty').query(SERVICES, variables);
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects and fails when it is not there
  return data.services.edges.map(({ node }: any) => node);
};

/** Everything that the database of the directory holds, as COPY would write it, with bytes as hexadecimal digits. */
async function dump(): Promise<string> {
  const db = hub.db('directory');
  const tables: { name: string }[] = await db.query(
    `SELECT quote_ident(table_name) AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
  );
  const texts = await Promise.all(
    tables.map(
      async ({ name }) => (await db.query(`SELECT string_agg(t::text, E'\\n') AS rows FROM ${name} t`))[0].rows ?? '',
    ),
  );
  return texts.join('\n');
}

describe('an import of organisations', () => {
  test('creates, then changes nothing, then updates what has changed', async () => {
    const open = organization('open', { website: 'www.open.example', description: 'Advice \u00a0 and help' });
    expect(await outcomes(open)).toEqual([['CREATED', null]]);
    expect(await outcomes(open)).toEqual([['UNCHANGED', null]]);
    expect(
      await outcomes({ ...open, services: [service('open-1', { url: 'https://open.example/1' }), service('open-2')] }),
    ).toEqual([['UPDATED', null]]);
    const [first, second, ...more] = (await found({ query: 'open', language: 'kk' })) as Awaited<
      ReturnType<typeof found>
    >;
    expect(more).toEqual([]);
    expect(first).toMatchObject({
      ...{
        name: 'Service open-1',
        status: 'ACTIVE',
        languages: ['kk', 'ru'],
        phones: [SERVICE_PHONE],
        url: 'https://open.example/1',
      },
      region: { code: 'KZ-31' },
      organization: {
        name: 'Organisation open',
        phones: [PHONE],
        location: { street: STREET, city: 'Taraz', latitude: 42.9 },
      },
    });
    expect(second.name).toBe('Service open-2');
    expect(await outcomes({ ...open, services: [] })).toEqual([['UNCHANGED', null]]);
    expect(await found({ query: 'open' })).toHaveLength(2);
  });

  test('stores one organisation whole or not at all, and goes on with the others', async () => {
    const half = organization('half', { services: [service('half-1'), service('half-2', { name: ' \u00a0' })] });
    expect(await outcomes(half, organization('good'))).toEqual([
      ['REJECTED', 'services.1.name'],
      ['CREATED', null],
    ]);
    expect(await found({ query: 'half' })).toEqual([]);
    // the id of another organisation's service is found out inside the transaction, which then leaves nothing
    expect(await outcomes(organization('thief', { services: [service('thief-1'), service('good-1')] }))).toEqual([
      ['REJECTED', 'services.1.externalId'],
    ]);
    expect(await hub.db('directory').query(`SELECT FROM organization WHERE external_id = 'thief'`)).toEqual([]);
  });

  test('names the field that is not valid', async () => {
    const fault = async (more: object) => (await outcomes(organization('faulty', more)))[0];
    expect(await fault({ name: ' ' })).toEqual(['REJECTED', 'name']);
    expect(await fault({ website: 'javascript:alert(1)' })).toEqual(['REJECTED', 'website']);
    expect(await fault({ location: location({ latitude: 100 }) })).toEqual(['REJECTED', 'location.latitude']);
    expect(await fault({ location: location({ longitude: null }) })).toEqual(['REJECTED', 'location.latitude']);
    expect(await fault({ services: [service('f', { status: 'open' })] })).toEqual(['REJECTED', 'services.0.status']);
    expect(await fault({ services: [service('f', { minimumAge: 18, maximumAge: 3 })] })).toEqual([
      'REJECTED',
      'services.0.maximumAge',
    ]);
    expect(await fault({ services: [service('f'), service('f')] })).toEqual(['REJECTED', 'services.1.externalId']);
    expect(await fault({ description: 'a\u0000b' })).toEqual(['REJECTED', 'description']);
    const { results } = (
      await hub.as('administrator', undefined, 'kk').query(IMPORT, {
        input: { source: 'test', organizations: [organization('faulty', { name: '' })] },
      })
    ).data.organizationImport;
    expect(results[0].message).toBe('Мән жоқ.');
  });

  test('is for the administrator of the operator alone', async () => {
    expect(await send([organization('x')], 'officer-almaty')).toEqual({ refused: 'FORBIDDEN' });
    expect((await send([organization('x')], 'administrator-police')).userErrors).toEqual([
      { code: 'NOT_PERMITTED', field: null },
    ]);
    expect((await send(Array.from({ length: 101 }, (_, i) => organization(String(i))))).userErrors[0].code).toBe(
      'INVALID',
    );
  });

  test('of the same organisation at the same time has one effect', async () => {
    const same = organization('same');
    const answers = await Promise.all(Array.from({ length: 6 }, () => outcomes(same)));
    expect(answers.map(([[outcome]]) => outcome).sort()).toEqual(['CREATED', ...new Array(5).fill('UNCHANGED')]);
  });
});

describe('a confidential organisation', () => {
  const HIDDEN_STREET = '77 Nowhere Street';
  const HIDDEN_PHONE = '+7 000 777 88 99';
  const hidden = (id: string, more: object = {}) =>
    organization(id, {
      confidential: true,
      location: location({ street: HIDDEN_STREET, phones: [HIDDEN_PHONE], city: 'Hiddentown', latitude: 43.123456 }),
      services: [service(`${id}-1`, { phones: ['+7 000 777 88 98'] })],
      ...more,
    });
  const SECRETS = [HIDDEN_STREET, HIDDEN_PHONE, 'Hiddentown', '43.123456', '+7 000 777 88 98'];

  test('keeps street, coordinates and phones, its services’ too, sealed and in no column', async () => {
    expect(await outcomes(hidden('refuge'))).toEqual([['CREATED', null]]);
    expect(await outcomes(hidden('refuge'))).toEqual([['UNCHANGED', null]]);
    const everything = await dump();
    for (const secret of SECRETS) {
      expect(everything).not.toContain(secret);
      expect(everything).not.toContain(Buffer.from(secret).toString('hex'));
    }
    const [node] = await found({ query: 'refuge' });
    expect(node).toMatchObject({
      phones: [],
      region: { code: 'KZ-31' },
      organization: { confidential: true, phones: [], location: null },
    });
  });

  test('is sealed under the key of the agency that imported it, and can be opened with it', async () => {
    const operator = seedId('agency:hub-operator');
    const rows = await hub.db('directory').query(
      `SELECT a.organization_id, a.service_id, a.agency, a.sealed, k.wrapped FROM organization_address a
       JOIN organization o ON o.id = a.organization_id
       JOIN data_key k ON k.subject = 'organization:' || o.id AND k.agency = a.agency WHERE o.external_id = 'refuge' ORDER BY a.service_id NULLS FIRST`,
    );
    const { agencyKeys } = secretsOf(testServer().secrets, 'directory');
    const opened = await Promise.all(
      rows.map(
        async (row: {
          organization_id: string;
          service_id: string | null;
          agency: string;
          sealed: Buffer;
          wrapped: Buffer;
        }) => {
          expect(row.agency).toBe(operator);
          const key = await DataKey.open(agencyKeys, row.agency, row.wrapped);
          return key.open(`organization_address.sealed:${row.service_id ?? row.organization_id}`, row.sealed);
        },
      ),
    );
    expect(opened).toEqual([
      expect.objectContaining({
        street: HIDDEN_STREET,
        city: 'Hiddentown',
        latitude: 43.123456,
        phones: [HIDDEN_PHONE],
      }),
      { phones: ['+7 000 777 88 98'] },
    ]);
  });

  test('is rejected when a readable text gives its place away, however it is spaced', async () => {
    expect(await outcomes(hidden('leak', { description: 'Ring (7) 000-777 88-99 at night' }))).toEqual([
      ['REJECTED', 'description'],
    ]);
    const said = [service('leak-1', { phones: [], applicationProcess: 'Come to 77, nowhere  street' })];
    expect(await outcomes(hidden('leak', { services: said }))).toEqual([['REJECTED', 'services.0.applicationProcess']]);
    expect(await dump()).not.toContain('nowhere  street');
  });

  test('takes readable phones back when it was open before, and stays confidential ever after', async () => {
    const before = organization('late', {
      services: [service('late-1'), service('late-2', { phones: ['+7 000 222 00 02'] })],
    });
    await outcomes(before);
    expect(await dump()).toContain('+7 000 222 00 02');
    expect(await outcomes({ ...before, confidential: true, services: [service('late-1')] })).toEqual([
      ['UPDATED', null],
    ]);
    expect(await dump()).not.toContain('+7 000 222 00 02');
    const sealed = await hub
      .db('directory')
      .query(
        `SELECT FROM organization_address a JOIN organization o ON o.id = a.organization_id WHERE o.external_id = 'late'`,
      );
    expect(sealed).toHaveLength(3);
    expect(await outcomes(before)).toEqual([['UNCHANGED', null]]);
    expect((await found({ query: 'late' })).map((node: { phones: string[] }) => node.phones)).toEqual([[], []]);
  });
});

describe('the services of the seed', () => {
  test('are found by words and their beginnings in three languages, by region and nationwide', async () => {
    const titles = async (query: string) =>
      (await found({ query, regionCode: 'KZ-15' })).map((node: { name: string }) => node.name);
    expect(await titles('баспана')).toEqual(['Place of safety for women with children']);
    expect(await titles('Убежищ женщин')).toEqual(['Place of safety for women with children']);
    expect(await titles('helpline')).toEqual(['Round-the-clock helpline']);
    expect(await titles("'); DROP")).toEqual([]);
    const inKazakh = await hub
      .as('officer-almaty', undefined, 'kk')
      .query(SERVICES, { query: 'shelter women', regionCode: 'KZ-10' });
    expect(inKazakh.data.services.edges).toEqual([]);
    const names = (await hub.as('officer-almaty', undefined, 'kk').query(SERVICES, { regionCode: 'KZ-10' })).data
      .services.edges;
    expect(names.map(({ node }: { node: { name: string } }) => node.name)).toContain(
      'Әйелдер мен балаларға уақытша баспана',
    );
  });
});
