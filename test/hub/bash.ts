import { spawn } from 'node:child_process';

/** Runs a script in bash as a person would, from the project's folder; what it printed, and what it complained of. */
export function bash(
  script: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn('bash', ['-euo', 'pipefail'], {
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...environment },
      timeout: 290_000,
    });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? -1, out, err }));
    child.stdin.end(script);
  });
}
