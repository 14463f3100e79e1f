import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { PairwiseIds } from './index.js';

const secret = randomBytes(64);
const ids = new PairwiseIds(secret);
const key = randomUUID();
const POLICE = randomUUID();
const CLINIC = randomUUID();

describe('pairwise ids', () => {
  test('lead back to the key at the agency that they were made for', () => {
    for (const victim of [key, '00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff']) {
      expect(ids.toKey(ids.toPublic(victim, POLICE), POLICE)).toBe(victim);
    }
  });

  test('are the same every time, also after a restart with the same secret', () => {
    expect(new PairwiseIds(secret).toPublic(key, POLICE)).toBe(ids.toPublic(key, POLICE));
  });

  test("differ between agencies, and another agency's id leads nowhere", () => {
    const police = ids.toPublic(key, POLICE);
    const clinic = ids.toPublic(key, CLINIC);
    expect(police).not.toBe(clinic);
    expect(ids.toKey(police, CLINIC)).toBeNull();
    expect(ids.toKey(clinic, POLICE)).toBeNull();
    expect(new PairwiseIds(randomBytes(64)).toKey(police, POLICE)).toBeNull();
  });

  test('say nothing of the key and share nothing with those of other victims', () => {
    const id = ids.toPublic(key, POLICE);
    expect(Buffer.from(id, 'base64url').toString('hex')).not.toContain(key.replaceAll('-', ''));
    expect(id.slice(0, 8)).not.toBe(ids.toPublic(randomUUID(), POLICE).slice(0, 8));
  });

  test('any change makes them lead nowhere', () => {
    const id = ids.toPublic(key, POLICE);
    for (let at = 0; at < id.length; at++) {
      const changed = `${id.slice(0, at)}${id[at] === 'A' ? 'B' : 'A'}${id.slice(at + 1)}`;
      expect(ids.toKey(changed, POLICE)).toBeNull();
    }
  });

  test.each(['', 'x', key, 'A'.repeat(43), 'A'.repeat(10_000), 'жер', '__proto__'])('%j leads nowhere', (malformed) => {
    expect(ids.toKey(malformed, POLICE)).toBeNull();
  });

  test('have one spelling', () => {
    const id = ids.toPublic(key, POLICE);
    const lastBits = `${id.slice(0, -1)}${String.fromCharCode(id.charCodeAt(id.length - 1) + 1)}`;
    for (const other of [`${id}=`, `${id}!`, ` ${id}`, `${id.slice(0, 5)}.${id.slice(5)}`, lastBits]) {
      expect(ids.toKey(other, POLICE)).toBeNull();
    }
  });

  test('want two AES-256 keys', () => {
    expect(() => new PairwiseIds(randomBytes(32))).toThrow('64 bytes');
  });
});
