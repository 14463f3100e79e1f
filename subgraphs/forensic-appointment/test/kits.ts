import { randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import { seedId } from '../../../standalone/seed/ids.js';
import type { Client, TestHub } from '../../../test/hub.js';

/** What tests of kits do at the public door, as those who have one in hand do, and as the page for her does. */

export const POLICE = seedId('agency:police-almaty-auezov');
export const EXAMINER = seedId('staff:examiner-almaty');
export const SCHEDULER = seedId('staff:scheduler-almaty');
export const OFFICER = seedId('staff:officer-almaty');

export const KIT = `id number state selfReferred convertedAt keepUntil holder awaitedBy version
  steps { step byAgency byStaff withAgency withStaff seal } refusals { step reason byStaff }`;
export const ERRORS = 'userErrors { code field message }';

// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects and fails when it is not there
export type Kit = any;
type UserErrors = { code: string; field: string[] }[];

export async function opened(examiner: Client, input: object = {}): Promise<{ kit: Kit; pin: string }> {
  const { data } = await examiner.query(
    `mutation ($input: EvidenceKitOpenInput!) { evidenceKitOpen(input: $input) { evidenceKit { ${KIT} } pin ${ERRORS} } }`,
    { input: { idempotencyKey: randomUUID(), selfReferred: false, ...input } },
  );
  expect(data.evidenceKitOpen.userErrors).toEqual([]);
  return { kit: data.evidenceKitOpen.evidenceKit, pin: data.evidenceKitOpen.pin };
}

export async function step(
  client: Client,
  kitId: string,
  action: string,
  more: object = {},
): Promise<{ evidenceKit: Kit; userErrors: UserErrors }> {
  const answer = await client.query(
    `mutation ($input: EvidenceKitStepInput!) { evidenceKitStep(input: $input) { evidenceKit { ${KIT} } ${ERRORS} } }`,
    { input: { idempotencyKey: randomUUID(), kitId, action, seal: 'S-1', ...more } },
  );
  expect(answer.errors).toBeUndefined();
  return answer.data.evidenceKitStep;
}

export async function done(...args: Parameters<typeof step>): Promise<Kit> {
  const { evidenceKit, userErrors } = await step(...args);
  expect(userErrors).toEqual([]);
  return evidenceKit;
}

export const convert = async (examiner: Client, kitId: string, pin: string, idempotencyKey = randomUUID()) =>
  (
    await examiner.query(
      `mutation ($input: EvidenceKitConvertInput!) { evidenceKitConvert(input: $input) { evidenceKit { ${KIT} } ${ERRORS} } }`,
      { input: { idempotencyKey, kitId, pin } },
    )
  ).data.evidenceKitConvert as { evidenceKit: Kit; userErrors: UserErrors };

/** Ids of the kits with a number on their label. */
export const byNumber = async (client: Client, number: string): Promise<string[]> =>
  (
    await client.query(
      'query ($number: String!) { evidenceKits(first: 1, number: $number) { edges { node { id } } } }',
      {
        number,
      },
    )
  ).data.evidenceKits.edges.map(({ node }: Kit) => node.id);

export const kitOf = async (client: Client, id: string): Promise<Kit> =>
  (await client.query(`query ($id: ID!) { evidenceKit(id: $id) { ${KIT} } }`, { id })).data.evidenceKit;

export const listed = async (client: Client): Promise<string[]> =>
  (await client.query('{ evidenceKits(first: 100) { edges { node { id } } } }')).data.evidenceKits.edges.map(
    ({ node }: { node: { id: string } }) => node.id,
  );

/** As the page at the gateway asks. */
export async function follow(hub: TestHub, number: string, pin: string, language = 'en', source = 'here') {
  const answer = await hub.transport.call('forensic-appointment', {
    document:
      'mutation ($input: EvidenceKitFollowInput!) { evidenceKitFollow(input: $input) { told since keepUntil } }',
    variables: { input: { number, pin, language, source } },
    caller: { requester: null, actor: 'gateway', requestId: randomUUID(), deadline: Date.now() + 10_000 },
  });
  expect(answer.errors).toBeUndefined();
  return (answer.data as { evidenceKitFollow: { told: string; keepUntil: string } | null }).evidenceKitFollow;
}

/** A PIN that is not this one. */
export const otherThan = (pin: string) => (pin === '00000000' ? '00000001' : '00000000');
