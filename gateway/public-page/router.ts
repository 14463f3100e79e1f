import { createHash } from 'node:crypto';
import express, { type ErrorRequestHandler, type Request, type Response, type Router } from 'express';
import { sourceNetwork } from '../protection/source-network.js';
import { CONTENT_SECURITY_POLICY } from './html.js';

/** How the gateway asks a subgraph in nobody's name. @throws UNAVAILABLE when it cannot be done now */
export type Ask = (document: string, variables: Record<string, unknown>) => Promise<Record<string, unknown>>;

export const HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex, nofollow',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'interest-cohort=()',
};

/**
 * Routes of a page for whoever has no account. Every answer, whatever was wrong, has the same headers, and none leaves a line in the log; what is no
 * page, cannot be read or cannot be done now is answered by `instead`.
 */
export function guarded(
  routes: (router: Router) => void,
  instead: (req: Request, notice: 'unavailable' | null) => string,
): Router {
  const router = express.Router({ mergeParams: true });
  router.use((_req, res, next) => {
    res.set(HEADERS);
    next();
  });
  routes(router);
  router.use((req, res) => void send(res.status(404), instead(req, null)));
  router.use(((error, req, res, next) => {
    // what has begun cannot be answered otherwise
    if (res.headersSent) return void res.destroy();
    if (req.method === 'POST' && !req.readableEnded) res.set('connection', 'close');
    const form = typeof error?.status === 'number' && error.status < 500;
    send(res.status(form ? 400 : 503), instead(req, 'unavailable'));
    void next;
  }) as ErrorRequestHandler);
  return router;
}

/** Reads what a form sends. */
export const form = express.urlencoded({ extended: false, limit: '2kb', parameterLimit: 8 });

export const fieldsOf = (req: Request) => (req.body ?? {}) as Record<string, unknown>;

export function send(res: Response, page: string): void {
  res.type('html').send(page);
}

/** Sent by a page of another site? Browsers say so. */
export function isOwn({ headers }: Request): boolean {
  return ['same-origin', 'none', undefined].includes(headers['sec-fetch-site'] as string | undefined);
}

/** An address is hashed here, and once more under a key where it is kept. */
export const sourceOf = (req: Request): string =>
  createHash('sha256').update(sourceNetwork(req.ip)).digest('base64url');
