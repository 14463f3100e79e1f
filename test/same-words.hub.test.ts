import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { consentedRecord } from './consented-record.js';
import { openHub, type PublicHub } from './hub.js';

let hub: PublicHub;
beforeAll(async () => {
  hub = await openHub();
  await consentedRecord(hub);
});
afterAll(() => hub?.close());

describe('two people who ask in the same words at the same time', () => {
  test('are each answered what is theirs', async () => {
    const words = '{ incidents(first: 10) { edges { node { account } } } }';
    const lock = hub.db('referral').createQueryRunner();
    await lock.startTransaction();
    await lock.query('LOCK TABLE incident IN ACCESS EXCLUSIVE MODE');
    const answers = Promise.all(
      ['officer-almaty', 'officer-bostandyk'].map((account) => hub.as(account, 'POLICE_RESPONSE').query(words)),
    );
    // until both are under way; a router that lets the second one wait for the first one's answer never has two
    for (let looks = 0; looks < 300 && (await waiting()) < 2; looks++);
    await lock.rollbackTransaction();
    await lock.release();
    const [hers, others] = await answers;
    expect(hers?.data.incidents.edges).toHaveLength(1);
    expect(others).toEqual({ status: 200, data: { incidents: { edges: [] } } });
  });
});

async function waiting(): Promise<number> {
  const [{ n }] = await hub
    .db('referral')
    .query(`SELECT count(*)::int AS n FROM pg_locks l JOIN pg_stat_activity a USING (pid)
      WHERE NOT l.granted AND a.datname = current_database()`);
  return n;
}
