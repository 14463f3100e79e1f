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
  let underWay: ReturnType<HealthOptions['parts']> | null = null;
  /** Calls at the same time share one look: it costs every subgraph statements, and anybody may call. */
  const parts = () => {
    underWay ??= options.parts().finally(() => {
      underWay = null;
    });
    return underWay;
  };
  router.get('/health', (_, res) => {
    res.json({ status: 'alive' });
  });
  router.get('/ready', async (_, res) => {
    const state = await parts();
    const ready = !options.draining() && Object.values(state).every(Boolean);
    res.status(ready ? 200 : 503).json({
      status: options.draining() ? 'draining' : ready ? 'ready' : 'not ready',
      parts: Object.fromEntries(Object.entries(state).map(([name, ok]) => [name, ok ? 'ready' : 'not ready'])),
    });
  });
  router.get('/info', (_, res) => {
    res.json({ name: 'dereu', version: options.version, schema: options.schemaHash });
  });
  return router;
}
