import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import express, { type RequestHandler, type Router } from 'express';
import { ConfigError } from '../../subgraphs/kit/index.js';
import type { ConsoleOptions } from './settings.js';

/** A word that says nothing: it stays in histories, and is read by whoever looks over a shoulder. */
export const CONSOLE_PATH = '/desk';

/** What `npm run build:web` makes. */
const FOLDER = resolve('dist/web');

interface Rules extends ConsoleOptions {
  /** How long ago a token may have been issued, in ms: the console renews its own before */
  readonly tokenMaximumAgeMs: number;
}

/**
 * The console: files of our own, from this origin alone. The document and what the console is told are never kept; what carries the hash of its
 * content in its name is kept for ever. Nothing here knows who asks, and none of it leaves a line in the log.
 * @throws ConfigError when it was not built
 */
export function consolePages(rules: Rules, folder = FOLDER): Router {
  if (!existsSync(join(folder, 'index.html')))
    throw new ConfigError(`The console is not built: npm run build:web makes ${folder}.`);
  const headers = headersFor(rules);
  const router = express.Router({ strict: true });
  router.use((_req, res, next) => {
    res.set(headers);
    next();
  });
  // a page is where its files are: the address ends with a slash
  router.get('', (req, res, next) => {
    if (req.originalUrl.split('?')[0] === CONSOLE_PATH) res.redirect(308, `${CONSOLE_PATH}/`);
    else next();
  });
  router.get('/', (_req, res) => {
    res.sendFile('index.html', { root: folder, cacheControl: false, etag: false, lastModified: false });
  });
  router.get('/config', async (_req, res) => {
    // of the files as they are now: a page that is of another build offers to load them
    const build = await readFile(join(folder, '.sources'), 'utf8');
    const { signIn, name, idleMinutes, demoAccounts, tokenMaximumAgeMs } = rules;
    res.json({ signIn, name: name ?? null, idleMinutes, tokenMaximumAgeMs, demoAccounts: demoAccounts ?? [], build });
  });
  router.use(
    '/assets',
    compressed(join(folder, 'assets')),
    express.static(join(folder, 'assets'), {
      index: false,
      redirect: false,
      etag: false,
      lastModified: false,
      cacheControl: false,
      setHeaders: (res) => void res.setHeader('cache-control', 'public, max-age=31536000, immutable'),
    }),
  );
  router.use((_req, res) => void res.status(404).type('text').send('Not found'));
  return router;
}

const ENCODINGS = { br: '.br', gzip: '.gz' } as const;

/** What was compressed when the console was built, to whoever takes it so. */
const compressed =
  (folder: string): RequestHandler =>
  async (req, res, next) => {
    res.vary('accept-encoding');
    const encoding = req.acceptsEncodings(['br', 'gzip']) as keyof typeof ENCODINGS | false;
    const [name = ''] = /^[\w-]+\.(js|css|svg)$/.exec(req.path.slice(1)) ?? [];
    const there = name && encoding && (await stat(join(folder, name + ENCODINGS[encoding])).catch(() => null));
    if (there && encoding) {
      res.set('content-encoding', encoding).type(extname(name));
      req.url = `/${name}${ENCODINGS[encoding]}`;
    }
    next();
  };

/** No script and no style but our files, in no frame, no address handed on. Of other origins only those where somebody signs in. */
function headersFor({ signIn }: Rules): Record<string, string> {
  const issuers = [...new Set(signIn.map(({ issuer }) => new URL(issuer).origin))].join(' ');
  return {
    'content-security-policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self'",
      `connect-src 'self' ${issuers}`,
      "form-action 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ].join('; '),
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'x-robots-tag': 'noindex, nofollow',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), interest-cohort=()',
  };
}
