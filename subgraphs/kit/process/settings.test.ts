import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { ConfigError, HttpTransport, KeySet, makeSigningKey, origins, readSettings } from '../index.js';
import { assertPrivate, readCategoryOwners } from './settings.js';

const read = (url: string) => readSettings(z.object({ CONSENT_URL: origins }), { CONSENT_URL: url }).CONSENT_URL;

describe('plain http does not leave this machine', () => {
  test.each(['https://consent:4002', 'http://127.0.0.1:4002', 'http://localhost:4002', 'http://[::1]:4002'])(
    '%s is an address for calls',
    async (url) => {
      expect(read(url)).toEqual([url]);
      const keys = { signing: new KeySet([makeSigningKey()]) };
      await (await HttpTransport.open({ self: 'referral', keys, origins: { consent: [url] } })).close();
    },
  );

  test.each([
    'http://consent:4002',
    'http://127.0.0.1.example:4002',
    'http://10.0.0.7',
    'ftp://localhost',
    'consent',
    '',
  ])('%j is none, and is not repeated', async (url) => {
    const refused = () => read(`https://consent:4002,${url}`);
    expect(refused).toThrow(ConfigError);
    expect(refused).toThrow('CONSENT_URL: must be https addresses');
    if (url) expect(refused).not.toThrow(url);
    if (!url.startsWith('http')) return;
    const keys = { signing: new KeySet([makeSigningKey()]) };
    await expect(HttpTransport.open({ self: 'referral', keys, origins: { consent: [url] } })).rejects.toThrow('https');
  });

  test('a subgraph without a certificate serves this machine only', () => {
    for (const host of ['127.0.0.1', '::1', 'localhost', '127.8.8.8']) assertPrivate(host, false);
    for (const host of ['0.0.0.0', '::', '10.0.0.7', 'consent']) {
      expect(() => assertPrivate(host, false)).toThrow('HOST: other machines are served only with a certificate');
      assertPrivate(host, true);
    }
  });
});

describe('settings', () => {
  test('that are wrong are all named, a password among them is not repeated', () => {
    const schema = z.object({ PORT: z.coerce.number().int(), DATABASE_URL: z.string().startsWith('postgres://') });
    const refused = () => readSettings(schema, { PORT: 'x', DATABASE_URL: 'mysql://a:secret@b' });
    expect(refused).toThrow(/PORT: .*\n.*DATABASE_URL: /);
    expect(refused).not.toThrow('secret');
  });

  test('the list of owners must be there and name owners: without it no wall would reach anybody', async () => {
    expect((await readCategoryOwners({})).SHELTER).toBe('shelter-capacity');
    for (const CATEGORIES_FILE of ['nowhere.json', 'package.json', 'README.md'])
      await expect(readCategoryOwners({ CATEGORIES_FILE })).rejects.toThrow(
        `CATEGORIES_FILE: ${CATEGORIES_FILE} cannot`,
      );
  });
});
