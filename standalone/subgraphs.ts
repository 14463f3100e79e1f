import { consent } from '../subgraphs/consent/index.js';
import { directory } from '../subgraphs/directory/index.js';
import { forensicAppointment } from '../subgraphs/forensic-appointment/index.js';
import type { SubgraphDefinition } from '../subgraphs/kit/index.js';
import { referral } from '../subgraphs/referral/index.js';
import { shelterCapacity } from '../subgraphs/shelter-capacity/index.js';

/** Every subgraph of the hub: the one list that the standalone hub, the composition and the checks go by. */
export const SUBGRAPHS: readonly SubgraphDefinition[] = [
  directory,
  consent,
  referral,
  forensicAppointment,
  shelterCapacity,
];
