import { runSubgraph } from '../kit/index.js';
import { consent } from './index.js';

await runSubgraph(consent);
