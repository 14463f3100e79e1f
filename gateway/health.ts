import type { Router } from 'express';
import express from 'express';

export interface HealthOptions {
  readonly version: string;
  readonly schemaHash: string;
  /** State of every part that the main job needs, by name */
  readonly parts: () => Promise<Readonly<Record<string, boolean>>>;
  readonly draining: () => boolean;
}

/** `/health`: alive. `/ready`: 200 only when the main job can be done. `/info`: what runs here. None of them says who asks what. */
export function health(options: HealthOptions): Router {
  const router = express.Router();
  router.get('/health', (_, res) => {
    res.json({ status: 'alive' });
  });
  router.get('/ready', async (_, res) => {
    const parts = await options.parts();
    const ready = !options.draining() && Object.values(parts).every(Boolean);
    res.status(ready ? 200 : 503).json({
      status: options.draining() ? 'draining' : ready ? 'ready' : 'not ready',
      parts: Object.fromEntries(Object.entries(parts).map(([name, ok]) => [name, ok ? 'ready' : 'not ready'])),
    });
  });
  router.get('/info', (_, res) => {
    res.json({ name: 'dereu', version: options.version, schema: options.schemaHash });
  });
  return router;
}
