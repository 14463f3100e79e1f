import { type Browser, chromium as playwright } from 'playwright-core';
import { unpacked } from './unpacked.js';

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
 * A real Chromium, from a package: nothing is downloaded when it is installed or run. Where the system has not the few libraries that it needs, it is
 * started with those of the package.
 * @throws Error that says what is missing where it cannot start
 */
export async function openChromium(): Promise<Browser> {
  try {
    const { executable, libraries } = await unpacked();
    const launch = (env: Record<string, string> = {}) =>
      playwright.launch({
        executablePath: executable,
        args: ARGUMENTS,
        headless: true,
        env: { ...(process.env as Record<string, string>), ...env },
      });
    return await launch().catch(() => launch({ LD_LIBRARY_PATH: libraries }));
  } catch (error) {
    const lines = (error as Error).message.split('\n');
    throw new Error(
      `Chromium does not start on this machine, so nothing of the console could be tested. The package has it for Linux on x64 with glibc: ${
        lines.find((line) => /shared librar|ENOENT|not found|exec format/i.test(line)) ?? lines[0]
      }`,
    );
  }
}
