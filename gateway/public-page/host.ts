import express, { type RequestHandler, type Router } from 'express';

/** A page, by where it is: at a host of its own, and under a path of the gateway's. Words that say nothing. */
export interface Page {
  readonly atHost: string;
  readonly atGateway: string;
  readonly open: (path: string) => Router;
}

/** Pages at a host of their own, which then answers nothing else and is the only one that answers them; or under paths of the gateway's. */
export function onItsHost(host: string | undefined, pages: readonly Page[]): RequestHandler {
  const router = express.Router();
  for (const { atHost, atGateway, open } of pages) {
    const path = host ? atHost : atGateway;
    router.use(path, open(path));
  }
  if (!host) return router;
  return (req, res, next) => {
    if (req.hostname?.toLowerCase() === host.toLowerCase()) router(req, res, next);
    else next();
  };
}
