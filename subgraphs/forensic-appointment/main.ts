import { runSubgraph } from '../kit/index.js';
import { forensicAppointment } from './index.js';

await runSubgraph(forensicAppointment);
