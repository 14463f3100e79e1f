import { describe, expect, test } from '@jest/globals';
import { AgencyKind, type Caller, HubClient, type HubOperation, type HubTransport, Purpose, Role } from './index.js';

const COVERAGE: HubOperation<{ input: { id: string } }, boolean> = {
  subgraph: 'consent',
  operation: 'consentCoverage',
  document: 'query ($input: CoverageInput!) { consentCoverage(input: $input) }',
};

const caller = (deadline = Date.now() + 5_000): Caller => ({
  requester: {
    agency: 'agency-1',
    agencyKind: AgencyKind.POLICE,
    unit: null,
    staff: 'staff-1',
    role: Role.OFFICER,
    purpose: Purpose.POLICE_RESPONSE,
    language: 'en',
  },
  actor: null,
  requestId: 'request-1',
  deadline,
});

type Sent = Parameters<HubTransport['call']>[1] & { readonly subgraph: string };

/** A hub in which every call gets the same answer. */
function hub(answer: () => ReturnType<HubTransport['call']>, allowed = ['consent.consentCoverage']) {
  const sent: Sent[] = [];
  const transport: HubTransport = {
    call: (subgraph, request) => {
      sent.push({ subgraph, ...request });
      return answer();
    },
  };
  return { sent, client: new HubClient('referral', allowed, transport) };
}
const answered = async () => ({ data: { consentCoverage: true } });
const input = { input: { id: 'x' } };
const unavailable = expect.objectContaining({ extensions: { code: 'UNAVAILABLE' } });

describe('a call of one subgraph by another', () => {
  test('goes out in the name of the person who asked, the subgraph being named as the one that acts', async () => {
    const { client, sent } = hub(answered);
    const asker = caller();
    expect(await client.call(COVERAGE, input, asker)).toBe(true);
    expect(sent).toEqual([
      {
        subgraph: 'consent',
        document: COVERAGE.document,
        variables: input,
        caller: { ...asker, actor: 'referral' },
      },
    ]);
  });

  test.each([
    ['nothing is', []],
    ['another operation is', ['consent.victimResolve']],
    ['it is another subgraph that is', ['directory.consentCoverage']],
  ])('is not made when %s in the definition', async (_, allowed) => {
    const { client, sent } = hub(answered, allowed);
    await expect(client.call(COVERAGE, input, caller())).rejects.toThrow(
      'referral may not call consent.consentCoverage: it is not in its definition.',
    );
    expect(sent).toEqual([]);
  });

  test('that hangs is UNAVAILABLE at the deadline of the person who asked', async () => {
    const { client, sent } = hub(() => new Promise(() => {}));
    await expect(client.call(COVERAGE, input, caller(Date.now() + 100))).rejects.toEqual(unavailable);
    await expect(client.call(COVERAGE, input, caller(Date.now() - 1))).rejects.toEqual(unavailable);
    expect(sent).toHaveLength(2);
  });

  test.each<[string, () => ReturnType<HubTransport['call']>]>([
    ['answers an error', async () => ({ data: { consentCoverage: true }, errors: [new Error('relation "x"')] })],
    ['answers nothing', async () => ({ data: null })],
    ['fails', async () => Promise.reject(new Error('password authentication failed'))],
    [
      'is not there',
      () => {
        throw new Error('There is no subgraph consent.');
      },
    ],
  ])('that %s is UNAVAILABLE and says no more', async (_, answer) => {
    await expect(hub(answer).client.call(COVERAGE, input, caller())).rejects.toMatchObject({
      message: 'A part of the hub is not available now.',
      extensions: { code: 'UNAVAILABLE' },
    });
  });
});
