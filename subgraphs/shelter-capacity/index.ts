import { conflictWallResolver, KitTables, type SubgraphDefinition } from '../kit/index.js';
import { BedHoldResolver } from './bed-hold/resolver.js';
import { BedSearchResolver } from './bed-search/resolver.js';
import { ShelterImportResolver } from './import/resolver.js';
import { SheltersAndUnits } from './migrations/0002-shelters-and-units.js';
import { Placements } from './migrations/0003-placements.js';
import { PlacementResolver } from './placement/resolver.js';
import { VictimStaysResolver } from './placement/stays.js';
import { PlacementStepsResolver } from './placement/steps.js';
import { Victim } from './placement/types.js';
import { ShelterResolver } from './shelter/resolver.js';
import { ShelterUnitResolver } from './unit/resolver.js';

const name = 'shelter-capacity';

export const shelterCapacity: SubgraphDefinition = {
  name,
  resolvers: [
    ShelterResolver,
    ShelterUnitResolver,
    BedSearchResolver,
    BedHoldResolver,
    PlacementResolver,
    PlacementStepsResolver,
    VictimStaysResolver,
    ShelterImportResolver,
    conflictWallResolver(name),
  ],
  orphanedTypes: [Victim],
  entities: [],
  migrations: [KitTables, SheltersAndUnits, Placements],
  calls: ['consent.victimResolve', 'consent.accessLogAppend'],
};

export { keepAddress } from './shelter/address/address-store.js';
