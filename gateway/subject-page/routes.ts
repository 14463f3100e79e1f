import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Request, Router } from 'express';
import { isLanguage, viewOf } from '../public-page/frame.js';
import { type Ask, fieldsOf, form, guarded, isOwn, send, sourceOf } from '../public-page/router.js';
import { SubjectSessions } from './consent-client.js';
import { entryPage, herPage } from './pages.js';

export interface SubjectPageOptions {
  readonly ask: Ask;
  /** Where the page is at its host: `/` on one of its own */
  readonly path: string;
  /** Whether browsers reach it by https */
  readonly secure: boolean;
}

const TOKEN = /^[\w-]{43}$/;

/**
 * Her own page: plain HTML over forms, for whoever holds a code. What is sent is answered by a redirect, so that no code is ever in an address and
 * none is sent again by going back. Every answer, whatever was wrong, has the same headers; none leaves a line in the log.
 */
export function subjectPage({ ask, path, secure }: SubjectPageOptions): Router {
  const sessions = new SubjectSessions(ask);
  const cookie = secure ? '__Host-page' : 'page';
  const attributes = { path: '/', httpOnly: true, sameSite: 'strict', secure } as const;
  return guarded(routes, (req, notice) => entryPage(viewOf(req, path), notice));

  function routes(router: Router): void {
    router.get('/', async (req, res) => {
      const session = sessionIn(req);
      const notice = req.query.n === 'u' ? 'unavailable' : null;
      const before = typeof req.query.b === 'string' ? req.query.b : null;
      const page = session && (await sessions.read(session, before));
      if (!page) {
        if (session) res.clearCookie(cookie, attributes);
        const wrong = req.query.n === 'w' ? 'wrong' : null;
        return send(res, entryPage(viewOf(req, path), wrong ?? notice));
      }
      return send(res, herPage(viewOf(req, path, page.language), formOf(session), page, before !== null, notice));
    });

    router.post('/', form, async (req, res) => {
      const sent = fieldsOf(req);
      const to = (notice = '') => {
        const query = new URLSearchParams({
          ...(isLanguage(sent.l) ? { l: sent.l } : {}),
          ...(notice ? { n: notice } : {}),
        });
        res.redirect(303, query.size > 0 ? `${path}?${query}` : path);
      };
      if (!isOwn(req)) return to();
      const session = sessionIn(req);
      try {
        if (sent.do === 'open') {
          const opened = await sessions.open(typeof sent.c === 'string' ? sent.c : '', sourceOf(req));
          if (!opened) return to('w');
          res.cookie(cookie, opened, attributes);
        } else if (session && same(sent.f, formOf(session))) {
          if (sent.do === 'withdraw')
            await sessions.withdraw(session, typeof sent.consent === 'string' ? sent.consent : null);
          if (sent.do === 'close') {
            res.clearCookie(cookie, attributes);
            await sessions.close(session);
          }
        }
        return to();
      } catch {
        return to('u');
      }
    });
  }

  function sessionIn({ headers }: Request): string | null {
    const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
    const token = pairs.find(([name]) => name === cookie)?.[1];
    return token && TOKEN.test(token) ? token : null;
  }
}

/** What a form of an open page carries: nobody who has not the cookie can make it. */
const formOf = (session: string): string => createHmac('sha256', session).update('form').digest('base64url');

function same(given: unknown, expected: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return typeof given === 'string' && timingSafeEqual(hash(given), hash(expected));
}
