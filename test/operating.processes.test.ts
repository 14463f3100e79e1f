import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createIdentityProvider } from '../standalone/identity-provider.js';
import type { OpenPostgres } from '../standalone/postgres.js';
import { AUDIENCE } from '../standalone/seed/index.js';
import { signIn } from '../standalone/sign-in.js';
import { openThrowawayPostgres } from '../standalone/throwaway-postgres.js';
import { makeSigningKey } from '../subgraphs/kit/index.js';
import { bash } from './hub/bash.js';

let folder: string;
let postgres: OpenPostgres;
let provider: Server;
let issuer: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dereu-operating-'));
  // the embedded server's own user must reach its data below it
  await chmod(folder, 0o755);
  postgres = await openThrowawayPostgres(join(folder, 'data'));
  const handler: { current?: (typeof handle)['handler'] } = {};
  provider = createServer((request, response) => {
    request.url = request.url!.replace(/^\/oidc/, '') || '/';
    handler.current!(request, response);
  });
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}/oidc`;
  const handle = await createIdentityProvider({
    issuer,
    audience: AUDIENCE,
    accounts: [{ sub: 'administrator-1', label: 'Administrator', hint: 'of the hub' }],
    signingKey: { ...makeSigningKey(), alg: 'EdDSA', use: 'sig' },
    cookieKeys: ['operating'],
    redirectUris: [],
  });
  handler.current = handle.handler;
});
afterAll(async () => {
  provider?.close();
  await postgres?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** `npm run -s X` without the build before it: other tests are using what is built. Ends every process with the script. */
const PRELUDE = `
npm() { shift 2; local script=$1; shift; [ "\${1:-}" = -- ] && shift; node "dist/scripts/$script.js" "$@"; }
trap 'kill $(jobs -p) 2> /dev/null; wait' EXIT
`;

describe('docs/operating.md', () => {
  test('takes an administrator from nothing to a restored hub of seven processes', async () => {
    const page = await readFile('docs/operating.md', 'utf8');
    const blocks = [...page.matchAll(/```bash\n([\s\S]*?)```/g)].map(([, block]) => block!);
    expect(blocks.length).toBeGreaterThanOrEqual(9);
    const script = blocks.map((block, i) => `${block}\necho "== ${i}"\n`).join('');
    const { port, password } = new URL(postgres.adminUrl);
    // a row of ports that no other test uses
    const base = 10_000 + 10 * Math.floor(Math.random() * 80);
    await mkdir(join(folder, 'logs'));
    // the server is there already, with a password of its own: what is in the file stays
    await writeFile(join(folder, 'secrets'), `POSTGRES_PASSWORD=${password}\n`);
    const { code, out, err } = await bash(PRELUDE + script, {
      HOME: folder,
      KEYS: join(folder, 'keys'),
      SECRETS: join(folder, 'secrets'),
      LOGS: join(folder, 'logs'),
      CLOSURES: join(folder, 'closures'),
      BACKUPS: join(folder, 'backups'),
      SERVER: `127.0.0.1:${port}`,
      BASE: String(base),
      // how long a process drains and how often the gateway looks for news: nobody else uses this hub
      DRAIN_MS: '500',
      TRUST_LIST_REFRESH_MS: '1000',
      ISSUER: issuer,
      SUBJECT: 'administrator-1',
      TOKEN: await signIn({ issuer, audience: AUDIENCE, sub: 'administrator-1' }),
    });
    expect({ code, err, out }).toEqual({ code: 0, err: '', out });
    expect(out.match(/^== \d+$/gm)).toHaveLength(blocks.length);
    expect(out).toContain('"status":"ready"');
    expect(out).toContain('dereu_subgraph_up{subgraph="consent"} 1');
    expect(out).toMatch(/consent is as of \S+; \d+ closures of its log hold again\./);
  }, 300_000);
});
