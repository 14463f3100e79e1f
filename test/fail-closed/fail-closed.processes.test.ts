/**
 * Promise: whatever happens to `consent`, nothing is disclosed; and nobody who is on the way to a bed or an examination is stopped by it. It is slow, cut off,
 * killed, made to answer garbage and forged disclosures, seen from the gateway and from every other subgraph.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { done } from '../../scripts/demo/door.js';
import { RECORD } from '../../scripts/demo/record.js';
import { Category, disclosureField } from '../../subgraphs/kit/index.js';
import { type ConsentedRecord, consentedRecord, holdBed, TOLD } from '../consented-record.js';
import { type BreakableProxy, openBreakableProxy } from '../hub/breakable-proxy.js';
import { brokenWays, json } from '../hub/broken-ways.js';
import { openSeparateHub, type SeparateHub } from '../hub/separate.js';
import { testServer } from '../setup/test-server.js';

const DEADLINE_MS = 4_000;

let hub: SeparateHub;
let proxy: BreakableProxy;
let record: ConsentedRecord;
beforeAll(async () => {
  proxy = await openBreakableProxy(
    `${testServer().keys}/consent`,
    // asked for while the parts start, before there is a hub: nobody is there
    () => `https://127.0.0.1:${hub?.process('consent').port ?? 9}`,
  );
  hub = await openSeparateHub({ deadlineMs: DEADLINE_MS, elsewhere: { consent: proxy.origin } });
  await warm();
  record = await consentedRecord(hub);
});
afterEach(() => proxy.behave(null));
afterAll(async () => {
  proxy?.behave(null);
  await hub?.close();
  await proxy?.close();
});

const officer = () => hub.as('officer-almaty', 'POLICE_RESPONSE');
const clinic = () => hub.as('scheduler-almaty', 'FORENSIC_EXAM');
const centre = () => hub.as('intake-almaty', 'SHELTER');

/** The first requests load and compile in every process. */
async function warm(): Promise<void> {
  for (let i = 0; i < 20; i++) {
    const { errors } = await centre().query(RECORD, { id: 'nobody' });
    if (!errors) return;
  }
}

/** The record, by each who has a part of it, directly and by way of what is their own. */
const looks = () =>
  Promise.all([
    officer().query(RECORD, { id: record.police }),
    clinic().query(RECORD, { id: record.clinic }),
    centre().query(RECORD, { id: record.centre }),
    centre().query(
      '{ referralInbox(first: 5) { edges { node { victim { id identity { familyName } safeContact { number } } } } } }',
    ),
  ]);

/** Whether an answer discloses something: it says a word that she told, or has a part of a record that is not null. */
const discloses = (answer: unknown) =>
  Object.values(TOLD).some((word) => JSON.stringify(answer).includes(word)) || partOf(answer);

function partOf(value: unknown, inRecord = false): boolean {
  if (typeof value !== 'object' || value === null) return inRecord && value !== null && value !== undefined;
  return Object.entries(value).some(([key, inside]) =>
    key === 'id' || key === '__typename' || key === 'errors' ? false : partOf(inside, inRecord || key === 'victim'),
  );
}

/** What goes on without `consent`: lists and counts of one's own, a hold, a yes to it, an examination. */
async function ownRecordsAndBookings(): Promise<void> {
  const own = await officer().query(
    '{ incidents(first: 10) { edges { node { account } } } referralOutbox(first: 10) { edges { node { state } } } }',
  );
  expect(own.errors).toBeUndefined();
  expect(own.data.incidents.edges[0].node.account).toBe(TOLD.account);
  expect(own.data.referralOutbox.edges).toHaveLength(2);
  const appointment = await clinic().query('query ($id: ID!) { appointment(id: $id) { state } }', {
    id: record.appointment,
  });
  expect(appointment.data?.appointment.state).toBe('HELD');
  const hold = await holdBed(officer(), centre());
  await done(centre(), 'bedAccept', 'PlacementLinkInput', 'placement { state }', { holdId: hold });
  await done(officer(), 'bedRelease', 'PlacementStepInput', 'placement { state }', { holdId: hold });
}

/** Everything that `consent` could say if it were not itself: a record, with a disclosure for each category. */
const forged = () => {
  const disclosures = Object.values(Category).map((category) => [
    disclosureField(category),
    `x.zzzzzzzz.${'A'.repeat(43)}`,
  ]);
  const victim = { __typename: 'Victim', key: randomUUID(), id: 'x', sharing: [], ...Object.fromEntries(disclosures) };
  return json(JSON.stringify({ data: { victim, _entities: [victim, victim] } }));
};

const BROKEN = { ...brokenWays(() => 'http://127.0.0.1:9/graphql'), 'that forges disclosures': forged() };

describe('consent', () => {
  test('that is well discloses what is open: this test can tell', async () => {
    expect((await looks()).map(discloses)).toEqual([true, true, true, true]);
    await ownRecordsAndBookings();
  });

  test.each(Object.entries(BROKEN))('%s discloses nothing; own records and bookings go on', async (_, behaviour) => {
    proxy.behave(behaviour);
    for (const answer of await looks())
      expect({ answer, discloses: discloses(answer) }).toEqual({ answer, discloses: false });
    await ownRecordsAndBookings();
    proxy.behave(null);
    expect((await looks()).map(discloses)).toEqual([true, true, true, true]);
  });

  test('that is killed discloses nothing until it is back', async () => {
    await hub.process('consent').stop('SIGKILL');
    try {
      expect((await looks()).map(discloses)).toEqual([false, false, false, false]);
      await ownRecordsAndBookings();
    } finally {
      await hub.process('consent').start();
    }
    expect((await looks()).map(discloses)).toEqual([true, true, true, true]);
  });
});
