import type { Router } from 'express';
import express from 'express';
import { ALIVE, type Health } from '../subgraphs/kit/index.js';

export interface InfoOptions {
  readonly version: string;
  readonly schema: string;
  /** The trust list in force */
  readonly trustList: () => { readonly version: number; readonly issuedAt: number } | null;
}

/** `/health`: alive. `/ready`: 200 only when the main job can be done. `/info`: what runs here. */
export function healthRoutes(health: Health, { trustList, ...info }: InfoOptions): Router {
  const router = express.Router();
  router.get('/health', (_, res) => {
    res.json(ALIVE);
  });
  router.get('/ready', async (_, res) => {
    const { status, body } = await health.ready();
    res.status(status).json(body);
  });
  router.get('/info', (_, res) => {
    const list = trustList();
    res.json({
      name: 'dereu',
      ...info,
      trustList: list && { version: list.version, issuedAt: new Date(list.issuedAt).toISOString() },
    });
  });
  return router;
}
