import { KitTables, type SubgraphDefinition } from '../kit/index.js';
import { AgencyMutations } from './agency/mutations.js';
import { agencyOf } from './agency/read.js';
import { AgencyResolver } from './agency/resolver.js';
import { Agency } from './agency/types.js';
import { Agencies } from './migrations/0002-agencies.js';
import { RegionResolver } from './region/resolver.js';
import { Region } from './region/types.js';
import { unitOf } from './unit/read.js';
import { UnitResolver } from './unit/resolver.js';
import { AgencyUnit } from './unit/types.js';

export { type Issuer, upsertIssuer } from './trust-list/issuer.js';
export { type PublishOptions, publishTrustList } from './trust-list/publish.js';
export type { TrustedIssuer, TrustedStaffMember, TrustList } from './trust-list/trust-list.js';

/** Who takes part in the hub, what they may ask for, and which services there are. It knows no victim. */
export const directory: SubgraphDefinition = {
  name: 'directory',
  resolvers: [RegionResolver, AgencyResolver, AgencyMutations, UnitResolver],
  orphanedTypes: [Region, Agency, AgencyUnit],
  references: {
    Agency: ({ id }: { id: string }, ctx) => agencyOf(ctx, id),
    AgencyUnit: ({ id }: { id: string }, ctx) => unitOf(ctx, id),
  },
  entities: [],
  migrations: [KitTables, Agencies],
  calls: [],
};
