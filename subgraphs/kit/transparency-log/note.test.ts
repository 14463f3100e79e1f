import { describe, expect, test } from '@jest/globals';
import { KeySet, makeSigningKey, publicHalf } from '../index.js';
import { leafHash } from './merkle.js';
import {
  checkpointText,
  cosignature,
  cosignedAt,
  isSignedBy,
  parseCheckpoint,
  parseNote,
  signedCheckpoint,
} from './note.js';

const CHECKPOINT = { origin: 'dereu/access-log/1', size: 12, root: leafHash(Buffer.from('x')) };
const [ours, other] = [makeSigningKey(), makeSigningKey()];
const keyOf = (jwk = ours) => new KeySet([jwk]).newest().key;
const note = signedCheckpoint(CHECKPOINT, keyOf());
const text = checkpointText(CHECKPOINT);

test('a note of another implementation is verified (golang.org/x/mod/sumdb/note)', () => {
  const theirs = `If you think cryptography is the answer to your problem,
then you don't know what your problem is.

— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`;
  const x = Buffer.from('ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW', 'base64').subarray(1).toString('base64url');
  const key = { kty: 'OKP', crv: 'Ed25519', kid: 'theirs', x } as const;
  expect(isSignedBy(parseNote(theirs), 'PeterNeumann', [key])).toBe(true);
  expect(isSignedBy(parseNote(theirs.replace('problem is', 'problem was')), 'PeterNeumann', [key])).toBe(false);
});

test('a checkpoint says of which log, how long and with which root it is', () => {
  expect(parseCheckpoint(parseNote(note).text)).toEqual(CHECKPOINT);
  expect(text).toBe(`dereu/access-log/1\n12\n${CHECKPOINT.root.toString('base64')}\n`);
});

describe('a signature', () => {
  const signed = (given: string, keys = [publicHalf(ours)]) => isSignedBy(parseNote(given), CHECKPOINT.origin, keys);

  test('counts when a known key has made it, also an older one', () => {
    expect(signed(note)).toBe(true);
    expect(signed(note, [publicHalf(other), publicHalf(ours)])).toBe(true);
    expect(signed(note, [publicHalf(other)])).toBe(false);
    expect(signed(note, [])).toBe(false);
  });

  test('counts for nothing else: another size, another log, another kind', () => {
    expect(signed(note.replace('\n12\n', '\n13\n'))).toBe(false);
    expect(isSignedBy(parseNote(note), 'dereu/access-log/2', [publicHalf(ours)])).toBe(false);
    expect(cosignedAt(parseNote(note), CHECKPOINT.origin, [publicHalf(ours)])).toBeNull();
    expect(signed(`${text}\n${cosignature(text, CHECKPOINT.origin, keyOf())}`)).toBe(false);
  });
});

describe('a countersignature', () => {
  const at = Date.UTC(2026, 10, 25, 12);
  const line = cosignature(text, 'shelter-capacity', keyOf(other), at);
  const both = parseNote(note + line);

  test('says when it was made', () => {
    expect(cosignedAt(both, 'shelter-capacity', [publicHalf(other)])).toEqual(new Date(at));
    expect(isSignedBy(both, CHECKPOINT.origin, [publicHalf(ours)])).toBe(true);
  });

  test('is of this witness, this time and this text', () => {
    expect(cosignedAt(both, 'shelter-capacity', [publicHalf(ours)])).toBeNull();
    expect(cosignedAt(both, 'referral', [publicHalf(other)])).toBeNull();
    const bytes = Buffer.from(line.split(' ')[2]!, 'base64');
    bytes[11]! ^= 1;
    const later = `${note}— shelter-capacity ${bytes.toString('base64')}\n`;
    expect(cosignedAt(parseNote(later), 'shelter-capacity', [publicHalf(other)])).toBeNull();
    expect(
      cosignedAt(parseNote(note.replace('\n12\n', '\n11\n') + line), 'shelter-capacity', [publicHalf(other)]),
    ).toBeNull();
  });
});

test.each([
  ['', 'no text'],
  [text, 'no signature'],
  [`${text}\n`, 'no signature line'],
  [`${text}\n- x AAAAAAA=\n`, 'no em dash'],
  [`${text}\n— x AAAA\n`, 'no signature bytes'],
  [note.trimEnd(), 'no end'],
  [`${'x'.repeat(20_000)}\n\n— x AAAAAAA=\n`, 'too much'],
])('%j is no note: %s', (given) => {
  expect(() => parseNote(given)).toThrow('no signed note');
});

test.each([
  '',
  'a\n1\n',
  'a\n01\nx\n',
  text.replace('12', '-1'),
  text.replace('12', '99999999999999999'),
  `${text}more\n`,
])('%j is no checkpoint', (given) => {
  expect(() => parseCheckpoint(given)).toThrow('no checkpoint');
});
