import type { EntityManager } from 'typeorm';

/** Under the owner login, before a restored database serves again. */
export async function endReleases(manager: EntityManager): Promise<void> {
  await manager.query('UPDATE shelter_address_release SET ended_at = clock_timestamp() WHERE ended_at IS NULL');
}
