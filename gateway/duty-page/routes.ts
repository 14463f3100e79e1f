import type { Router } from 'express';
import { isLanguage, viewOf } from '../public-page/frame.js';
import { type Ask, fieldsOf, form, guarded, isOwn, send } from '../public-page/router.js';
import { entryPage, heardPage } from './pages.js';

export interface DutyPageOptions {
  readonly path: string;
  readonly ask: Ask;
  /** Whether somebody at this address may try codes now */
  readonly mayTry: (address: string | undefined) => Promise<boolean>;
}

const ACKNOWLEDGE = 'mutation ($input: DutyCodeInput!) { dutyCodeAcknowledge(input: $input) }';

/**
 * Somebody on duty says to have heard, by the code of the message, without signing in. What waits is seen in the hub alone. A code that does not fit, was used or
 * never was is one answer, and no try leaves a line in any log.
 */
export function dutyPage({ path, ask, mayTry }: DutyPageOptions): Router {
  return guarded(routes, (req, notice) => entryPage(viewOf(req, path), notice));

  function routes(router: Router): void {
    router.get('/', (req, res) => send(res, entryPage(viewOf(req, path), null)));
    router.post('/', form, async (req, res) => {
      const { c, l } = fieldsOf(req);
      const asked = viewOf(req, path);
      const view = isLanguage(l) ? { ...asked, language: l, chosen: l } : asked;
      if (!isOwn(req)) return send(res, entryPage(view, null));
      if (!(await mayTry(req.ip))) return send(res.status(429), entryPage(view, 'unavailable'));
      const { dutyCodeAcknowledge: heard } = await ask(ACKNOWLEDGE, {
        input: { code: typeof c === 'string' ? c.slice(0, 100) : '' },
      });
      send(res, heard === true ? heardPage(view) : entryPage(view, 'useless'));
    });
  }
}
