import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SEED_PEOPLE, seedCases } from '../standalone/seed/index.js';
import { SUBGRAPHS } from '../standalone/subgraphs.js';
import { consentedRecord, TOLD } from './consented-record.js';
import { dumpOf } from './dump.js';
import { openHub, type PublicHub } from './hub.js';

let hub: PublicHub;
beforeAll(async () => {
  hub = await openHub();
  await seedCases(hub.transport);
  await consentedRecord(hub);
});
afterAll(() => hub?.close());

describe('a dump of every database', () => {
  test('holds no name, phone, IIN, address or account of anybody in readable form', async () => {
    const words = [
      ...Object.values(TOLD),
      ...SEED_PEOPLE.flatMap((p) => [
        p.identity.familyName,
        p.identity.givenName,
        p.identity.iin,
        p.contact.number,
        p.account,
      ]),
    ];
    expect(words.length).toBeGreaterThan(10);
    let rows = 0;
    for (const { name } of SUBGRAPHS) {
      for (const [table, text] of await dumpOf(hub.db(name))) {
        rows += text.split('\n').length;
        for (const word of words) {
          const found =
            text.includes(word) ||
            text.includes(Buffer.from(word).toString('hex')) ||
            text.includes(JSON.stringify(word).slice(1, -1));
          expect({ table: `${name}.${table}`, word, found }).toEqual({ table: `${name}.${table}`, word, found: false });
        }
      }
    }
    expect(rows).toBeGreaterThan(200);
  });

  test('has the people in it: they can be read by who may', async () => {
    const { data } = await hub
      .as('officer-karaganda', 'POLICE_RESPONSE')
      .query(
        '{ incidents(first: 10) { edges { node { account victim { identity { familyName } safeContact { number } } } } } }',
      );
    const seen = data.incidents.edges.map(
      (e: { node: { account: string; victim: { identity: { familyName: string } } } }) => e.node,
    );
    expect(seen.map((n: { account: string }) => n.account).sort()).toEqual(SEED_PEOPLE.map((p) => p.account).sort());
    expect(
      seen.map((n: { victim: { identity: { familyName: string } } }) => n.victim.identity.familyName).sort(),
    ).toEqual(SEED_PEOPLE.map((p) => p.identity.familyName).sort());
  });
});
