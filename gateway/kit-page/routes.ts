import type { Router } from 'express';
import { isLanguage, viewOf } from '../public-page/frame.js';
import { type Ask, fieldsOf, form, guarded, isOwn, send, sourceOf } from '../public-page/router.js';
import { entryPage, type Followed, followedPage } from './pages.js';

export interface KitPageOptions {
  readonly ask: Ask;
  readonly path: string;
  /** Whether somebody at this address may try a number now */
  readonly mayTry: (address: string | undefined) => Promise<boolean>;
}

const FOLLOW = `mutation ($input: EvidenceKitFollowInput!) { evidenceKitFollow(input: $input) { told since keepUntil } }`;

/**
 * She follows her kit by number and PIN, without an account. What is wrong is said in one way; a number or PIN is in no address, no cookie and no
 * log. The answer is the page itself: to lead to it by a redirect, something of it would have to be kept.
 */
export function kitPage({ ask, path, mayTry }: KitPageOptions): Router {
  return guarded(routes, (req, notice) => entryPage(viewOf(req, path), notice));

  function routes(router: Router): void {
    router.get('/', (req, res) => send(res, entryPage(viewOf(req, path), null)));
    router.post('/', form, async (req, res) => {
      const { n, p, l } = fieldsOf(req);
      const asked = viewOf(req, path);
      const view = isLanguage(l) ? { ...asked, language: l, chosen: l } : asked;
      if (!isOwn(req)) return send(res, entryPage(view, null));
      if (!(await mayTry(req.ip))) return send(res.status(429), entryPage(view, 'unavailable'));
      const input = { number: text(n), pin: text(p), language: view.language, source: sourceOf(req) };
      const { evidenceKitFollow: followed } = await ask(FOLLOW, { input });
      send(res, followed ? followedPage(view, followed as Followed) : entryPage(view, 'wrong'));
    });
  }
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
