import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect } from '@jest/globals';
import { buildSchema } from 'graphql';
import { seedId } from '../../../standalone/seed/ids.js';
import type { Client, TestHub } from '../../../test/hub.js';
import { asOffered } from '../../../test/offered.js';

/** What tests of beds do at the public door, as one would at a shelter's desk and in a patrol car. */

export const PLACEMENT = `id shelterId shelterName intakePhone unitKind state offerNotTaken heldUntil from until adults childrenCount version
  household { adults adultMen children { age sex } wheelchair pets } came { adults children { age sex } }
  arrivedAt departedAt declineAnswer declineReason guestReference spokenYes { role reference } victim { id }`;

export const BROADCAST = `id regionCodes household { adults children { age sex } } from nights state deadlineAt
  offers { holdId shelterId shelterName regionCode unitKind assessmentFirst offeredUntil }`;

const mutations = buildSchema(readFileSync('schema/api.graphql', 'utf8')).getMutationType()!.getFields();

// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects and fails when it is not there
export type Told = Record<string, any> & {
  userErrors: { code: string; message: string; field: string[] | null }[];
};

/** A mutation by its name, with a key of its own when it needs one, and a unit to be held as a search has offered it; the code of the error that kept it from being looked at. */
export async function ask(client: Client, mutation: string, input: object, select: string): Promise<Told> {
  const [{ type }] = mutations[mutation]!.args as unknown as [{ type: unknown }];
  const keyed = /idempotencyKey/.test(readInput(String(type)));
  const { data, errors } = await client.query(
    `mutation ($input: ${type}) { told: ${mutation}(input: $input) { ${select} userErrors { code message field } } }`,
    { input: { ...(keyed ? { idempotencyKey: randomUUID() } : {}), ...asOffered(client.account, mutation, input) } },
  );
  return errors ? { userErrors: [{ code: errors[0]!.extensions.code, message: '', field: null }] } : data.told;
}

const api = readFileSync('schema/api.graphql', 'utf8');
const readInput = (type: string): string =>
  new RegExp(`input ${type.replace('!', '')} \\{[^}]*\\}`).exec(api)?.[0] ?? '';

/** A step of a placement, or whatever else answers with one. */
export const step = (client: Client, mutation: string, input: object): Promise<Told> =>
  ask(client, mutation, input, `placement { ${PLACEMENT} }`);

/** The same; it must be carried out. */
export async function done(client: Client, mutation: string, input: object): Promise<Told> {
  const { placement, userErrors } = await step(client, mutation, input);
  expect(userErrors).toEqual([]);
  return placement;
}

export const codeOf = ({ userErrors }: Told): string => userErrors.map(({ code }) => code).join();

export async function placement(client: Client, id: string): Promise<Told | null> {
  return (await client.query(`query ($id: ID!) { placement(id: $id) { ${PLACEMENT} } }`, { id })).data.placement;
}

/** The unit with that number of the seeded shelter. */
export const unit = (shelter: string, number: number): string => seedId(`shelter-unit:${shelter}/${number}`);

export async function register(client: Client): Promise<string> {
  const { data } = await client.query(
    'mutation ($key: String!) { victimRegister(input: { idempotencyKey: $key }) { victimId } }',
    { key: randomUUID() },
  );
  return data.victimRegister.victimId;
}

/** A wall that `consent` has announced, between her whom some placement or request is about and a subject. */
export async function wall(hub: TestHub, victim: string, subjectKind: string, subject: string): Promise<void> {
  const { errors } = await hub.subgraphs.get('shelter-capacity')!.execute({
    document: 'mutation ($input: ConflictWallApplyInput!) { shelterCapacityConflictWallApply(input: $input) }',
    variables: { input: { id: randomUUID(), victim, subjectKind, subject, standing: true } },
    caller: { requester: null, actor: 'consent', requestId: 'test', deadline: Date.now() + 5_000 },
  });
  expect(errors).toBeUndefined();
}
