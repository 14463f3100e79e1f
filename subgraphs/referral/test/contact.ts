import { expect } from '@jest/globals';
import type { Answer, TestHub } from '../../../test/hub.js';
import { done, key, type Scene } from './scene.js';

export const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

/** Nobody's number, and a rule that permits a call at any hour. */
export const RULE = {
  channel: 'PHONE',
  number: '+77000000001',
  windows: [{ weekdays: EVERY_DAY, from: '00:00', to: '00:00' }],
  zone: 'Asia/Almaty',
  codeName: 'Қызғалдақ',
  wording: 'Кітапханадан.',
  leaveNoTrace: true,
};

export const START = `mutation ($input: ContactStartInput!) { contactStart(input: $input) {
  attempt { id channel purpose until outcome } permission { decision nextPermittedAt wording codeName leaveNoTrace }
  userErrors { code message field } } }`;
const RECORD_CONTACT = `mutation ($input: ContactRecordInput!) { contactRecord(input: $input) {
  attempt { id outcome recordedAt ruleChanged } userErrors { code message field } } }`;
const RECORD_DETAILS = `mutation ($input: PersonDetailsRecordInput!) { personDetailsRecord(input: $input) {
  personDetails { version } userErrors { code field message } } }`;

export type Who = readonly [account: string, purpose: string];
export const OFFICER: Who = ['officer-almaty', 'POLICE_RESPONSE'];
export const INTAKE: Who = ['intake-almaty', 'SHELTER'];

/** What desks do to reach her. Her id differs from agency to agency; the police's own is that of the scene. */
export function contacts(hub: TestHub) {
  async function rule(scene: Scene, change: object = {}, version?: number, who = OFFICER, victimId = scene.victimId) {
    const safeContact = { ...RULE, ...change };
    const input = { idempotencyKey: key(), victimId, safeContact, expectedVersion: version };
    const answer = await hub.as(...who).query(RECORD_DETAILS, { input });
    return done<{ personDetails: { version: number } }>(answer, 'personDetailsRecord').personDetails.version;
  }

  const begin = async (input: object, who: Who = OFFICER, language = 'en') =>
    payload(await hub.as(...who, language).query(START, { input }), 'contactStart');

  const start = (victimId: string, change: object = {}, who: Who = OFFICER) =>
    begin({ idempotencyKey: key(), victimId, channel: 'PHONE', purpose: 'APPOINTMENT', ...change }, who);

  const record = async (attemptId: string, outcome: string, change: object = {}, who: Who = OFFICER) =>
    payload(await hub.as(...who).query(RECORD_CONTACT, { input: { attemptId, outcome, ...change } }), 'contactRecord');

  /** Starts an attempt, which must be permitted, and records how it ended. */
  async function ended(victimId: string, outcome: string, change: object = {}, who: Who = OFFICER) {
    const { attempt } = await start(victimId, {}, who);
    return record(attempt.id, outcome, change, who);
  }

  return { rule, begin, start, record, ended };
}

function payload(answer: Answer, operation: string) {
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  return answer.data[operation];
}

/** On every day, from three hours on for an hour: never now, always within a day. */
export const notNow = () => {
  const clock = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString().slice(11, 16);
  return { windows: [{ ...RULE.windows[0], from: clock(3), to: clock(4) }], zone: 'UTC' };
};
/** What the gate answers. */
export const permitted = { permission: { decision: 'PERMITTED' }, userErrors: [] };
export const refusal = (decision: string, code: string) => ({
  attempt: null,
  permission: { decision, wording: null, codeName: null, leaveNoTrace: null },
  userErrors: [{ code }],
});

/** The internal key of the woman whose details were recorded last. */
export async function lastVictim(hub: TestHub): Promise<string> {
  const [row] = await hub
    .db('referral')
    .query('SELECT victim_key FROM person_details ORDER BY recorded_at DESC LIMIT 1');
  return row.victim_key;
}

/** How many attempts there are about her. */
export async function attempts(hub: TestHub): Promise<number> {
  const rows = await hub
    .db('referral')
    .query('SELECT FROM contact_attempt WHERE victim_key = $1', [await lastVictim(hub)]);
  return rows.length;
}

/** The attempt of the officer's desk that is under way. */
export async function underWay(scene: Scene): Promise<string> {
  const { data } = await scene.officer.query('{ contactAttempts(first: 1) { edges { node { id outcome } } } }');
  const [{ node }] = data.contactAttempts.edges;
  expect(node.outcome).toBeNull();
  return node.id;
}
