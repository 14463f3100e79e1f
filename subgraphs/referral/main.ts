import { runSubgraph } from '../kit/index.js';
import { referral } from './index.js';

await runSubgraph(referral);
