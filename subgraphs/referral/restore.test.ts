import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { backup } from '../../standalone/backup/backup.js';
import { restore } from '../../standalone/backup/restore.js';
import { closureKeys } from '../../standalone/secrets.js';
import { seedId } from '../../standalone/seed/ids.js';
import { withoutClosureLog } from '../../test/hub/without-closure-log.js';
import { openTestHub, type TestHub } from '../../test/hub.js';
import { testServer } from '../../test/setup/test-server.js';
import { readClosureLog } from '../kit/index.js';
import { referral } from './index.js';
import { contacts, INTAKE, OFFICER, RULE, type Who } from './test/contact.js';
import { CRISIS_CENTRE, done, key, Scene } from './test/scene.js';

let hub: TestHub;
let folder: string;
let desk: ReturnType<typeof contacts>;

/** What an ended referral is to whoever works on it. */
const STEP = (mutation: string) => `mutation ($input: ReferralActInput!) { ${mutation}(input: $input) {
  referral { state } userErrors { code } } }`;
const act = (mutation: string, referralId: string, who: Who = OFFICER) =>
  hub.as(...who).query(STEP(mutation), { input: { referralId } });
const stateOf = async (id: string) => {
  const { data } = await hub.as(...INTAKE).query('query ($id: ID!) { referral(id: $id) { state } }', { id });
  return data.referral.state as string;
};
const decision = async (victimId: string, who: Who = OFFICER) =>
  (await desk.start(victimId, {}, who)).permission.decision as string;

const IN_ERROR = `mutation ($input: IncidentEnteredInErrorInput!) { incidentEnteredInError(input: $input) {
  incident { status } userErrors { code } } }`;
const RISK_IN_ERROR = `mutation ($input: RiskAssessmentEnteredInErrorInput!) { riskAssessmentEnteredInError(input: $input) {
  riskAssessment { status } userErrors { code } } }`;

/** A woman whose rule the police have, and the centre's id for her when a referral has brought it there. */
async function withRule(): Promise<Scene> {
  const scene = await Scene.open(hub);
  await desk.rule(scene);
  return scene;
}
async function brought(scene: Scene): Promise<string> {
  await scene.consent(CRISIS_CENTRE, ['CONTACT', 'REFERRAL']);
  return bring(scene);
}
async function bring(scene: Scene): Promise<string> {
  const { id } = await scene.sent({ categories: ['CONTACT'] });
  const { data } = await hub.as(...INTAKE).query('query ($id: ID!) { referral(id: $id) { victim { id } } }', { id });
  return data.referral.victim.id;
}

const names = ['unsafe', 'copied', 'narrowed', 'kept', 'identity', 'inPerson', 'again', 'ended'] as const;
const scenes = {} as Record<(typeof names)[number], Scene>;
const centres: Record<'copied' | 'again', string> = { copied: '', again: '' };
const referrals = { notWanted: '', cancelled: '', accepted: '' };
let neverAsked: Scene;
let misfiled: string;
let misjudged: string;
const unacknowledged: string[] = [];
const acknowledged: string[] = [];

beforeAll(async () => {
  hub = await openTestHub();
  desk = contacts(hub);
  folder = await mkdtemp(join(tmpdir(), 'dereu-backup-'));
  for (const name of names) scenes[name] = await withRule();
  neverAsked = await Scene.open(hub);
  centres.copied = await brought(scenes.copied);
  centres.again = await brought(scenes.again);
  await desk.rule(scenes.kept, { number: '+77000000009' }, 1);
  for (const name of Object.keys(referrals) as (keyof typeof referrals)[])
    referrals[name] = (await scenes.ended.sent({})).id;

  const reported = await hub
    .as(...OFFICER)
    .query(
      'mutation ($input: IncidentReportInput!) { incidentReport(input: $input) { incident { id } userErrors { code } } }',
      {
        input: {
          ...{
            idempotencyKey: key(),
            victimId: scenes.ended.victimId,
            occurredAt: new Date(Date.now() - 3_600_000).toISOString(),
          },
          ...{ channel: 'CALL_102', violence: ['PHYSICAL'], regionCode: 'KZ-75' },
        },
      },
    );
  misfiled = done<{ incident: { id: string } }>(reported, 'incidentReport').incident.id;

  const assessed = await hub
    .as(...OFFICER)
    .query(
      'mutation ($input: RiskAssessInput!) { riskAssess(input: $input) { riskAssessment { id } userErrors { code } } }',
      { input: { idempotencyKey: key(), victimId: scenes.ended.victimId, instrument: 'LAP', answers: [] } },
    );
  misjudged = done<{ riskAssessment: { id: string } }>(assessed, 'riskAssess').riskAssessment.id;

  const ownerUrl = (hub.db('referral').options as { url: string }).url;
  await backup('referral', ownerUrl, join(folder, 'referral'));

  const { attempt } = await desk.start(scenes.unsafe.victimId);
  const unsafe = { attemptId: attempt.id, outcome: 'UNSAFE' };
  const CONTACT =
    'mutation ($input: ContactRecordInput!) { contactRecord(input: $input) { attempt { id } userErrors { code } } }';
  const DETAILS = `mutation ($input: PersonDetailsRecordInput!) { personDetailsRecord(input: $input) {
    personDetails { version } userErrors { code } } }`;
  const narrowed = {
    idempotencyKey: key(),
    victimId: scenes.narrowed.victimId,
    safeContact: { channel: 'NONE', leaveNoTrace: true },
    expectedVersion: 1,
  };
  const CLOSINGS = [
    () => hub.as(...OFFICER).query(CONTACT, { input: unsafe }),
    () => hub.as(...OFFICER).query(DETAILS, { input: narrowed }),
    () => act('referralNotWanted', referrals.notWanted, INTAKE),
    () => act('referralCancel', referrals.cancelled),
    () => hub.as(...OFFICER).query(IN_ERROR, { input: { incidentId: misfiled, reason: 'OTHER_PERSON' } }),
    () => hub.as(...OFFICER).query(RISK_IN_ERROR, { input: { riskAssessmentId: misjudged, reason: 'OTHER_PERSON' } }),
  ];
  const said = async (into: string[]) => {
    for (const closing of CLOSINGS) {
      const { errors, data } = await closing();
      const [payload] = Object.values(data ?? {}) as { userErrors: { code: string }[] }[];
      into.push(errors?.[0]?.extensions.code ?? payload?.userErrors[0]?.code ?? 'DONE');
    }
  };
  await withoutClosureLog(hub.closureLogDirectory, async () => {
    await said(unacknowledged);
    await said(unacknowledged);
  });
  await said(acknowledged);

  await desk.ended(centres.copied, 'SOMEBODY_ELSE_ANSWERED', {}, INTAKE);
  const identity = { familyName: 'Жансейітова', givenName: 'Мадина', languages: ['kk'] };
  const input = { idempotencyKey: key(), victimId: scenes.identity.victimId, identity, expectedVersion: 1 };
  done(await hub.as(...OFFICER).query(DETAILS, { input }), 'personDetailsRecord');
  await desk.ended(scenes.inPerson.victimId, 'UNSAFE');
  await desk.rule(scenes.inPerson, { askedInPerson: true }, 1);
  await desk.rule(neverAsked);
  await desk.rule(scenes.again, { number: '+77000000010' }, 1);
  await bring(scenes.again);
  done(await act('referralAccept', referrals.accepted, INTAKE), 'referralAccept');

  await restore({
    definition: referral,
    ownerUrl,
    folder: join(folder, 'referral'),
    replace: true,
    closureLog: { directories: [hub.closureLogDirectory], keys: closureKeys(testServer().secrets, 'referral') },
  });
  for (let i = 0; i < 200 && !(await hub.subgraphs.get('referral')!.ready()); i++) await sleep(50);
}, 120_000);
afterAll(async () => {
  await hub?.close();
  await rm(folder, { recursive: true, force: true });
});

describe('after a restore from before it, nobody reaches her by', () => {
  test('a rule that a contact was not safe by, and a telephone call does not change that', async () => {
    const { unsafe } = scenes;
    expect(await decision(unsafe.victimId)).toBe('ASK_AGAIN');
    await desk.rule(unsafe, {}, 1);
    expect(await decision(unsafe.victimId)).toBe('ASK_AGAIN');
    await desk.rule(unsafe, { askedInPerson: true }, 2);
    expect(await decision(unsafe.victimId)).toBe('PERMITTED');
  });

  test('a copy of it, at the agency that reported it and at the one that it came from', async () => {
    expect(await decision(centres.copied, INTAKE)).toBe('ASK_AGAIN');
    expect(await decision(scenes.copied.victimId)).toBe('ASK_AGAIN');
  });

  test('a rule that she has since narrowed, and whose newer form is lost', async () => {
    expect(await decision(scenes.narrowed.victimId)).toBe('ASK_AGAIN');
  });

  test('a suspended rule that she has replaced face to face since', async () => {
    expect(await decision(scenes.inPerson.victimId)).toBe('ASK_AGAIN');
  });

  test('a brought rule in whose place a later referral has brought another one', async () => {
    expect(await decision(centres.again, INTAKE)).toBe('ASK_AGAIN');
  });

  test('a rule that was lost', async () => {
    expect(await decision(neverAsked.victimId)).toBe('NO_RULE');
  });
});

test('what was not closed since is as it was: one that was replaced before the backup, and one beside which something else was recorded', async () => {
  expect(await decision(scenes.kept.victimId)).toBe('PERMITTED');
  expect(await decision(scenes.identity.victimId)).toBe('PERMITTED');
});

test('nobody works again on a referral that she did not want, or that was taken back', async () => {
  const { notWanted, cancelled, accepted } = referrals;
  expect(await stateOf(notWanted)).toBe('NOT_WANTED_BY_HER');
  expect(await stateOf(cancelled)).toBe('CANCELLED');
  expect(await stateOf(accepted)).toBe('SENT');
  const { data } = await act('referralAccept', notWanted, INTAKE);
  expect(data.referralAccept.userErrors).toMatchObject([{ code: 'WRONG_STATE' }]);
});

test('a report on the wrong record is on it no more', async () => {
  const { data } = await hub
    .as(...OFFICER)
    .query('query ($id: ID!) { incident(id: $id) { status errorReason } }', { id: misfiled });
  expect(data.incident).toEqual({ status: 'ENTERED_IN_ERROR', errorReason: 'OTHER_PERSON' });
});

test('her access log says once that each was marked, also of one that was told before', async () => {
  const db = hub.db('referral');
  for (let i = 0; i < 200 && (await db.query('SELECT FROM outbox')).length > 0; i++) await sleep(50);
  const entries = await hub.db('consent').query(
    `SELECT category, subgraph, source_id AS source, staff, role, purpose FROM access_log
     WHERE kind = 'ENTERED_IN_ERROR' ORDER BY category`,
  );
  const who = { subgraph: 'referral', staff: seedId('staff:officer-almaty'), role: 'OFFICER', purpose: OFFICER[1] };
  expect(entries).toEqual([
    { category: 'INCIDENT', source: `incident-in-error:${misfiled}`, ...who },
    { category: 'RISK', source: `risk-assessment-in-error:${misjudged}`, ...who },
  ]);
});

test('an assessment of the risk of somebody else counts no more', async () => {
  const { data } = await hub
    .as(...OFFICER)
    .query('query ($id: ID!) { riskAssessment(id: $id) { status errorReason } }', { id: misjudged });
  expect(data.riskAssessment).toEqual({ status: 'ENTERED_IN_ERROR', errorReason: 'OTHER_PERSON' });
});

test('none is acknowledged while it cannot be kept; sent again it waits again, and is done once', () => {
  expect(unacknowledged).toEqual(Array(12).fill('UNAVAILABLE'));
  expect(acknowledged).toEqual(['WRONG_STATE', 'DONE', 'WRONG_STATE', 'WRONG_STATE', 'DONE', 'DONE']);
});

test('the log says that something was closed, by ids, and nothing of her', async () => {
  const keys = closureKeys(testServer().secrets, 'referral');
  const closures = await readClosureLog('referral', [hub.closureLogDirectory], keys);
  const fields = closures.map(({ kind, payload }) => [kind, ...Object.keys(payload).sort()].join(' '));
  expect([...new Set(fields)].sort()).toEqual([
    'contact-rule-replaced agency asking victim',
    'contact-suspended asking',
    'incident-in-error incident purpose reason requestId role staff',
    'referral-closed referral state',
    'risk-assessment-in-error assessment purpose reason requestId role staff',
  ]);
  const text = JSON.stringify(closures);
  for (const plain of [RULE.number, '+77000000009', RULE.codeName, RULE.wording]) expect(text).not.toContain(plain);
  for (const { victimId } of Object.values(scenes)) expect(text).not.toContain(victimId);
});
