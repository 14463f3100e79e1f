import express, { type Request, type Router } from 'express';
import type { Requester } from '../../subgraphs/kit/index.js';
import { type Ask, HEADERS } from '../public-page/router.js';

export interface CalendarOptions {
  readonly ask: Ask;
  /** Whether somebody without a token may ask from this address now */
  readonly mayAsk: (req: Request) => Promise<boolean>;
  /** Whether a wall that is not everywhere yet keeps this person out */
  readonly keepOut: (owner: Pick<Requester, 'agency' | 'unit' | 'staff'>) => Promise<boolean>;
}

const READ = 'query ($input: ExamFeedReadInput!) { examFeedRead(input: $input) { agency unit staff calendar } }';

const SECRET = /^([\w-]{43})\.ics$/;

interface Read extends Pick<Requester, 'agency' | 'unit' | 'staff'> {
  readonly calendar: string;
}

/**
 * Calendars of busy times, for programs that subscribe to a secret address. Unknown, revoked, expired and of somebody who has left are one answer. The secret
 * is in the address, as such programs want it: so no line is left in any log, and a proxy before the gateway must leave none either.
 */
export function calendars({ ask, mayAsk, keepOut }: CalendarOptions): Router {
  const router = express.Router();
  router.use((_req, res, next) => {
    res.set(HEADERS);
    next();
  });
  router.get('/:file', async (req, res) => {
    if (!(await mayAsk(req))) return void res.status(429).end();
    try {
      const secret = SECRET.exec(req.params.file)?.[1];
      const feed = secret ? ((await ask(READ, { input: { secret } })).examFeedRead as Read | null) : null;
      if (!feed) return void res.status(404).end();
      if (await keepOut(feed)) return void res.status(503).end();
      res.type('text/calendar').send(feed.calendar);
    } catch {
      res.status(503).end();
    }
  });
  router.use((_req, res) => void res.status(404).end());
  return router;
}
