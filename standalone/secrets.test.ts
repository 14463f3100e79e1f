import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { generateSecrets, keepSecrets, secretsOf } from './secrets.js';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'dereu-test-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const NAMES = ['consent', 'referral', 'shelter-capacity'];

describe('the secrets of a data directory', () => {
  test('are made at the first start, for their owner only, and kept', async () => {
    const first = await keepSecrets(join(directory, 'new', 'data'), NAMES);
    expect(await keepSecrets(join(directory, 'new', 'data'), NAMES)).toEqual(first);
    expect((await stat(join(directory, 'new', 'data', 'secrets.json'))).mode & 0o777).toBe(0o600);
  });

  test('gain what a subgraph that was added later needs; what was there stays', async () => {
    const data = join(directory, 'grown');
    const before = await keepSecrets(data, NAMES);
    const after = await keepSecrets(data, [...NAMES, 'helpline']);
    expect(after).toMatchObject(JSON.parse(JSON.stringify(before)));
    expect(after.logins['helpline/owner']).toHaveLength(32);
    expect(Buffer.from(after.agencyMasters.helpline ?? '', 'base64url')).toHaveLength(32);
    expect(Buffer.from(after.disclosure.helpline ?? '', 'base64url')).toHaveLength(32);
    expect(Buffer.from(after.idempotency.helpline ?? '', 'base64url')).toHaveLength(32);
    expect(await keepSecrets(data, [...NAMES, 'helpline'])).toEqual(after);
    expect((await stat(join(data, 'secrets.json'))).mode & 0o777).toBe(0o600);
  });

  test('that cannot be read stop the start: they are never made anew over what is encrypted, nor repeated', async () => {
    const file = join(directory, 'secrets.json');
    for (const text of ['', '{"pairwise": "c2VjcmV0', 'c2VjcmV0']) {
      await writeFile(file, text);
      const refused = keepSecrets(directory, NAMES);
      await expect(refused).rejects.toThrow(`${file} cannot be read as the hub's secrets.`);
      await expect(refused).rejects.not.toThrow('c2VjcmV0');
      expect(await readFile(file, 'utf8')).toBe(text);
    }
  });
});

describe('a subgraph', () => {
  test('gets its own keys only; consent alone the disclosure keys of all and the pairwise key', async () => {
    const secrets = await generateSecrets(NAMES);
    expect(Object.keys(secretsOf(secrets, 'consent').disclosure)).toEqual(NAMES);
    expect(secretsOf(secrets, 'consent').pairwise).toBeDefined();
    for (const name of ['referral', 'shelter-capacity']) {
      const own = secretsOf(secrets, name);
      expect(Object.keys(own.disclosure)).toEqual([name]);
      expect(own).not.toHaveProperty('pairwise');
    }
  });

  test('has other keys and passwords than every other', async () => {
    const secrets = await generateSecrets(NAMES);
    const all = [secrets.logins, secrets.agencyMasters, secrets.disclosure, secrets.idempotency].flatMap((each) =>
      Object.values(each),
    );
    expect(new Set(all).size).toBe(15);
    expect(all.every((secret) => secret.length >= 32)).toBe(true);
    const own = secretsOf(secrets, 'consent');
    const wrapped = await own.agencyKeys.wrap('agency', Buffer.alloc(32, 1));
    await expect(secretsOf(secrets, 'referral').agencyKeys.unwrap('agency', wrapped)).rejects.toThrow();
    await expect(own.agencyKeys.unwrap('agency', wrapped)).resolves.toEqual(Buffer.alloc(32, 1));
  });
});
