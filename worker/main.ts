import { SUBGRAPHS } from '../standalone/subgraphs.js';
import { runWorker } from '../subgraphs/kit/index.js';

await runWorker(SUBGRAPHS);
