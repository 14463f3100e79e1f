import { runSubgraph } from '../kit/index.js';
import { shelterCapacity } from './index.js';

await runSubgraph(shelterCapacity);
