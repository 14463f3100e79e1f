import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
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
    expect(after.logins).toMatchObject(before.logins);
    expect(after.keys).toMatchObject(before.keys);
    expect(after.logins['helpline/owner']).toHaveLength(32);
    const helpline = after.keys.helpline!;
    for (const secret of [helpline.agencyMaster, helpline.idempotency, helpline.disclosure.helpline?.keys[0]?.k])
      expect(Buffer.from(secret ?? '', 'base64url')).toHaveLength(32);
    expect(after.keys.consent?.disclosure.helpline).toEqual(helpline.disclosure.helpline);
    expect(await keepSecrets(data, [...NAMES, 'helpline'])).toEqual(after);
    expect((await stat(join(data, 'secrets.json'))).mode & 0o777).toBe(0o600);
  });

  test('of version 0.1 are kept in their new form: what was encrypted with them opens', async () => {
    const data = join(directory, 'first');
    const secret = (fill: number, bytes = 32) => Buffer.alloc(bytes, fill).toString('base64url');
    const each = (from: number) => Object.fromEntries(NAMES.map((name, i) => [name, secret(from + i)]));
    const first = {
      logins: { 'referral/app': 'kept' },
      agencyMasters: each(1),
      disclosure: each(11),
      idempotency: each(21),
      pairwise: secret(31, 64),
      trustList: {},
      identityProvider: { kty: 'OKP' },
      cookies: 'kept',
    };
    await mkdir(data);
    await writeFile(join(data, 'secrets.json'), JSON.stringify(first));
    const kept = await keepSecrets(data, NAMES);
    expect(kept).toMatchObject({ cookies: 'kept', identityProvider: { kty: 'OKP' } });
    expect(kept.keys.referral).toMatchObject({ agencyMaster: secret(2), idempotency: secret(22) });
    expect(kept.keys.consent?.pairwise).toBe(first.pairwise);
    expect(kept.keys.consent?.disclosure['shelter-capacity']?.keys[0]?.k).toBe(secret(13));
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
      expect(own.pairwise).toBeUndefined();
    }
  });

  test('has other keys and passwords than every other', async () => {
    const secrets = await generateSecrets(NAMES);
    const keys = NAMES.map((name) => secrets.keys[name]!);
    const all = [
      ...Object.values(secrets.logins),
      ...keys.flatMap((own) => [own.agencyMaster!, own.vaultMaster!, own.idempotency!, own.signing.keys[0]!.d]),
      ...NAMES.map((name) => secrets.keys[name]!.disclosure[name]!.keys[0]!.k),
    ];
    // two logins each, and the third of the one that has a vault
    expect(Object.keys(secrets.logins)).toHaveLength(NAMES.length * 2 + 1);
    expect(new Set(all).size).toBe(22);
    expect(all.every((secret) => secret.length >= 32)).toBe(true);
    const own = secretsOf(secrets, 'consent');
    const wrapped = await own.agencyKeys.wrap('agency', Buffer.alloc(32, 1));
    await expect(secretsOf(secrets, 'referral').agencyKeys.unwrap('agency', wrapped)).rejects.toThrow();
    await expect(own.agencyKeys.unwrap('agency', wrapped)).resolves.toEqual(Buffer.alloc(32, 1));
  });
});
