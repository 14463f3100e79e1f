import {
  ACCESS_LOG_APPEND,
  Category,
  EVENT_ERASES,
  KIT_MIGRATIONS,
  notWalled,
  type SubgraphDefinition,
} from '../kit/index.js';
import { ShelterAddressResolver } from './address/resolver.js';
import { endReleases } from './address/restore.js';
import { BedBroadcastResolver } from './bed-broadcast/resolver.js';
import { BedCountResolver } from './bed-count/resolver.js';
import { BED_HOLDS_NOW } from './bed-hold/gauges.js';
import { BedHoldResolver } from './bed-hold/resolver.js';
import { BedSearchResolver } from './bed-search/resolver.js';
import { BedCapacityBoardResolver } from './capacity-board/resolver.js';
import { ShelterImportResolver } from './import/resolver.js';
import { SheltersAndUnits } from './migrations/0002-shelters-and-units.js';
import { Placements } from './migrations/0003-placements.js';
import { UnitsAndCounts } from './migrations/0004-units-and-counts.js';
import { RequestsAndStays } from './migrations/0005-requests-and-stays.js';
import { UnitsAndCountsChecked } from './migrations/0008-units-and-counts-checked.js';
import { RequestsAndStaysIndexes } from './migrations/0009-requests-and-stays-indexes.js';
import { Retention } from './migrations/0012-retention.js';
import { RegionBorders } from './migrations/0013-region-borders.js';
import { PlacementEvents } from './migrations/0115-events.js';
import { ShelterAddressApart } from './migrations/0116-shelter-address-apart.js';
import { BroadcastDeclines } from './migrations/0117-broadcast-declines.js';
import { PlacementKeyWithState } from './migrations/0118-placement-key-with-state.js';
import { PlacementBedState } from './migrations/0119-placement-bed-state.js';
import { PlacementBedStateChecked } from './migrations/0120-placement-bed-state-checked.js';
import { BedsInService } from './migrations/0121-beds-in-service.js';
import { EscortCodes } from './migrations/0122-escort-codes.js';
import { WaitingEnds } from './migrations/0125-waiting-ends.js';
import { WaitingOpenIndex } from './migrations/0126-waiting-open-index.js';
import { WaitingEndsBehindHerWalls } from './migrations/0127-waiting-ends-behind-her-walls.js';
import { VaultMark } from './migrations/0128-vault-mark.js';
import { MistakesAtTheDoor } from './migrations/0135-mistakes-at-the-door.js';
import { MistakesAtTheDoorChecked } from './migrations/0136-mistakes-at-the-door-checked.js';
import { HousesNotConfirmed } from './migrations/0137-houses-not-confirmed.js';
import { HousesNotConfirmedChecked } from './migrations/0138-houses-not-confirmed-checked.js';
import { ShelterChanges } from './migrations/0139-shelter-changes.js';
import { StepsByTime } from './migrations/0140-steps-by-time.js';
import { Unlinked } from './migrations/0142-unlinked.js';
import { UnlinkedChecked } from './migrations/0143-unlinked-checked.js';
import { HouseholdChanges } from './migrations/0144-household-changes.js';
import { HouseholdChangesChecked } from './migrations/0145-household-changes-checked.js';
import { HousesNotConfirmedBetweenVersions } from './migrations/0147-houses-not-confirmed-between-versions.js';
import { WallsThatCameAlong } from './migrations/0149-walls-that-came-along.js';
import { WallsThatCameAlongChecked } from './migrations/0150-walls-that-came-along-checked.js';
import { OrganisationChanged } from './migrations/0151-organisation-changed.js';
import { OrganisationChangedChecked } from './migrations/0152-organisation-changed-checked.js';
import { REFERRING_PURPOSES, REFERRING_ROLES } from './parties.js';
import { PlacementResolver } from './placement/resolver.js';
import { VictimStaysResolver } from './placement/stays.js';
import { PlacementStepsResolver } from './placement/steps.js';
import { Victim } from './placement/types.js';
import { openByUnlinked } from './placement/walls.js';
import { QuarantineResolver } from './quarantine/resolver.js';
import { BedRegionResolver } from './region/resolver.js';
import { BedRequestCountersResolver } from './request-counters/resolver.js';
import { ShelterMutationsResolver } from './shelter/mutations.js';
import { ShelterResolver } from './shelter/resolver.js';
import { ShelterChangesResolver } from './shelter-change/resolver.js';
import { GUEST_SEALED_AS } from './stay/guest.js';
import { PlacementHistoryResolver } from './stay/history.js';
import { StayResolver } from './stay/resolver.js';
import { LINK_CLOSURES } from './stay/unlink.js';
import { ShelterUnitMutationsResolver } from './unit/mutations.js';
import { ShelterUnitResolver } from './unit/resolver.js';
import { waitingListWork } from './waiting-list/housekeeping.js';
import { WaitingListResolver } from './waiting-list/resolver.js';

export const shelterCapacity: SubgraphDefinition = {
  name: 'shelter-capacity',
  owns: [Category.SHELTER],
  resolvers: [
    BedRegionResolver,
    ShelterResolver,
    ShelterMutationsResolver,
    ShelterChangesResolver,
    ShelterAddressResolver,
    ShelterUnitResolver,
    ShelterUnitMutationsResolver,
    BedCountResolver,
    BedSearchResolver,
    BedCapacityBoardResolver,
    BedHoldResolver,
    BedBroadcastResolver,
    BedRequestCountersResolver,
    PlacementResolver,
    PlacementStepsResolver,
    VictimStaysResolver,
    PlacementHistoryResolver,
    StayResolver,
    QuarantineResolver,
    WaitingListResolver,
    ShelterImportResolver,
  ],
  orphanedTypes: [Victim],
  entities: [],
  migrations: [
    ...KIT_MIGRATIONS,
    SheltersAndUnits,
    Placements,
    UnitsAndCounts,
    RequestsAndStays,
    UnitsAndCountsChecked,
    RequestsAndStaysIndexes,
    Retention,
    RegionBorders,
    PlacementEvents,
    ShelterAddressApart,
    BroadcastDeclines,
    PlacementKeyWithState,
    PlacementBedState,
    PlacementBedStateChecked,
    BedsInService,
    EscortCodes,
    WaitingEnds,
    WaitingOpenIndex,
    WaitingEndsBehindHerWalls,
    VaultMark,
    MistakesAtTheDoor,
    MistakesAtTheDoorChecked,
    HousesNotConfirmed,
    HousesNotConfirmedChecked,
    ShelterChanges,
    StepsByTime,
    Unlinked,
    UnlinkedChecked,
    HouseholdChanges,
    HouseholdChangesChecked,
    HousesNotConfirmedBetweenVersions,
    WallsThatCameAlong,
    WallsThatCameAlongChecked,
    OrganisationChanged,
    OrganisationChangedChecked,
  ],
  events: {
    access: { purposes: REFERRING_PURPOSES, roles: REFERRING_ROLES },
    open: `${notWalled('ANY (ARRAY[e.victim_key, e.walls_of])')} AND ${openByUnlinked('x.placement_id = e.object OR x.waiting_id = e.object')}`,
  },
  retains: [
    {
      table: 'placement',
      category: Category.SHELTER,
      from: 'COALESCE(t.departed_at, t.held_until)',
      over: "t.state NOT IN ('ACCEPTED', 'ARRIVED')",
      first: [
        'DELETE FROM placement_bed WHERE placement_id = ANY($1::uuid[])',
        "DELETE FROM data_key WHERE subject = ANY(SELECT 'placement:' || id FROM unnest($1::uuid[]) AS id)",
      ],
    },
    { table: 'bed_broadcast', category: Category.SHELTER, from: 't.deadline_at' },
    { table: 'waiting_entry', category: Category.SHELTER, from: 't.expires_at' },
  ],
  background: waitingListWork,
  // what is about no guest, shelter_change among it, is kept as long as the house
  appendOnly: ['placement_step', 'quarantine_period', 'bed_observation', 'shelter_change'],
  // where shelters are, and who was told
  vault: {
    tables: [
      ...['shelter_address', 'shelter_address_release', 'shelter_address_step'],
      ...['shelter_escort_code', 'shelter_escort_code_miss', 'vault_mark'],
    ],
    appendOnly: ['shelter_address_step', 'shelter_escort_code_miss'],
    others: [
      `SELECT (id, agency, unit_id, victim_key, walls_of, sender_agency, sender_unit, state, held_until, broadcast_id, waiting_id, taken_at,
        spoken_at, accepted_at) ON placement`,
      'SELECT (id, shelter_id) ON unit',
      'SELECT (id, agency, intake_phone) ON shelter',
      'INSERT (shelter_id, agency, staff, what) ON shelter_change',
      'SELECT (placement_id, victim_key, agency) ON placement_unlinked',
      'SELECT ON conflict_wall',
    ],
  },
  // what was revoked since the backup, or has run out, is never open again: the shelter releases anew
  onRestore: endReleases,
  closures: LINK_CLOSURES,
  holds: {
    bedHold: 'hold',
    bedOffer: 'hold',
    bedOfferTake: 'confirm',
    bedHoldRecordByPhone: 'confirm',
    bedAccept: 'confirm',
    bedDecline: 'release',
    bedRelease: 'release',
    bedNotWanted: 'release',
  },
  gauges: BED_HOLDS_NOW,
  // a stay under way goes on by its local reference
  erases: [
    {
      table: 'placement',
      subject: 'victim_key',
      columns: ['guest_reference', 'guest_sealed'],
      once: 'NOT live',
      sealedAs: GUEST_SEALED_AS,
    },
    { table: 'placement', subject: 'walls_of', columns: ['walls_of'], once: 'NOT live' },
    {
      table: 'placement_unlinked',
      subject: 'victim_key',
      columns: ['victim_key'],
      once: 'NOT EXISTS (SELECT FROM placement p WHERE p.id = placement_unlinked.placement_id AND p.live)',
    },
    { table: 'bed_broadcast', subject: 'victim_key', columns: ['victim_key'], once: 'deadline_at < clock_timestamp()' },
    { table: 'waiting_entry', subject: 'victim_key', columns: ['victim_key'], once: 'expires_at < clock_timestamp()' },
    ...EVENT_ERASES,
  ],
  messages: () => [ACCESS_LOG_APPEND],
  calls: ['consent.victimResolve', 'directory.recipientKnown'],
};

export { keepWhereabouts } from './address/kept.js';
export { notRewrapped, rewrapVault } from './address/rewrap.js';
/** Measured in bench/bed-search. */
export { lockUnit } from './bed-hold/unit-lock.js';
export { CANDIDATES } from './bed-search/candidate.js';
export { namedUnit, offeredUnit } from './bed-search/offered-unit.js';
export { offerWhatIsFree } from './waiting-list/housekeeping.js';
export { offerFreed } from './waiting-list/offer-freed.js';
