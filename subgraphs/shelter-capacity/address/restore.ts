import type { EntityManager } from 'typeorm';

/** Under the owner login, before a restored database serves again. */
export async function endReleases(manager: EntityManager): Promise<void> {
  for (const table of ['shelter_address_release', 'shelter_escort_code'])
    await manager.query(`UPDATE ${table} SET ended_at = clock_timestamp() WHERE ended_at IS NULL`);
}
