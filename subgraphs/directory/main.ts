import { runSubgraph } from '../kit/index.js';
import { directory } from './index.js';

await runSubgraph(directory);
