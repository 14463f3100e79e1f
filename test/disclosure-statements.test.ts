import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { type ConsentedRecord, consentedRecord } from './consented-record.js';
import { openTestHub, type TestHub } from './hub.js';

let hub: TestHub;
let record: ConsentedRecord;
beforeAll(async () => {
  hub = await openTestHub();
  record = await consentedRecord(hub);
});
afterAll(() => hub?.close());

describe('one answer for everything that is not open', () => {
  test('costs the same statements, so that neither time nor load tells one from the other', async () => {
    const statements: string[] = [];
    const client = pg.Client.prototype as unknown as { query: (...args: unknown[]) => unknown };
    const original = client.query;
    client.query = function (this: unknown, ...args: unknown[]) {
      const query = args[0] as { name?: string; text?: string } | string;
      statements.push(typeof query === 'string' ? query : (query.name ?? query.text ?? ''));
      return original.apply(this, args);
    };
    try {
      const outsider = hub.as('officer-bostandyk', 'POLICE_RESPONSE');
      for (const id of [record.police, record.clinic, 'x', '', 'A'.repeat(43), 'жер']) {
        statements.length = 0;
        await outsider.query(
          'query ($id: ID!) { victim(id: $id) { id sharing { category state } identity { familyName } } }',
          { id },
        );
        expect(statements.filter((s) => s === 'consent.decide' || s.startsWith('referral'))).toEqual([
          'consent.decide',
        ]);
      }
    } finally {
      client.query = original;
    }
  });
});
