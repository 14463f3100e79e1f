import { runGateway } from '../../../gateway/index.js';
import { hiveRouter } from './router.js';

/** The gateway's process with another router in it. */
await runGateway(hiveRouter);
