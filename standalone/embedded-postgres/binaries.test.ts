import { chmod, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { reachableBinaries, resolveBinaries } from './binaries.js';
import { canReach, serverAccount } from './server-account.js';

test('the installed binaries are used where they are when the account reaches them', async () => {
  const binaries = resolveBinaries();
  expect(await reachableBinaries(binaries, undefined, () => Promise.reject(new Error('not needed')))).toBe(binaries);
});

// Only root runs the server under another account, from which a 0700 home can hide the checkout.
if (process.getuid?.() === 0) {
  test('binaries below a 0700 home are copied to where the account reaches them, once', async () => {
    const account = await serverAccount(() => {});
    const home = await mkdtemp(join(tmpdir(), 'dereu-test-'));
    const fallback = await mkdtemp(join(tmpdir(), 'dereu-test-'));
    try {
      await chmod(fallback, 0o711);
      const installed = resolveBinaries();
      await cp(installed.root, join(home, 'native'), { recursive: true, verbatimSymlinks: true });
      const hidden = { ...installed, root: join(home, 'native'), postgres: join(home, 'native', 'bin', 'postgres') };
      expect(canReach(hidden.postgres, account)).toBe(false);

      const copied = await reachableBinaries(hidden, account, async () => fallback);
      expect(copied.root.startsWith(fallback)).toBe(true);
      expect(canReach(copied.postgres, account)).toBe(true);
      await rm(hidden.root, { recursive: true });
      expect(await reachableBinaries(hidden, account, async () => fallback)).toEqual(copied);
    } finally {
      await rm(home, { recursive: true, force: true });
      await rm(fallback, { recursive: true, force: true });
    }
  });
}
