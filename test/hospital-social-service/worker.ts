import { runWorker } from '../../subgraphs/kit/index.js';
import { hospitalSocialService } from './index.js';

/** The hospital's own background work, in the hospital's own process. */
await runWorker([hospitalSocialService]);
