import { spawnSync } from 'node:child_process';

/** The console as its sources are now, in dist/web. */
export function buildConsole(): void {
  const { status, stderr } = spawnSync(process.execPath, ['dist/scripts/build-web.js'], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`The console cannot be built: ${stderr}`);
}
