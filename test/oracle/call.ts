import { randomUUID } from 'node:crypto';
import { secretsOf } from '../../standalone/secrets.js';
import type { PublicHub } from '../hub.js';
import { testServer } from '../setup/test-server.js';
import type { Person } from './people.js';

const INPUTS: Readonly<Record<string, string>> = { recordUnjoin: 'RecordJoinDecideInput' };
const KEYED = new Set([
  'victimRegister',
  'consentGrant',
  'consentRenew',
  'legalBasisRecord',
  'legalBasisReview',
  'legalHoldPlace',
  'conflictWallAdd',
  'conflictWallNarrow',
  'emergencyAccessOpen',
  'guardianRecord',
  'incidentReport',
  'recordJoinPropose',
  'recordJoin',
  'victimErase',
]);
/** A role, or a purpose, that this is not for */
const NOT_THEIRS = /"code":"FORBIDDEN"/;

// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects and fails when it is not there
type Answer = any;

/** A public operation as the gateway would hand it on to its subgraph. Null when the asker may not use it at all. */
async function call(hub: PublicHub, who: Person, subgraph: string, document: string, input: object): Promise<Answer> {
  const { data, errors } = await hub.transport.call(subgraph, {
    document,
    variables: { input },
    caller: { requester: who, actor: null, requestId: randomUUID(), deadline: Date.now() + 60_000 },
  });
  if (errors && NOT_THEIRS.test(JSON.stringify(errors))) return null;
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

/** What a mutation has answered; null when it was refused. */
export async function mutate(
  hub: PublicHub,
  who: Person,
  mutation: string,
  selection: string,
  input: object,
  subgraph = 'consent',
): Promise<Answer> {
  const type = INPUTS[mutation] ?? `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
  const document = `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${selection} userErrors { code } } }`;
  const keyed = KEYED.has(mutation) ? { idempotencyKey: randomUUID() } : {};
  const payload = (await call(hub, who, subgraph, document, { ...input, ...keyed }))?.[mutation];
  return payload?.userErrors.length === 0 ? payload : null;
}

/** The walls that stand for her, the newest first. */
export async function wallsOf(
  hub: PublicHub,
  who: Person,
  victimId: string,
): Promise<{ id: string; subject: string }[]> {
  const document = 'query ($input: ConflictWallsInput!) { conflictWalls(input: $input) { id subject } }';
  return (await call(hub, who, 'consent', document, { victimId })).conflictWalls;
}

let known: ReturnType<typeof secretsOf>['pairwise'];
/** Reading keys is dear, and every id needs them. */
export function pairwise() {
  known ??= secretsOf(testServer().secrets, 'consent').pairwise;
  return known!;
}
