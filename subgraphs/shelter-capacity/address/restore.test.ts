/** Promise: no release that was revoked, or had ended in whatever way, comes back with a backup from before, and no code that names an escort. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { backup } from '../../../standalone/backup/backup.js';
import { restore } from '../../../standalone/backup/restore.js';
import { closureKeys } from '../../../standalone/secrets.js';
import { seedId } from '../../../standalone/seed/ids.js';
import { openTestHub } from '../../../test/hub.js';
import { testServer } from '../../../test/setup/test-server.js';
import { shelterCapacity } from '../index.js';
import { ask, codeOf, done, unit } from '../test/desk.js';

const NAME = 'shelter-capacity';

test('a release that was revoked after the backup stays ended in the restored database, and the shelter releases anew', async () => {
  const hub = await openTestHub();
  const root = await mkdtemp(join(tmpdir(), 'dereu-address-'));
  try {
    const officer = hub.as('officer-almaty', 'POLICE_RESPONSE');
    const shelter = hub.as('intake-almaty', 'SHELTER');
    const { id: holdId } = await done(officer, 'bedHold', {
      unitId: unit('crisis-almaty-1', 4),
      adults: 1,
      children: [],
    });
    await done(shelter, 'bedAccept', { holdId });
    const released = async (): Promise<string> => {
      const input = { holdId, what: 'ADDRESS', to: 'ESCORT', escort: seedId('staff:officer-almaty') };
      const { release, userErrors } = await ask(shelter, 'shelterAddressRelease', input, 'release { id }');
      expect(userErrors).toEqual([]);
      return release.id;
    };
    const read = (releaseId: string) => ask(officer, 'shelterAddressRead', { releaseId }, 'reading { text }');

    const releaseId = await released();
    const made = await ask(officer, 'shelterEscortCodeMake', { holdId }, 'escortCode { code }');
    expect((await read(releaseId)).reading.text).toMatch(/^Invented Street/);
    const { url: ownerUrl } = hub.db(NAME).options as { url: string };
    await backup(NAME, ownerUrl, join(root, NAME));
    await ask(shelter, 'shelterAddressReleaseRevoke', { releaseId }, 'release { id }');
    expect(codeOf(await read(releaseId))).toBe('NOT_FOUND');
    const closureLog = { directories: [hub.closureLogDirectory], keys: closureKeys(testServer().secrets, NAME) };
    const from = { folder: join(root, NAME), replace: true, closureLog };
    await restore({ definition: shelterCapacity, ownerUrl, ...from });
    // the processes ran all the while: both their pools find their way back
    for (let i = 0; i < 400 && !(await hub.subgraphs.get(NAME)!.ready()); i++) await sleep(50);

    const [restored] = await hub
      .db(NAME)
      .query('SELECT readable_until > clock_timestamp() AS running FROM shelter_address_release');
    expect(restored).toEqual({ running: true });
    expect(codeOf(await read(releaseId))).toBe('NOT_FOUND');
    expect(codeOf(await ask(shelter, 'shelterAddressReleaseRenew', { releaseId }, 'release { id }'))).toBe('NOT_FOUND');
    const byCode = { holdId, to: 'ESCORT', escort: made.escortCode.code };
    expect(codeOf(await ask(shelter, 'shelterAddressRelease', byCode, 'release { id }'))).toBe('INVALID');
    expect((await read(await released())).reading.text).toMatch(/^Invented Street/);
  } finally {
    await hub.close();
    await rm(root, { recursive: true });
  }
});
