import type { Request, Router } from 'express';
import { isLanguage, type View, viewOf } from '../public-page/frame.js';
import { type Ask, fieldsOf, form, guarded, isOwn, send } from '../public-page/router.js';
import { entryPage, type Valid, validPage } from './pages.js';

export interface PermitPageOptions {
  readonly ask: Ask;
  /** Whether somebody at this address may try digits now */
  readonly mayTry: (address: string | undefined) => Promise<boolean>;
}

const CHECK = `mutation ($input: MovementPermitCheckInput!) { movementPermitCheck(input: $input) { validFrom validUntil } }`;

/**
 * A checkpoint checks a permit: the code on the paper leads here, the token being the path. What is answered is whether it is valid and the window, once
 * the bearer's digits are typed; everything else is one page. To be looked at, a permit needs no statement: only digits are asked about. No check is
 * kept, and none leaves a line in any log.
 */
export function permitPage({ ask, mayTry }: PermitPageOptions): Router {
  return guarded(routes, (req, notice) => entryPage(viewHere(req), notice));

  function routes(router: Router): void {
    router.get('/:token', (req, res) => send(res, entryPage(viewHere(req), null)));
    router.post('/:token', form, async (req, res) => {
      const { d, l } = fieldsOf(req);
      const asked = viewHere(req);
      const view = isLanguage(l) ? { ...asked, language: l, chosen: l } : asked;
      if (!isOwn(req)) return send(res, entryPage(view, null));
      if (!(await mayTry(req.ip))) return send(res.status(429), entryPage(view, 'unavailable'));
      const input = { token: req.params.token, digits: typeof d === 'string' ? d : '' };
      const { movementPermitCheck: valid } = await ask(CHECK, { input });
      send(res, valid ? validPage(view, valid as Valid) : entryPage(view, 'invalid'));
    });
  }
}

/** Links lead to the address that is open, in another language. */
const viewHere = (req: Request): View => viewOf(req, '');
