import { readConfig } from '../config';
import { store } from '../store';

/** Whether the hub has another build of the console than this page is of. */
export const newer = store(false);

export async function lookForNewer(): Promise<void> {
  const config = await readConfig().catch(() => null);
  if (config) newer.set(config.build !== BUILD);
}
