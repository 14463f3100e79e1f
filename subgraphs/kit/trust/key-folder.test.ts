import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { KeyFolder, KeySet, makeOwnKeys, makeSigningKey, publicHalf } from '../index.js';

let path: string;
let unreadable: number;
let folder: KeyFolder | undefined;
const own = () => makeOwnKeys(['consent', 'referral']).referral!;
const write = (name: string, content: unknown) =>
  writeFile(join(path, name), typeof content === 'string' ? content : JSON.stringify(content));
const open = async () => {
  folder = await KeyFolder.open(path, () => unreadable++);
  return folder;
};

beforeEach(async () => {
  unreadable = 0;
  path = await mkdtemp(join(tmpdir(), 'dereu-test-'));
  await write('trusted.json', { gateway: { keys: [publicHalf(makeSigningKey())] } });
});
afterEach(async () => {
  folder?.close();
  await rm(path, { recursive: true, force: true });
});

describe('the key folder of a process', () => {
  test('is read again when a file changes; who holds its secrets sees the new ones', async () => {
    const first = own();
    await write('own.json', first);
    const keys = await open();
    const { secrets } = keys;
    expect(keys.signing.newest().kid).toBe(first.signing.keys[0]!.kid);
    const next = own();
    await write('own.json', next);
    await keys.reload();
    expect(keys.signing.newest().kid).toBe(next.signing.keys[0]!.kid);
    expect(secrets.signing.newest().kid).toBe(next.signing.keys[0]!.kid);
    expect(secrets.disclosure.referral!.newest().kid).toBe(next.disclosure.referral!.keys[0]!.kid);
    const gateway = publicHalf(makeSigningKey());
    await write('trusted.json', { gateway: { keys: [gateway] } });
    await keys.reload();
    expect(keys.trusted.get('gateway')!.find(gateway.kid)).toBeDefined();
    expect(unreadable).toBe(0);
  });

  test('that cannot be read any more leaves the keys in force as they are, and says so', async () => {
    const first = own();
    await write('own.json', first);
    const keys = await open();
    for (const broken of ['', '{"signing"', '{}', JSON.stringify({ ...first, more: 1 })]) {
      await write('own.json', broken);
      await keys.reload();
    }
    await rm(join(path, 'trusted.json'));
    await keys.reload();
    expect(unreadable).toBe(5);
    expect(keys.signing.newest().kid).toBe(first.signing.keys[0]!.kid);
    expect(keys.trusted.get('gateway')).toBeDefined();
  });

  test('that is not there or cannot be read stops the start, in words that repeat no key', async () => {
    await expect(open()).rejects.toThrow(`${join(path, 'own.json')} is missing: run npm run keys -- create.`);
    const { d } = makeSigningKey();
    await write('own.json', `{"signing": {"keys": [{"d": "${d}"`);
    const refused = open();
    await expect(refused).rejects.toThrow('cannot be read as keys');
    await expect(refused).rejects.not.toThrow(d);
  });

  test('believes no private key that was put among the public ones by mistake', async () => {
    await write('own.json', own());
    await write('trusted.json', { gateway: { keys: [makeSigningKey()] } });
    await expect(open()).rejects.toThrow();
  });
});

describe('a set of keys', () => {
  const at = 1_700_000_000;
  const key = (nbf?: number, exp?: number) => makeSigningKey({ ...(nbf ? { nbf } : {}), ...(exp ? { exp } : {}) });

  test('signs with the one in its span that came last, and verifies with every one that has not ended', () => {
    const [old, now, next, ended] = [key(undefined, at + 600), key(at - 60), key(at + 60), key(at - 900, at - 300)];
    const keys = new KeySet([next, ended, old, now]);
    expect(keys.newest(at * 1000).kid).toBe(now.kid);
    expect(keys.newest((at + 60) * 1000).kid).toBe(next.kid);
    for (const good of [old, now, next]) expect(keys.find(good.kid, at * 1000)).toBeDefined();
    expect(keys.find(ended.kid, at * 1000)).toBeUndefined();
    expect(keys.find(old.kid, (at + 600) * 1000)).toBeUndefined();
    expect(keys.find('unknown', at * 1000)).toBeUndefined();
    expect(() => new KeySet([ended]).newest(at * 1000)).toThrow('npm run keys -- list');
  });
});
