import { readFileSync } from 'node:fs';
import { cp, mkdir, readFile, symlink } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

export const DOCKERFILE = readFileSync('Dockerfile', 'utf8');

/** What the last stage takes from the first, relative to the checkout. */
export const copiedPaths = (): string[] =>
  [...DOCKERFILE.matchAll(/^COPY --from=build \/dereu\/(\S+) \S+$/gm)].map(([, path]) => path!);

/** Packages that the first stage removes after those for development. */
const removed = (): string[] => [...DOCKERFILE.matchAll(/node_modules\/(@[\w-]+)/g)].map(([, scope]) => `${scope}/`);

/** Names of the packages that the image has: those of the lock file that are neither for development nor removed. */
async function packages(): Promise<string[]> {
  const lock = JSON.parse(await readFile('package-lock.json', 'utf8')) as { packages: Record<string, Lock> };
  return Object.entries(lock.packages)
    .filter(([path, { dev, optional }]) => /^node_modules\/(@[^/]+\/)?[^/]+$/.test(path) && !dev && !optional)
    .map(([path]) => path.slice('node_modules/'.length))
    .filter((name) => !removed().some((scope) => name.startsWith(scope)));
}

interface Lock {
  readonly dev?: boolean;
  readonly optional?: boolean;
}

/** A folder with what the image has in /dereu, and nothing else: a file or package that was forgotten is missing here too. */
export async function imageFolder(folder: string): Promise<void> {
  for (const path of copiedPaths()) {
    if (path !== 'node_modules') await cp(path, join(folder, path), { recursive: true });
  }
  for (const name of await packages()) {
    const link = join(folder, 'node_modules', name);
    await mkdir(dirname(link), { recursive: true });
    await symlink(resolve('node_modules', name), link);
  }
}
