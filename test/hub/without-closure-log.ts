import { cp, rename, rm, writeFile } from 'node:fs/promises';

/** Whatever is closed meanwhile cannot be kept outside the database; what is there already stays. */
export async function withoutClosureLog(directory: string, work: () => Promise<void>): Promise<void> {
  await cp(directory, `${directory}-aside`, { recursive: true });
  await rm(directory, { recursive: true });
  await writeFile(directory, 'a full or missing disk');
  await work();
  await rm(directory);
  await rename(`${directory}-aside`, directory);
}
