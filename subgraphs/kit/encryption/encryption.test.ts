import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { openTestHub, type TestHub } from '../../../test/hub.js';
import { DataKey, DerivedAgencyKeys, transaction } from '../index.js';

const keys = new DerivedAgencyKeys(randomBytes(32));
const POLICE = randomUUID();
const CLINIC = randomUUID();
const PLACE = 'person_details.identity:1';
const plain = { familyName: 'Ойдан', number: 7 };

let hub: TestHub;
let db: DataSource;
beforeAll(async () => {
  hub = await openTestHub();
  db = hub.subgraphs.get('referral')!.db;
});
afterAll(() => hub.close());

const obtain = (subject: string, agency: string) =>
  transaction(db, (manager) => DataKey.obtain(manager, keys, subject, agency));
const wrapped = async (subject: string, agency: string): Promise<Buffer | undefined> =>
  (await db.query('SELECT wrapped FROM data_key WHERE subject = $1 AND agency = $2', [subject, agency]))[0]?.wrapped;

describe('a data key', () => {
  test('is made once per subject and agency, also when several want it first', async () => {
    const her = randomUUID();
    const [first, ...others] = await Promise.all(Array.from({ length: 5 }, () => obtain(her, POLICE)));
    const sealed = first!.seal(PLACE, plain);
    for (const other of others) expect(other.open(PLACE, sealed)).toEqual(plain);
    const rows = await db.query('SELECT wrapped FROM data_key WHERE subject = $1', [her]);
    expect(rows).toHaveLength(1);
    expect((await DataKey.open(keys, POLICE, rows[0].wrapped)).open(PLACE, sealed)).toEqual(plain);
  });

  test('of one subject or agency opens nothing of another', async () => {
    const her = randomUUID();
    const sealed = (await obtain(her, POLICE)).seal(PLACE, plain);
    for (const other of [await obtain(her, CLINIC), await obtain(randomUUID(), POLICE)]) {
      expect(() => other.open(PLACE, sealed)).toThrow();
    }
  });

  test('does not make the tokens of a blind index: those are an agency’s own, the same for the same text only', async () => {
    const keys = new DerivedAgencyKeys(Buffer.alloc(32, 7));
    const token = await keys.mac('a', 'IIN 1');
    expect(await keys.mac('a', 'IIN 1')).toEqual(token);
    for (const other of [
      keys.mac('b', 'IIN 1'),
      keys.mac('a', 'IIN 2'),
      new DerivedAgencyKeys(Buffer.alloc(32, 8)).mac('a', 'IIN 1'),
    ])
      expect(await other).not.toEqual(token);
  });

  test('is wrapped for one agency: another cannot unwrap it, nor can another master secret', async () => {
    const her = randomUUID();
    await obtain(her, POLICE);
    const key = await wrapped(her, POLICE);
    await expect(DataKey.open(keys, CLINIC, key!)).rejects.toThrow();
    await expect(DataKey.open(new DerivedAgencyKeys(randomBytes(32)), POLICE, key!)).rejects.toThrow();
  });

  test('that is destroyed takes with it what was sealed: a later key of the same subject does not open it', async () => {
    const her = randomUUID();
    const sealed = (await obtain(her, POLICE)).seal(PLACE, plain);
    await db.query('DELETE FROM data_key WHERE subject = $1', [her]);
    expect(await wrapped(her, POLICE)).toBeUndefined();
    const later = await obtain(her, POLICE);
    expect(() => later.open(PLACE, sealed)).toThrow();
  });

  test('obtained in a transaction that is rolled back is not kept', async () => {
    const her = randomUUID();
    const rolledBack = transaction(db, async (manager) => {
      await DataKey.obtain(manager, keys, her, POLICE);
      throw new Error('no');
    });
    await expect(rolledBack).rejects.toThrow('no');
    expect(await wrapped(her, POLICE)).toBeUndefined();
  });
});

describe('a sealed value', () => {
  test('moved to another row, column or table cannot be opened', async () => {
    const key = await obtain(randomUUID(), POLICE);
    const sealed = key.seal(PLACE, plain);
    expect(key.open(PLACE, sealed)).toEqual(plain);
    for (const place of ['person_details.identity:2', 'person_details.contact:1', 'incident.identity:1', '']) {
      expect(() => key.open(place, sealed)).toThrow();
    }
  });

  test('shows nothing of the value and is never the same twice', async () => {
    const key = await obtain(randomUUID(), POLICE);
    const sealed = key.seal(PLACE, plain);
    expect(sealed.includes('Ойдан')).toBe(false);
    expect(sealed.equals(key.seal(PLACE, plain))).toBe(false);
  });

  test('that was changed or cut cannot be opened', async () => {
    const key = await obtain(randomUUID(), POLICE);
    const sealed = key.seal(PLACE, plain);
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed);
      changed[at]! ^= 1;
      expect(() => key.open(PLACE, changed)).toThrow();
      expect(() => key.open(PLACE, sealed.subarray(0, at))).toThrow();
    }
  });
});

test('a master secret that is too short is refused', () => {
  expect(() => new DerivedAgencyKeys(randomBytes(31))).toThrow('32 bytes');
});
