import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { carriedOut } from '../../scripts/demo/door.js';
import { Scene as Consents, OFFICER, terms } from '../../subgraphs/consent/test/scene.js';
import { consentedRecord } from '../consented-record.js';
import { type Client, openHub, type PublicHub } from '../hub.js';
import { allEvents, end, read } from './reading.js';

let hub: PublicHub;
beforeAll(async () => {
  hub = await openHub();
});
afterAll(() => hub.close());

const officer = () => hub.as('officer-almaty', 'POLICE_RESPONSE');
const otherUnit = () => hub.as('officer-almaty-2', 'POLICE_RESPONSE');
const scheduler = () => hub.as('scheduler-almaty', 'FORENSIC_EXAM');
const intake = () => hub.as('intake-almaty', 'SHELTER');

describe('events that an agency asks for', () => {
  test('tell both parties of a record, and nobody else, each step that they see', async () => {
    const before = {
      clinic: await end(scheduler(), 'forensicAppointmentEvents'),
      centre: await end(intake(), 'shelterCapacityEvents'),
      police: await end(officer(), 'shelterCapacityEvents'),
      other: await end(otherUnit(), 'shelterCapacityEvents'),
    };
    const record = await consentedRecord(hub);
    const of = async (client: Client, field: string, after: string, object: string) =>
      (await allEvents(client, field, after)).filter((event) => event.object === object).map(({ type }) => type);
    expect(await of(scheduler(), 'forensicAppointmentEvents', before.clinic, record.appointment)).toEqual([
      'appointment.held',
    ]);
    const asked = ['bed.held', 'bed.accepted'];
    expect(await of(intake(), 'shelterCapacityEvents', before.centre, record.placement)).toEqual(asked);
    expect(await of(officer(), 'shelterCapacityEvents', before.police, record.placement)).toEqual(asked);
    const after = await end(officer(), 'shelterCapacityEvents');
    for (const step of ['Arrive', 'Depart']) await carriedOut(intake(), `bed${step}`, { holdId: record.placement });
    const seen = ['stay.arrived'];
    expect(await of(officer(), 'shelterCapacityEvents', after, record.placement)).toEqual(seen);
    // when she left is not the sender's to know
    expect(await of(intake(), 'shelterCapacityEvents', before.centre, record.placement)).toEqual([
      ...[...asked, ...seen],
      'stay.departed',
    ]);
    expect(await allEvents(otherUnit(), 'shelterCapacityEvents', before.other)).toEqual([]);
  });

  test('carry a type, an id and a time, and nothing of her', async () => {
    const answer = await intake().query('query { shelterCapacityEvents(first: 1) { events { id type object at } } }');
    expect(Object.keys(answer.data.shelterCapacityEvents.events[0]).sort()).toEqual(['at', 'id', 'object', 'type']);
  });

  test('a notice to stop is told to whom it is for', async () => {
    const scene = await Consents.open(hub);
    const after = await end(scheduler(), 'consentEvents');
    await scene.done(OFFICER, 'consentGrant', terms());
    await scene.done(OFFICER, 'consentWithdraw', {});
    const told = await allEvents(scheduler(), 'consentEvents', after);
    expect(told).toMatchObject([{ type: 'withdrawal_notice.left' }]);
    const { data } = await scheduler().query('{ withdrawalNotices(first: 100) { edges { node { id } } } }');
    expect(data.withdrawalNotices.edges.map(({ node }: { node: { id: string } }) => node.id)).toContain(
      told[0]!.object,
    );
    expect(await allEvents(intake(), 'consentEvents')).not.toContainEqual(told[0]);
  });

  test('a cursor of another agency, of another subgraph, or that is none is refused; so is a page of none or too many', async () => {
    const mine = await end(officer(), 'referralEvents');
    for (const [client, field, variables] of [
      [intake(), 'referralEvents', { first: 1, after: mine }],
      [officer(), 'shelterCapacityEvents', { first: 1, after: mine }],
      [officer(), 'referralEvents', { first: 1, after: 'x' }],
      [officer(), 'referralEvents', { first: -1 }],
      [officer(), 'referralEvents', { first: 101 }],
    ] as const) {
      const { errors } = await client.query(read(field), variables);
      expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    }
  });

  test('are for those who work on cases, for a purpose', async () => {
    for (const [client, code] of [
      [hub.as('administrator'), 'FORBIDDEN'],
      [hub.as('steward', 'STEWARDSHIP'), 'FORBIDDEN'],
      [hub.as('officer-almaty'), 'PURPOSE_REQUIRED'],
    ] as const)
      for (const field of ['referralEvents', 'shelterCapacityEvents', 'forensicAppointmentEvents', 'consentEvents'])
        expect((await client.query(read(field), { first: 1 })).errors?.[0]?.extensions.code).toBe(code);
  });
});
