import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { backup } from '../../standalone/backup/backup.js';
import { restore } from '../../standalone/backup/restore.js';
import { closureKeys } from '../../standalone/secrets.js';
import { seedId } from '../../standalone/seed/ids.js';
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
let order: string;
const unacknowledged: string[] = [];
let revokedAt: string;
let marked: { errorAt: string };

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
const ORDER = 'examOrder { status errorReason errorAt }';
async function recordOrder(): Promise<string> {
  const { data } = await officer().query(
    'mutation ($input: ExamOrderRecordInput!) { examOrderRecord(input: $input) { examOrder { id } } }',
    {
      input: {
        ...{ idempotencyKey: randomUUID(), referralCode: '1234567894', authorityKind: 'POLICE', number: '17/2026' },
        ...{ orderedOn: '2026-01-02', payer: 'STATE' },
      },
    },
  );
  return data.examOrderRecord.examOrder.id;
}
/** UNAVAILABLE, or the order. */
async function enteredInError() {
  const { data, errors } = await officer().query(
    `mutation ($input: ExamOrderEnteredInErrorInput!) { examOrderEnteredInError(input: $input) { ${ORDER} } }`,
    { input: { orderId: order, reason: 'OTHER_PERSON' } },
  );
  return errors?.[0]?.extensions.code ?? data.examOrderEnteredInError.examOrder;
}

/** Milliseconds: the line of the log is written a moment after what it is about. */
const apart = (one: string, other: string) => Math.abs(Date.parse(one) - Date.parse(other));

const feedIsThere = async () => (await fetch(`${hub.origin}${feed}`)).ok;

beforeAll(async () => {
  hub = await openTestHub();
  folder = await mkdtemp(join(tmpdir(), 'dereu-backup-'));
  for (const name of ['revoked', 'standing', 'before'] as const) permits[name] = await issue();
  await revoke(permits.before);
  order = await recordOrder();
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
      unacknowledged.push(await enteredInError());
    }
  });
  revokedAt = await revoke(permits.revoked);
  await revoke(permits.later);
  marked = await enteredInError();
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
    expect(apart(await revoke(permits.revoked), revokedAt)).toBeLessThan(1_000);
  });

  test('one that was revoked before, and one that the backup does not know', async () => {
    expect(await isValid(permits.before)).toBe(false);
    expect(await isValid(permits.later)).toBe(false);
  });

  test('none that stands', async () => {
    expect(await isValid(permits.standing)).toBe(true);
  });
});

test('an order that was entered in error still does not count, since when and why', async () => {
  const { data } = await officer().query(`query ($id: ID!) { examOrder(id: $id) { status errorReason errorAt } }`, {
    id: order,
  });
  expect(data.examOrder).toMatchObject({ status: 'ENTERED_IN_ERROR', errorReason: 'OTHER_PERSON' });
  expect(apart(data.examOrder.errorAt, marked.errorAt)).toBeLessThan(1_000);
});

test('nothing is at the address of a calendar any more', async () => {
  expect(await feedIsThere()).toBe(false);
});

test('neither is acknowledged while it cannot be kept; sent again it waits again, and is in the log once', async () => {
  expect(unacknowledged).toEqual(Array(4).fill('UNAVAILABLE'));
  const keys = closureKeys(testServer().secrets, 'forensic-appointment');
  const closures = await readClosureLog('forensic-appointment', [hub.closureLogDirectory], keys);
  const permit = (name: keyof typeof permits) => ['movement-permit-revoked', { permit: permits[name].id }];
  const staff = seedId('staff:officer-almaty');
  expect(closures.map(({ kind, payload }) => [kind, payload])).toEqual([
    permit('before'),
    permit('revoked'),
    ['exam-order-in-error', { order, reason: 'OTHER_PERSON', staff }],
    permit('later'),
  ]);
});

test('a closure of what this state does not know is nothing to do', async () => {
  const count = async () => (await hub.db('forensic-appointment').query('SELECT id FROM movement_permit')).length;
  const counted = await count();
  await transaction(hub.db('forensic-appointment'), async (manager) => {
    for (const [kind, replay] of Object.entries(forensicAppointment.closures!))
      await replay(manager, {
        ...{ sequence: '1', kind, at: '2026-01-01T00:00:00.000000Z' },
        payload: { permit: randomUUID(), order: randomUUID(), reason: 'NO_ORDER', staff: randomUUID() },
      });
  });
  expect(await count()).toBe(counted);
});
