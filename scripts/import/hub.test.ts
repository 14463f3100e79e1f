import { afterEach, expect, test } from '@jest/globals';
import { openRecordingHub } from '../../test/fixtures/import/recording-hub.js';
import { Hub, HubUnavailable } from './hub.js';

let stand: Awaited<ReturnType<typeof openRecordingHub>> | undefined;
afterEach(() => stand?.close());

const error = (code: string) => ({ body: { errors: [{ message: 'masked', extensions: { code } }] } });
const userError = (code: string) => ({
  body: {
    data: {
      answer: { results: null, userErrors: [{ code, message: 'why', field: ['input', 'organizations', '0', 'name'] }] },
    },
  },
});

/** The hub answers with each of these in turn, then as it should. */
async function answering(...answers: { status?: number; body: object }[]) {
  stand = await openRecordingHub(() => answers.shift() ?? null);
  const tokens: string[] = [];
  const token = async () => {
    tokens.push('token');
    return 'token';
  };
  const hub = new Hub({ url: stand.url, token, pauseMs: 1 });
  return { hub, send: () => hub.organizations('test', []), tokens, requests: stand.requests };
}

test('a passing fault is tried again', async () => {
  const { hub, send, requests } = await answering(error('DEADLINE_EXCEEDED'), { status: 503, body: {} });
  expect(await send()).toEqual({ kind: 'RESULTS', results: [] });
  expect(requests).toHaveLength(3);
  expect(hub.unanswered).toBe(2);
});

test('an expired token is renewed once it is refused', async () => {
  const { send, tokens } = await answering({ status: 401, ...error('UNAUTHENTICATED') });
  expect(await send()).toMatchObject({ kind: 'RESULTS' });
  expect(tokens).toHaveLength(2);
});

test.each([
  ['FORBIDDEN', error('FORBIDDEN')],
  ['GRAPHQL_VALIDATION_FAILED', error('GRAPHQL_VALIDATION_FAILED')],
  ['NOT_PERMITTED', userError('NOT_PERMITTED')],
])('%s stops the import at once', async (_, answer) => {
  const { send, requests } = await answering(answer);
  await expect(send()).rejects.toThrow(HubUnavailable);
  expect(requests).toHaveLength(1);
});

test('a hub that gives no GraphQL after three tries stops the import', async () => {
  const none = { status: 502, body: {} };
  const { send, requests } = await answering(none, none, none);
  await expect(send()).rejects.toThrow('answered with HTTP 502 and no GraphQL');
  expect(requests).toHaveLength(3);
});

test('what is wrong with the rows is told apart from a fault of the hub', async () => {
  const { send } = await answering(userError('INVALID'), error('BAD_USER_INPUT'), error('INTERNAL'));
  expect(await send()).toEqual({
    kind: 'REFUSED',
    errors: [{ field: ['input', 'organizations', '0', 'name'], message: 'why' }],
  });
  expect(await send()).toMatchObject({ kind: 'REFUSED' });
  expect(await send()).toMatchObject({ kind: 'FAULT' });
});
