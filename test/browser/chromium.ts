import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import chromium from '@sparticuz/chromium';
import { type Browser, chromium as playwright } from 'playwright-core';

/** What a browser in a container without a sandbox, a screen or a graphics card is started with; nothing that weakens what pages may do. */
const ARGUMENTS = [
  '--no-sandbox',
  '--no-zygote',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--font-render-hinting=none',
  '--hide-scrollbars',
];

/**
 * A real Chromium, from a package: nothing is downloaded when it is installed or run. Where the system has not the few libraries that it needs (NSS,
 * NSPR, expat), it is started with those of the package.
 * @throws Error that says what is missing where it cannot start
 */
export async function openChromium(): Promise<Browser> {
  chromium.setGraphicsMode = false;
  const launch = async (env: Record<string, string> = {}) =>
    playwright.launch({
      executablePath: await chromium.executablePath(),
      args: ARGUMENTS,
      headless: true,
      env: { ...(process.env as Record<string, string>), ...env },
    });
  try {
    return await launch().catch(async () => launch({ LD_LIBRARY_PATH: `${await ownLibraries()}/lib` }));
  } catch (error) {
    const lines = (error as Error).message.split('\n');
    throw new Error(
      `Chromium does not start on this machine, so nothing of the console could be tested. The package has it for Linux on x64 with glibc: ${
        lines.find((line) => /shared librar|ENOENT|not found|exec format/i.test(line)) ?? lines[0]
      }`,
    );
  }
}

/** The package unpacks them by itself in Amazon's Lambda only. */
async function ownLibraries(): Promise<string> {
  const folder = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '../..');
  const { inflate } = await import(join(folder, 'build/esm/lambdafs.js'));
  return inflate(join(folder, 'bin/al2023.tar.br'));
}
