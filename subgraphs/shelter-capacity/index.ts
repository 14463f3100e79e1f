import { Category, KIT_MIGRATIONS, type SubgraphDefinition } from '../kit/index.js';
import { BED_HOLDS_NOW } from './bed-hold/gauges.js';
import { BedHoldResolver } from './bed-hold/resolver.js';
import { BedSearchResolver } from './bed-search/resolver.js';
import { ShelterImportResolver } from './import/resolver.js';
import { SheltersAndUnits } from './migrations/0002-shelters-and-units.js';
import { Placements } from './migrations/0003-placements.js';
import { Retention } from './migrations/0012-retention.js';
import { PlacementResolver } from './placement/resolver.js';
import { VictimStaysResolver } from './placement/stays.js';
import { PlacementStepsResolver } from './placement/steps.js';
import { Victim } from './placement/types.js';
import { ShelterResolver } from './shelter/resolver.js';
import { ShelterUnitResolver } from './unit/resolver.js';

export const shelterCapacity: SubgraphDefinition = {
  name: 'shelter-capacity',
  owns: [Category.SHELTER],
  resolvers: [
    ShelterResolver,
    ShelterUnitResolver,
    BedSearchResolver,
    BedHoldResolver,
    PlacementResolver,
    PlacementStepsResolver,
    VictimStaysResolver,
    ShelterImportResolver,
  ],
  orphanedTypes: [Victim],
  entities: [],
  migrations: [...KIT_MIGRATIONS, SheltersAndUnits, Placements, Retention],
  retains: [
    {
      table: 'placement',
      category: Category.SHELTER,
      from: 'COALESCE(t.departed_at, t.held_until)',
      over: "t.state NOT IN ('ACCEPTED', 'ARRIVED')",
      first: ['DELETE FROM placement_bed WHERE placement_id = ANY($1::uuid[])'],
    },
  ],
  holds: {
    bedHold: 'hold',
    bedAccept: 'confirm',
    bedDecline: 'release',
    bedRelease: 'release',
    bedNotWanted: 'release',
  },
  gauges: BED_HOLDS_NOW,
  // a stay under way goes on by its local reference
  erases: [{ table: 'placement', subject: 'victim_key', columns: ['guest_reference'], once: 'NOT live' }],
  calls: ['consent.victimResolve'],
};

export { keepAddress } from './shelter/address/address-store.js';
