import { runSubgraph } from '../../subgraphs/kit/index.js';
import { hospitalSocialService } from './index.js';

await runSubgraph(hospitalSocialService);
