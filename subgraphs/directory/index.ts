import { KIT_MIGRATIONS, type SubgraphDefinition } from '../kit/index.js';
import { RecipientAlternativesResolver } from './agency/alternatives.js';
import { AgencyMutations } from './agency/mutations.js';
import { agencyOf } from './agency/read.js';
import { KindOfAgency, RecipientResolver } from './agency/recipient.js';
import { AGENCY_CLOSURES } from './agency/replay.js';
import { AgencyResolver } from './agency/resolver.js';
import { Agency } from './agency/types.js';
import { WallSubjectResolver } from './agency/wall-subject.js';
import { AGREEMENT_CLOSURES } from './agreement/replay.js';
import { AgreementResolver } from './agreement/resolver.js';
import { Agreement } from './agreement/types.js';
import { CLIENT_CLOSURES } from './client/replay.js';
import { ClientResolver } from './client/resolver.js';
import { Client } from './client/types.js';
import { DutyContact, DutyContactResolver } from './duty-phone/contacts.js';
import { DutyDesk, deskOf } from './duty-phone/desk.js';
import { DutyPhoneResolver } from './duty-phone/resolver.js';
import { DutyGap, DutyPhone } from './duty-phone/types.js';
import { issuerRefresh } from './issuer/refresh.js';
import { ISSUER_CLOSURES } from './issuer/replay.js';
import { IssuerResolver } from './issuer/resolver.js';
import { Issuer } from './issuer/types.js';
import { Agencies } from './migrations/0002-agencies.js';
import { Services } from './migrations/0003-services.js';
import { Joining } from './migrations/0004-joining.js';
import { DutyRota } from './migrations/0020-duty-rota.js';
import { DutyRotaChecked } from './migrations/0021-duty-rota-checked.js';
import { Webhooks } from './migrations/0022-webhooks.js';
import { WebhookChanges } from './migrations/0023-webhook-changes.js';
import { WebhookFaultsChecked } from './migrations/0025-webhook-faults-checked.js';
import { VersionsOfARotaAndAnEndpoint } from './migrations/0026-versions-of-a-rota-and-an-endpoint.js';
import { organizationOf } from './organization/read.js';
import { OrganizationResolver } from './organization/resolver.js';
import { Organization, OrganizationLocation } from './organization/types.js';
import { ORGANIZATION_CLOSURES } from './organization-import/replay.js';
import { OrganizationImportResolver } from './organization-import/resolver.js';
import { OrganizationImportResult } from './organization-import/types.js';
import { RegionResolver } from './region/resolver.js';
import { Region } from './region/types.js';
import { OPERATION_CLOSURES } from './registered-operation/replay.js';
import { RegisteredOperationResolver } from './registered-operation/resolver.js';
import { RegisteredOperation } from './registered-operation/types.js';
import { serviceOf } from './service/read.js';
import { ServiceResolver } from './service/resolver.js';
import { Service } from './service/types.js';
import { Me, MeResolver } from './staff/me.js';
import { StaffMutations } from './staff/mutations.js';
import { STAFF_CLOSURES } from './staff/replay.js';
import { StaffResolver } from './staff/resolver.js';
import { StaffMember } from './staff/types.js';
import { StaffPlaceResolver } from './staff/works-at.js';
import { TrustListResolver } from './trust-list/resolver.js';
import { unitOf } from './unit/read.js';
import { UNIT_CLOSURES } from './unit/replay.js';
import { UnitResolver } from './unit/resolver.js';
import { AgencyUnit } from './unit/types.js';
import { WebhookDispatch } from './webhook/dispatch.js';
import { WebhookMutations } from './webhook/mutations.js';
import { WEBHOOK_SETTINGS } from './webhook/networks.js';
import { WebhookQueries } from './webhook/queries.js';
import { FORGET_DELIVERIES, PAUSE_EVERY_ENDPOINT } from './webhook/sql.js';
import { WEBHOOK_CALLS } from './webhook/tellers.js';
import { WebhookChange, WebhookDelivery, WebhookEndpoint } from './webhook/types.js';

export { appointFirstAdministrator, type FirstAdministrator } from './first-administrator.js';
export { type KnownIssuer, upsertIssuer } from './issuer/upsert.js';
export type { TrustedIssuer, TrustedStaffMember, TrustList } from './trust-list/trust-list.js';
/** Killed in test/events/crashes. */
export { WebhookDispatch } from './webhook/dispatch.js';

type Reference = { readonly id: string };

/** Who takes part in the hub, what they may ask for, and which services there are. It knows no victim. */
export const directory: SubgraphDefinition = {
  name: 'directory',
  resolvers: [
    RegionResolver,
    AgencyResolver,
    AgencyMutations,
    RecipientResolver,
    RecipientAlternativesResolver,
    WallSubjectResolver,
    UnitResolver,
    StaffResolver,
    StaffMutations,
    StaffPlaceResolver,
    MeResolver,
    TrustListResolver,
    IssuerResolver,
    ClientResolver,
    RegisteredOperationResolver,
    AgreementResolver,
    DutyPhoneResolver,
    DutyContactResolver,
    ServiceResolver,
    OrganizationResolver,
    OrganizationImportResolver,
    WebhookMutations,
    WebhookQueries,
  ],
  orphanedTypes: [
    Region,
    Agency,
    AgencyUnit,
    StaffMember,
    Me,
    Issuer,
    Client,
    RegisteredOperation,
    Agreement,
    DutyPhone,
    DutyGap,
    DutyContact,
    DutyDesk,
    Service,
    Organization,
    OrganizationLocation,
    OrganizationImportResult,
    KindOfAgency,
    WebhookEndpoint,
    WebhookDelivery,
    WebhookChange,
  ],
  references: {
    Agency: ({ id }: Reference, ctx) => agencyOf(ctx, id),
    DutyDesk: ({ key }: { readonly key: string }, ctx) => deskOf(ctx, key),
    AgencyUnit: ({ id }: Reference, ctx) => unitOf(ctx, id),
    Organization: ({ id }: Reference, ctx) => organizationOf(ctx, id),
    Service: ({ id }: Reference, ctx) => serviceOf(ctx, id),
  },
  entities: [],
  migrations: [
    ...KIT_MIGRATIONS,
    Agencies,
    Services,
    Joining,
    DutyRota,
    DutyRotaChecked,
    Webhooks,
    WebhookChanges,
    WebhookFaultsChecked,
    VersionsOfARotaAndAnEndpoint,
  ],
  appendOnly: ['webhook_change'],
  settings: WEBHOOK_SETTINGS,
  background: (runtime) => {
    const works = [issuerRefresh(runtime), new WebhookDispatch(runtime)];
    return {
      start: () => void works.map((work) => work.start()),
      stop: async () => void (await Promise.all(works.map((work) => work.stop()))),
    };
  },
  forgets: [FORGET_DELIVERIES],
  onRestore: async (manager) => void (await manager.query(PAUSE_EVERY_ENDPOINT)),
  calls: WEBHOOK_CALLS,
  closures: {
    ...STAFF_CLOSURES,
    ...AGENCY_CLOSURES,
    ...UNIT_CLOSURES,
    ...ISSUER_CLOSURES,
    ...CLIENT_CLOSURES,
    ...OPERATION_CLOSURES,
    ...AGREEMENT_CLOSURES,
    ...ORGANIZATION_CLOSURES,
  },
};
