import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

const PACKAGE = '@sparticuz/chromium';
const ROOT = join(dirname(createRequire(import.meta.url).resolve(PACKAGE)), '../..');
/** As others do: it goes with what is installed. */
const CACHE = resolve('node_modules/.cache');

/** Where Chromium is and, for a system that has not the few libraries that it needs (NSS, NSPR, expat), those of the package. */
export interface Unpacked {
  readonly executable: string;
  readonly libraries: string;
}

/**
 * The package unpacks Chromium beside what the system's temporary files are, unguarded: who comes while another one is at it gets half of a file, and so
 * does everybody after an interrupted one. Here each unpacks for himself, apart, and what is complete gets its name at once; who comes second takes what
 * the first one has made.
 */
export async function unpacked(cache = CACHE): Promise<Unpacked> {
  const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
  const folder = join(cache, `chromium-${version}`);
  if (!existsSync(folder)) {
    await mkdir(cache, { recursive: true });
    const apart = await mkdtemp(`${folder}.`);
    try {
      await unpackInto(apart);
      await rename(apart, folder).catch((error) => {
        if (!existsSync(folder)) throw error;
      });
    } finally {
      await rm(apart, { recursive: true, force: true });
    }
  }
  return { executable: join(folder, 'chromium'), libraries: join(folder, 'al2023/lib') };
}

/** In a process of its own, whose temporary files are there; told that it is in Amazon's Lambda, the package unpacks the libraries too. */
async function unpackInto(folder: string): Promise<void> {
  const script = `import chromium from '${PACKAGE}'; await chromium.executablePath();`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    env: { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (data) => (said += data));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`Chromium cannot be unpacked: ${said}`);
}
