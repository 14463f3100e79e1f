import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { READER, RECORD_QUERY } from '../bench/record/query.js';
import { setUpRecords } from '../bench/record/set-up.js';
import { operation } from '../scripts/operations.js';
import { openHub, type PublicHub } from './hub.js';

let hub: PublicHub;
beforeAll(async () => {
  hub = await openHub({ registeredOnly: true });
});
afterAll(() => hub?.close());

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const NOT_REGISTERED = { status: 403, code: 'OPERATION_NOT_REGISTERED' };

/** What the hub says to a body, sent by a member of staff, or by nobody. */
async function send(account: string | null, body: unknown, init: RequestInit = {}) {
  const response = await fetch(hub.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(account ? { authorization: `Bearer ${await hub.token(account)}` } : {}),
    },
    body: JSON.stringify(body),
    ...init,
  });
  const answer = (await response.json().catch(() => ({}))) as {
    // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects and fails when it is not there
    data?: any;
    errors?: { extensions: { code: string } }[];
  };
  return { status: response.status, code: answer.errors?.[0]?.extensions.code, data: answer.data };
}
const refusedAs = async (account: string | null, body: unknown) => {
  const { status, code } = await send(account, body);
  return { status, code };
};
async function register(account: string, document: string): Promise<{ id: string; sha256: string }> {
  const input = { idempotencyKey: randomUUID(), name: 'trial', document };
  const { data } = await send(account, { query: operation('OperationRegister'), variables: { input } });
  expect(data.operationRegister.userErrors).toEqual([]);
  return data.operationRegister.operation;
}
/** Asks until the next trust list has brought the change. */
async function until(account: string, body: unknown, wanted: number) {
  let answer = await send(account, body);
  for (let tries = 0; answer.status !== wanted && tries < 100; tries += 1) {
    await sleep(200);
    answer = await send(account, body);
  }
  return answer;
}

describe('where only registered operations run', () => {
  test("the hub's own are run, by their text or by their hash alone", async () => {
    const text = operation('Regions');
    const hash = sha256(text);
    for (const body of [
      { query: text },
      { documentId: `sha256:${hash}` },
      { extensions: { persistedQuery: { version: 1, sha256Hash: hash } } },
      { query: text, extensions: { persistedQuery: { version: 1, sha256Hash: hash } } },
    ]) {
      expect((await send('officer-almaty', body)).data?.regions).toHaveLength(20);
    }
  });

  test('nothing else is, however it is sent', async () => {
    const text = operation('Regions');
    const bodies = [
      { query: '{ regions { code } }' },
      { query: `${text} ` },
      { query: text.replace('name', 'code') },
      { documentId: `sha256:${sha256('{ regions { code } }')}` },
      { extensions: { persistedQuery: { version: 1, sha256Hash: sha256('x') } } },
      { query: '{ __schema { types { name } } }' },
      { query: '{ not graphql' },
    ];
    for (const body of bodies) expect(await refusedAs('officer-almaty', body)).toEqual(NOT_REGISTERED);
  });

  test('a hash that is not the hash of the text beside it, or none at all, is refused as a request', async () => {
    const query = operation('Regions');
    const bodies = [
      { query, documentId: `sha256:${sha256('x')}` },
      { query, extensions: { persistedQuery: { version: 1, sha256Hash: sha256('x') } } },
      { documentId: 'sha256:abc' },
      { documentId: sha256(query) },
      { extensions: { persistedQuery: { version: 1 } } },
      {},
      { query: 1 },
      [{ query }],
      'text',
    ];
    for (const body of bodies)
      expect(await refusedAs('officer-almaty', body)).toEqual({ status: 400, code: 'BAD_USER_INPUT' });
    const get = await fetch(`${hub.url}?query=${encodeURIComponent('{ regions { code } }')}`, {
      headers: { authorization: `Bearer ${await hub.token('officer-almaty')}`, 'apollo-require-preflight': '1' },
    });
    expect(get.status).toBe(400);
  });

  test('without a token nobody learns what is registered', async () => {
    for (const query of [operation('Regions'), '{ regions { code } }', '{ __typename }'])
      expect(await refusedAs(null, { query })).toEqual({ status: 401, code: 'UNAUTHENTICATED' });
  });

  test('an agency runs what its integrator has registered, as long as it is registered; another agency does not', async () => {
    const document = 'query Codes($code: ID!) { region(code: $code) { name } }';
    const body = { query: document, variables: { code: 'KZ-75' } };
    expect(await refusedAs('officer-almaty', body)).toEqual(NOT_REGISTERED);
    const registered = await register('integrator-police', document);
    expect(registered.sha256).toBe(sha256(document));
    expect((await until('officer-almaty', body, 200)).data).toEqual({ region: { name: 'Almaty City' } });
    const byHash = { documentId: `sha256:${registered.sha256}`, variables: { code: 'KZ-75' } };
    // the second time from what the gateway keeps
    for (let i = 0; i < 2; i++) expect((await send('officer-almaty', byHash)).data.region.name).toBe('Almaty City');

    for (const each of [body, byHash]) {
      expect(await refusedAs('officer-bostandyk', each)).toEqual(NOT_REGISTERED);
      expect(await refusedAs('intake-almaty', each)).toEqual(NOT_REGISTERED);
    }
    const withdraw = { query: operation('OperationWithdraw'), variables: { input: { id: registered.id } } };
    expect((await send('integrator-police', withdraw)).data.operationWithdraw.userErrors).toEqual([]);
    expect((await until('officer-almaty', byHash, 403)).code).toBe('OPERATION_NOT_REGISTERED');
    expect(await refusedAs('officer-almaty', body)).toEqual(NOT_REGISTERED);
  });

  test('what the bench sets up and measures are own operations', async () => {
    const [record] = await setUpRecords((account, purpose) => hub.as(account, purpose), 1);
    const reader = hub.as(READER.account, READER.purpose);
    const { data } = await reader.query(RECORD_QUERY, { id: record!.id });
    expect(JSON.stringify({ data })).toBe(record!.expected);
  });

  test('the limits hold for what is registered as for everything', async () => {
    const wide = `query Wide { ${Array.from({ length: 11 }, (_, i) => `a${i}: regions { code }`).join(' ')} }`;
    const input = { idempotencyKey: randomUUID(), name: 'wide', document: wide };
    const { data } = await send('integrator-police', { query: operation('OperationRegister'), variables: { input } });
    expect(data.operationRegister.userErrors).toMatchObject([{ code: 'INVALID', field: ['input', 'document'] }]);
  });
});
