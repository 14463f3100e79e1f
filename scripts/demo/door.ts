import { operation } from '../operations.js';

// biome-ignore lint/suspicious/noExplicitAny: the scenario reads what it expects and fails when it is not there
export type Json = any;

/** The hub's public door, as one signed-in member of staff with a stated purpose sees it. */
export interface Door {
  query(
    document: string,
    variables?: Record<string, unknown>,
  ): Promise<{ data?: Json; errors?: readonly { message: string }[] }>;
}

/** Opens the door for a demo account. */
export type SignIn = (account: string, purpose?: string) => Door;

/** A step of the scenario did not hold. */
export class StepFailed extends Error {
  override readonly name = 'StepFailed';
}

export function must(condition: unknown, what: string): asserts condition {
  if (!condition) throw new StepFailed(what);
}

/** The payload of one of the hub's own mutations, which must have been carried out; its operation has the mutation's name. */
export const carriedOut = (door: Door, mutation: string, input: object): Promise<Json> =>
  payloadOf(door, mutation, operation(`${mutation[0]!.toUpperCase()}${mutation.slice(1)}`), input);

/** What one of the hub's own queries answers, without errors. */
export const found = (door: Door, name: string, variables: Record<string, unknown> = {}): Promise<Json> =>
  read(door, operation(name), variables);

/** The payload of a mutation with a selection of one's own: for a hub that is not in production. */
export const done = (
  door: Door,
  mutation: string,
  inputType: string,
  selection: string,
  input: object,
): Promise<Json> =>
  payloadOf(
    door,
    mutation,
    `mutation ($input: ${inputType}!) { ${mutation}(input: $input) { ${selection} userErrors { code message field } } }`,
    input,
  );

async function payloadOf(door: Door, mutation: string, document: string, input: object): Promise<Json> {
  const answer = await door.query(document, { input });
  const payload = answer.data?.[mutation];
  must(
    !answer.errors && payload && payload.userErrors.length === 0,
    `${mutation}: ${JSON.stringify(answer.errors ?? payload?.userErrors)}`,
  );
  return payload;
}

/** What a query answers, without errors. */
export async function read(door: Door, document: string, variables: Record<string, unknown> = {}): Promise<Json> {
  const answer = await door.query(document, variables);
  must(!answer.errors, `${document.slice(0, 60)}…: ${JSON.stringify(answer.errors)}`);
  return answer.data;
}
