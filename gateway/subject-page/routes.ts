import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import express, {
  type ErrorRequestHandler,
  type Request,
  type RequestHandler,
  type Response,
  type Router,
} from 'express';
import { LANGUAGES, type Language } from '../../subgraphs/kit/index.js';
import { sourceNetwork } from '../protection/source-network.js';
import { type Ask, SubjectSessions } from './consent-client.js';
import { CONTENT_SECURITY_POLICY } from './html.js';
import { entryPage, herPage, type View } from './pages.js';

export interface SubjectPageOptions {
  readonly ask: Ask;
  /** Where the page is at its host: `/` on one of its own */
  readonly path: string;
  /** Whether browsers reach it by https */
  readonly secure: boolean;
}

const HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex, nofollow',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'interest-cohort=()',
};

/** Where it is when it has no host of its own: a word that says nothing. */
const PATH = '/page';

const TOKEN = /^[\w-]{43}$/;

/** Her page at a host of its own, which then answers nothing else and is the only one that answers it; or under a path of the gateway's. */
export function onItsHost(host: string | undefined, page: (path: string) => Router): RequestHandler {
  const router = page(host ? '/' : PATH);
  if (!host) return express.Router().use(PATH, router);
  return (req, res, next) => {
    if (req.hostname?.toLowerCase() === host.toLowerCase()) router(req, res, next);
    else next();
  };
}

/**
 * Her own page: plain HTML over forms, for whoever holds a code. What is sent is answered by a redirect, so that no code is ever in an address and
 * none is sent again by going back. Every answer, whatever was wrong, has the same headers; none leaves a line in the log.
 */
export function subjectPage({ ask, path, secure }: SubjectPageOptions): Router {
  const sessions = new SubjectSessions(ask);
  const cookie = secure ? '__Host-page' : 'page';
  const attributes = { path: '/', httpOnly: true, sameSite: 'strict', secure } as const;
  const router = express.Router();

  router.use((_req, res, next) => {
    res.set(HEADERS);
    next();
  });

  router.get('/', async (req, res) => {
    const session = sessionIn(req);
    const notice = req.query.n === 'u' ? 'unavailable' : null;
    const before = typeof req.query.b === 'string' ? req.query.b : null;
    const page = session && (await sessions.read(session, before));
    if (!page) {
      if (session) res.clearCookie(cookie, attributes);
      const wrong = req.query.n === 'w' ? 'wrong' : null;
      return send(res, entryPage(viewOf(req), wrong ?? notice));
    }
    return send(res, herPage(viewOf(req, page.language), formOf(session), page, before !== null, notice));
  });

  router.post('/', express.urlencoded({ extended: false, limit: '2kb', parameterLimit: 8 }), async (req, res) => {
    const form = (req.body ?? {}) as Record<string, unknown>;
    const to = (notice = '') => {
      const query = new URLSearchParams({
        ...(isLanguage(form.l) ? { l: form.l } : {}),
        ...(notice ? { n: notice } : {}),
      });
      res.redirect(303, query.size > 0 ? `${path}?${query}` : path);
    };
    if (!isOwn(req)) return to();
    const session = sessionIn(req);
    try {
      if (form.do === 'open') {
        const opened = await sessions.open(typeof form.c === 'string' ? form.c : '', sourceOf(req));
        if (!opened) return to('w');
        res.cookie(cookie, opened, attributes);
      } else if (session && same(form.f, formOf(session))) {
        if (form.do === 'withdraw')
          await sessions.withdraw(session, typeof form.consent === 'string' ? form.consent : null);
        if (form.do === 'close') {
          res.clearCookie(cookie, attributes);
          await sessions.close(session);
        }
      }
      return to();
    } catch {
      return to('u');
    }
  });

  router.use((req, res) => void send(res.status(404), entryPage(viewOf(req), null)));
  router.use(((_error, req, res, next) => {
    // what has begun cannot be answered otherwise
    if (res.headersSent) return void res.destroy();
    if (req.method === 'POST' && !req.readableEnded) res.set('connection', 'close');
    send(res.status(req.method === 'GET' ? 503 : 400), entryPage(viewOf(req), 'unavailable'));
    void next;
  }) as ErrorRequestHandler);
  return router;

  function sessionIn({ headers }: Request): string | null {
    const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
    const token = pairs.find(([name]) => name === cookie)?.[1];
    return token && TOKEN.test(token) ? token : null;
  }

  function viewOf(req: Request, handedOver?: string): View {
    const chosen = isLanguage(req.query.l) ? req.query.l : null;
    const language = chosen ?? [handedOver, req.acceptsLanguages([...LANGUAGES])].find(isLanguage) ?? 'kk';
    return { language, chosen, path };
  }
}

/** An address is hashed here, and once more under a key where it is kept. */
const sourceOf = (req: Request): string => createHash('sha256').update(sourceNetwork(req.ip)).digest('base64url');

const isLanguage = (value: unknown): value is Language => LANGUAGES.includes(value as Language);

function send(res: Response, page: string): void {
  res.type('html').send(page);
}

/** Sent by a page of another site? Browsers say so, and the cookie is not sent along then either. */
function isOwn({ headers }: Request): boolean {
  return ['same-origin', 'none', undefined].includes(headers['sec-fetch-site'] as string | undefined);
}

/** What a form of an open page carries: nobody who has not the cookie can make it. */
const formOf = (session: string): string => createHmac('sha256', session).update('form').digest('base64url');

function same(given: unknown, expected: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return typeof given === 'string' && timingSafeEqual(hash(given), hash(expected));
}
