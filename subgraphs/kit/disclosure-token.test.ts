import { describe, expect, test } from '@jest/globals';
import {
  AgencyKind,
  Category,
  type Disclosure,
  issueDisclosure,
  KeySet,
  makeSharedKey,
  Purpose,
  Role,
  verifyDisclosure,
} from './index.js';

const JWK = makeSharedKey();
const KEYS = new KeySet([JWK]);
const NOW = Date.parse('2026-03-01T10:00:00Z');
const GIVEN: Disclosure = {
  victim: '0b0f0f3e-6a50-4a0f-8f68-0a5d7a4f8f11',
  category: Category.IDENTITY,
  requester: {
    agency: 'agency-1',
    agencyKind: AgencyKind.POLICE,
    unit: 'unit-1',
    staff: 'staff-1',
    role: Role.OFFICER,
    purpose: Purpose.POLICE_RESPONSE,
    language: 'en',
  },
  requestId: 'request-1',
  expires: NOW + 7_000,
};
const token = issueDisclosure(KEYS.newest(), GIVEN);
const verify = (given: unknown, expected: Partial<Disclosure> = {}, now = NOW, keys = KEYS) =>
  verifyDisclosure(keys, given, { ...GIVEN, ...expected }, now);
const askedBy = (change: Partial<Disclosure['requester']>) => ({ requester: { ...GIVEN.requester, ...change } });

describe('a disclosure token', () => {
  test('opens what it was made for, until it expires', () => {
    expect(verify(token)).toBe(true);
    expect(verify(token, {}, GIVEN.expires - 1)).toBe(true);
    expect(verify(token, {}, GIVEN.expires)).toBe(false);
  });

  test('does not depend on the language of the answer', () => {
    expect(verify(token, askedBy({ language: 'kk' }))).toBe(true);
  });

  test.each<[string, Partial<Disclosure>]>([
    ['victim', { victim: '0b0f0f3e-6a50-4a0f-8f68-0a5d7a4f8f12' }],
    ['category', { category: Category.CONTACT }],
    ['request', { requestId: 'request-2' }],
    ['agency', askedBy({ agency: 'agency-2' })],
    ['unit', askedBy({ unit: 'unit-2' })],
    ['unit instead of the whole agency', askedBy({ unit: null })],
    ['member of staff', askedBy({ staff: 'staff-2' })],
    ['role', askedBy({ role: Role.DUTY_OFFICER })],
    ['purpose', askedBy({ purpose: Purpose.EMERGENCY })],
    ['missing purpose', askedBy({ purpose: null })],
  ])('is worth nothing for another %s', (_, expected) => {
    expect(verify(token, expected)).toBe(false);
  });

  test('cannot be given a longer life', () => {
    const later = (GIVEN.expires + 60_000).toString(36);
    const prolonged = token.replace(/\.[^.]+\./, `.${later}.`);
    expect(verify(prolonged, {}, GIVEN.expires + 1)).toBe(false);
    expect(verify(prolonged)).toBe(false);
  });

  test('is worth nothing under another key', () => {
    expect(verify(token, {}, NOW, new KeySet([{ ...makeSharedKey(), kid: JWK.kid }]))).toBe(false);
  });

  test('is worth nothing once its key has ended, and opens while two keys are in use', () => {
    const next = makeSharedKey({ nbf: NOW / 1000 });
    const both = new KeySet([{ ...JWK, exp: NOW / 1000 + 1 }, next]);
    expect(both.newest(NOW).kid).toBe(next.kid);
    expect(verify(token, {}, NOW, both)).toBe(true);
    expect(verify(issueDisclosure(both.newest(NOW), GIVEN), {}, NOW, both)).toBe(true);
    expect(verify(token, {}, NOW + 1_000, both)).toBe(false);
  });

  test.each([
    undefined,
    null,
    1,
    {},
    [],
    '',
    '.',
    'x',
    token.slice(0, token.lastIndexOf('.')),
    token.slice(token.indexOf('.')),
    token.slice(0, -1),
    `${token}AAAA`,
    token.replace('.', ''),
    token.replace(/\.[^.]+\./, `.${'z'.repeat(40)}.`),
    token.replace(/\.[^.]+\./, '.-1.'),
    token.replace(/^[^.]+/, 'another'),
    `${token}.`,
  ])('%j is none', (malformed) => {
    expect(verify(malformed)).toBe(false);
  });
});
