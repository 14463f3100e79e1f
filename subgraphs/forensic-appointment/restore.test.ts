import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { backup } from '../../standalone/backup/backup.js';
import { restore } from '../../standalone/backup/restore.js';
import { closureKeys } from '../../standalone/secrets.js';
import { Browser } from '../../test/hub/browser.js';
import { withoutClosureLog } from '../../test/hub/without-closure-log.js';
import { openTestHub, type TestHub } from '../../test/hub.js';
import { testServer } from '../../test/setup/test-server.js';
import { readClosureLog, transaction } from '../kit/index.js';
import { forensicAppointment } from './index.js';

const DIGITS = '7391';

interface Permit {
  readonly id: string;
  readonly address: string;
}

let hub: TestHub;
let folder: string;
const permits = {} as Record<'revoked' | 'standing' | 'before' | 'later', Permit>;
let feed: string;
const unacknowledged: string[] = [];
let revokedAt: string;

const officer = () => hub.as('officer-almaty', 'POLICE_RESPONSE');

async function issue(): Promise<Permit> {
  const validUntil = new Date(Date.now() + 48 * 3_600_000).toISOString();
  const { data } = await officer().query(
    `mutation ($input: MovementPermitIssueInput!) { movementPermitIssue(input: $input) {
       movementPermit { id } paper { address } userErrors { code } } }`,
    { input: { idempotencyKey: randomUUID(), validUntil, startArea: 'KZ-75', documentDigits: DIGITS } },
  );
  const { movementPermit, paper } = data.movementPermitIssue;
  return { id: movementPermit.id, address: new URL(paper.address).pathname };
}

/** UNAVAILABLE, or since when it is revoked. */
async function revoke({ id }: Permit): Promise<string> {
  const { data, errors } = await officer().query(
    `mutation ($input: MovementPermitRevokeInput!) { movementPermitRevoke(input: $input) {
       movementPermit { revokedAt } userErrors { code } } }`,
    { input: { permitId: id } },
  );
  return errors?.[0]?.extensions.code ?? data.movementPermitRevoke.movementPermit.revokedAt;
}

/** Whether a checkpoint is told that it is valid, the right digits said. */
const isValid = async ({ address }: Permit): Promise<boolean> =>
  (await new Browser(hub.origin, address, { 'accept-language': 'en' }).post({ do: 'check', d: DIGITS })).html.includes(
    '<strong>Valid</strong>',
  );
const feedIsThere = async () => (await fetch(`${hub.origin}${feed}`)).ok;

beforeAll(async () => {
  hub = await openTestHub();
  folder = await mkdtemp(join(tmpdir(), 'dereu-backup-'));
  for (const name of ['revoked', 'standing', 'before'] as const) permits[name] = await issue();
  await revoke(permits.before);
  const [{ id: clinicId }] = await hub.db('forensic-appointment').query('SELECT id FROM clinic LIMIT 1');
  const { data } = await hub
    .as('scheduler-almaty', 'FORENSIC_EXAM')
    .query(
      `mutation ($input: ExamFeedCreateInput!) { examFeedCreate(input: $input) { address userErrors { code } } }`,
      { input: { idempotencyKey: randomUUID(), clinicId } },
    );
  feed = new URL(data.examFeedCreate.address).pathname;
  expect(await isValid(permits.revoked)).toBe(true);
  expect(await feedIsThere()).toBe(true);

  const ownerUrl = (hub.db('forensic-appointment').options as { url: string }).url;
  await backup('forensic-appointment', ownerUrl, join(folder, 'forensic-appointment'));
  permits.later = await issue();
  await withoutClosureLog(hub.closureLogDirectory, async () => {
    for (let i = 0; i < 2; i++) {
      unacknowledged.push(await revoke(permits.revoked));
      expect(await isValid(permits.revoked)).toBe(false);
    }
  });
  revokedAt = await revoke(permits.revoked);
  await revoke(permits.later);
  await restore({
    definition: forensicAppointment,
    ownerUrl,
    folder: join(folder, 'forensic-appointment'),
    replace: true,
    closureLog: {
      directories: [hub.closureLogDirectory],
      keys: closureKeys(testServer().secrets, 'forensic-appointment'),
    },
  });
  for (let i = 0; i < 200 && !(await hub.subgraphs.get('forensic-appointment')!.ready()); i++) await sleep(50);
}, 120_000);
afterAll(async () => {
  await hub?.close();
  await rm(folder, { recursive: true, force: true });
});

describe('after a restore from before it, a checkpoint refuses', () => {
  test('a permit that was revoked, since when it was revoked', async () => {
    expect(await isValid(permits.revoked)).toBe(false);
    expect(await revoke(permits.revoked)).toBe(revokedAt);
  });

  test('one that was revoked before, and one that the backup does not know', async () => {
    expect(await isValid(permits.before)).toBe(false);
    expect(await isValid(permits.later)).toBe(false);
  });

  test('none that stands', async () => {
    expect(await isValid(permits.standing)).toBe(true);
  });
});

test('nothing is at the address of a calendar any more', async () => {
  expect(await feedIsThere()).toBe(false);
});

test('a revocation is not acknowledged while it cannot be kept; sent again it waits again, and is in the log once', async () => {
  expect(unacknowledged).toEqual(['UNAVAILABLE', 'UNAVAILABLE']);
  const keys = closureKeys(testServer().secrets, 'forensic-appointment');
  const closures = await readClosureLog('forensic-appointment', [hub.closureLogDirectory], keys);
  expect(closures.map(({ kind, payload }) => [kind, payload])).toEqual(
    ['before', 'revoked', 'later'].map((name) => [
      'movement-permit-revoked',
      { permit: permits[name as keyof typeof permits].id },
    ]),
  );
});

test('a closure of what this state does not know is nothing to do', async () => {
  const count = async () => (await hub.db('forensic-appointment').query('SELECT id FROM movement_permit')).length;
  const counted = await count();
  await transaction(hub.db('forensic-appointment'), async (manager) => {
    for (const [kind, replay] of Object.entries(forensicAppointment.closures!))
      await replay(manager, {
        ...{ sequence: '1', kind, at: '2026-01-01T00:00:00.000000Z' },
        payload: { permit: randomUUID(), order: randomUUID() },
      });
  });
  expect(await count()).toBe(counted);
});
