import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { ISSUER, type LonelyGateway, openLonelyGateway } from '../test/lonely-gateway.js';

const OWN = 'query Own { regions { code } }';
const REGISTERED = 'query Registered { regions { name } }';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const byHash = (text: string) => ({ documentId: `sha256:${sha256(text)}` });

/** What the directory answers to a hash; a test changes it. */
let text: (agency: string, hash: string) => Promise<string | null>;
let gateway: LonelyGateway;
beforeAll(async () => {
  gateway = await openLonelyGateway({
    operations: {
      firstParty: [OWN],
      registeredOnly: true,
    },
    text: (agency, hash) => text(agency, hash),
    list: {
      agencies: ['police', 'clinic'].map((id) => ({ id, kind: 'POLICE', active: true })),
      staff: ['police', 'clinic'].map((agency) => ({
        ...{ id: `of-${agency}`, issuer: ISSUER, subject: agency, agency, unit: null, role: 'OFFICER' },
      })),
      operations: [{ agency: 'police', sha256: sha256(REGISTERED) }],
    },
  });
});
afterAll(() => gateway?.stop());
beforeEach(() => {
  gateway.asked.length = 0;
  text = async (_, hash) => (hash === sha256(REGISTERED) ? REGISTERED : null);
});

const as = async (agency: string, body: unknown) =>
  gateway.post(body, { authorization: `Bearer ${await gateway.token(agency)}` });
const refused = { status: 403, code: 'OPERATION_NOT_REGISTERED' };

describe('an operation that is not registered', () => {
  test('is refused by the gateway alone: no subgraph is asked anything', async () => {
    const other = 'query Other { regions { code } }';
    for (const body of [{ query: other }, byHash(other), { query: `${REGISTERED} ` }, { query: 'no GraphQL' }])
      expect(await as('police', body)).toEqual(refused);
    for (const body of [{ query: REGISTERED }, byHash(REGISTERED)]) expect(await as('clinic', body)).toEqual(refused);
    expect(gateway.asked).toEqual([]);
    for (const body of [{ query: OWN }, byHash(OWN)]) await as('clinic', body);
    expect(gateway.asked).toEqual(['directory', 'directory']);
  });
});

describe('a text that is asked for by its hash', () => {
  test('is not run when it is another one, nor when the directory cannot be asked', async () => {
    text = async () => 'query Forged { regions { code } }';
    expect(await as('police', byHash(REGISTERED))).toEqual(refused);
    text = async () => null;
    expect(await as('police', byHash(REGISTERED))).toEqual(refused);
    text = () => Promise.reject(new Error('gone'));
    expect(await as('police', byHash(REGISTERED))).toEqual({ status: 503, code: 'UNAVAILABLE' });
    expect(gateway.asked).toEqual(['text for police', 'text for police', 'text for police']);
  });

  test('is fetched once; whether it may be run is looked up in the trust list at each request', async () => {
    for (let i = 0; i < 3; i++) await as('police', byHash(REGISTERED));
    expect(gateway.asked).toEqual(['text for police', 'directory', 'directory', 'directory']);
    expect(await as('clinic', byHash(REGISTERED))).toEqual(refused);
    await gateway.publish({ operations: [] });
    expect(await as('police', byHash(REGISTERED))).toEqual(refused);
    expect(await as('police', { query: REGISTERED })).toEqual(refused);
    await gateway.publish({ operations: [{ agency: 'clinic', sha256: sha256(REGISTERED) }] });
    gateway.asked.length = 0;
    await as('clinic', byHash(REGISTERED));
    expect(gateway.asked).toEqual(['directory']);
    await gateway.publish({ operations: [{ agency: 'police', sha256: sha256(REGISTERED) }] });
  });
});
