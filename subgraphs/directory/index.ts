import { KitTables, type SubgraphDefinition } from '../kit/index.js';
import { AgencyMutations } from './agency/mutations.js';
import { agencyOf } from './agency/read.js';
import { RecipientResolver } from './agency/recipient.js';
import { AgencyResolver } from './agency/resolver.js';
import { Agency } from './agency/types.js';
import { AgreementResolver } from './agreement/resolver.js';
import { Agreement } from './agreement/types.js';
import { DutyPhoneResolver } from './duty-phone/resolver.js';
import { DutyPhone } from './duty-phone/types.js';
import { Agencies } from './migrations/0002-agencies.js';
import { Services } from './migrations/0003-services.js';
import { organizationOf } from './organization/read.js';
import { OrganizationResolver } from './organization/resolver.js';
import { Organization, OrganizationLocation } from './organization/types.js';
import { OrganizationImportResolver } from './organization-import/resolver.js';
import { OrganizationImportResult } from './organization-import/types.js';
import { RegionResolver } from './region/resolver.js';
import { Region } from './region/types.js';
import { serviceOf } from './service/read.js';
import { ServiceResolver } from './service/resolver.js';
import { Service } from './service/types.js';
import { StaffMutations } from './staff/mutations.js';
import { StaffResolver } from './staff/resolver.js';
import { StaffMember } from './staff/types.js';
import { unitOf } from './unit/read.js';
import { UnitResolver } from './unit/resolver.js';
import { AgencyUnit } from './unit/types.js';

export { type Issuer, upsertIssuer } from './trust-list/issuer.js';
export { type PublishOptions, publishTrustList } from './trust-list/publish.js';
export type { TrustedIssuer, TrustedStaffMember, TrustList } from './trust-list/trust-list.js';

type Reference = { readonly id: string };

/** Who takes part in the hub, what they may ask for, and which services there are. It knows no victim. */
export const directory: SubgraphDefinition = {
  name: 'directory',
  resolvers: [
    RegionResolver,
    AgencyResolver,
    AgencyMutations,
    RecipientResolver,
    UnitResolver,
    StaffResolver,
    StaffMutations,
    AgreementResolver,
    DutyPhoneResolver,
    ServiceResolver,
    OrganizationResolver,
    OrganizationImportResolver,
  ],
  orphanedTypes: [
    Region,
    Agency,
    AgencyUnit,
    StaffMember,
    Agreement,
    DutyPhone,
    Service,
    Organization,
    OrganizationLocation,
    OrganizationImportResult,
  ],
  references: {
    Agency: ({ id }: Reference, ctx) => agencyOf(ctx, id),
    AgencyUnit: ({ id }: Reference, ctx) => unitOf(ctx, id),
    Organization: ({ id }: Reference, ctx) => organizationOf(ctx, id),
    Service: ({ id }: Reference, ctx) => serviceOf(ctx, id),
  },
  entities: [],
  migrations: [KitTables, Agencies, Services],
  calls: [],
};
