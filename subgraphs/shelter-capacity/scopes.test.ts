import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from '@jest/globals';
import { openTestHub, type TestHub } from '../../test/hub.js';
import { MEETS_HER, type Scopes, testScopes } from '../../test/scopes.js';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());

/** Everybody who meets her and refers her. */
const REFERS = MEETS_HER.filter((account) => account !== 'scheduler-almaty');
/** Not EMERGENCY: it never opens shelter. */
const EITHER_PARTY = {
  may: REFERS,
  purposes: ['POLICE_RESPONSE', 'MEDICAL_CARE', 'FORENSIC_EXAM', 'SHELTER', 'SUPPORT', 'LEGAL_AID', 'PROTECTION_ORDER'],
} as const;
const AT_THE_SHELTER = { may: ['intake-almaty'], purposes: ['SHELTER', 'SUPPORT'] } as const;

/** Staff and administrators of the agencies that have shelters. */
const RUNS_SHELTERS = { may: ['intake-almaty', 'administrator'], purposes: 'none' } as const;
const name = { kk: 'Сынақ', ru: 'Проба', en: 'Test' };
const shelter = { name, regionCode: 'KZ-75', participation: 'BED_BY_BED' };
const unit = { kind: 'SINGLE', name, beds: 1, exclusive: true, householdTypes: ['WITHOUT_CHILDREN'] };
const key = () => ({ idempotencyKey: `test ${randomUUID()}` });

const step = (change: object = {}) => ({ input: () => ({ holdId: randomUUID(), ...change }) });

const SCOPES: Scopes = {
  bedHold: {
    may: REFERS,
    purposes: 'none',
    input: () => ({ idempotencyKey: `test ${randomUUID()}`, unitId: randomUUID(), adults: 1, children: [] }),
  },
  bedHoldRecordByPhone: { ...EITHER_PARTY, ...step({ saidBy: 'SHIFT_LEAD' }) },
  bedRequestBroadcast: {
    may: REFERS,
    purposes: 'none',
    // a region in which there is no shelter
    told: 'INVALID',
    input: () => ({ idempotencyKey: `test ${randomUUID()}`, regionCodes: ['KZ-ZZ'], adults: 1, children: [] }),
  },
  bedBroadcastCancel: { may: REFERS, purposes: 'none', input: () => ({ broadcastId: randomUUID() }) },
  bedOffer: {
    ...AT_THE_SHELTER,
    input: () => ({ idempotencyKey: `test ${randomUUID()}`, broadcastId: randomUUID(), unitId: randomUUID() }),
  },
  bedBroadcastDecline: {
    ...AT_THE_SHELTER,
    input: () => ({ broadcastId: randomUUID(), shelterId: randomUUID(), reason: 'NO_CAPACITY' }),
  },
  bedOfferTake: { ...EITHER_PARTY, ...step() },
  bedWaitingListJoin: {
    may: REFERS,
    purposes: 'none',
    // a region in which there is no shelter
    told: 'INVALID',
    input: () => ({
      idempotencyKey: `test ${randomUUID()}`,
      regionCodes: ['KZ-ZZ'],
      need: 'CAN_WAIT',
      adults: 1,
      children: [],
    }),
  },
  bedWaitingListLeave: { may: REFERS, purposes: 'none', input: () => ({ entryId: randomUUID() }) },
  bedExtend: { ...AT_THE_SHELTER, ...step({ until: '2030-01-01' }) },
  bedTransfer: {
    ...AT_THE_SHELTER,
    input: () => ({ idempotencyKey: `test ${randomUUID()}`, holdId: randomUUID(), unitId: randomUUID() }),
  },
  bedGuestRecord: { ...AT_THE_SHELTER, ...step({ name: 'Nobody' }) },
  quarantinePeriodSet: {
    // the operator of the hub is a social service
    may: ['administrator'],
    purposes: 'none',
    told: 'INVALID',
    input: () => ({ jurisdiction: 'nowhere', startsOn: '2020-01-01', source: 'test', sourceDate: '2020-01-01' }),
  },
  bedAccept: { ...AT_THE_SHELTER, ...step() },
  bedDecline: { ...AT_THE_SHELTER, ...step({ reason: 'NO_CAPACITY' }) },
  bedArrive: { ...AT_THE_SHELTER, ...step() },
  bedDepart: { ...AT_THE_SHELTER, ...step() },
  bedStepEnteredInError: { ...AT_THE_SHELTER, ...step({ step: 'ARRIVAL' }) },
  bedLink: { ...AT_THE_SHELTER, ...step({ victimId: randomUUID() }) },
  bedHouseholdChange: { ...AT_THE_SHELTER, ...step({ household: { adults: 1, children: [] } }) },
  bedUnlink: { ...AT_THE_SHELTER, ...step({ ...key(), expectedVersion: 1, reason: 'OTHER_PERSON' }) },
  bedRelease: { ...EITHER_PARTY, ...step() },
  bedNotWanted: { ...EITHER_PARTY, ...step() },
  shelterCreate: { ...RUNS_SHELTERS, told: 'DONE', input: () => ({ ...shelter, ...key() }) },
  shelterUpdate: { ...RUNS_SHELTERS, input: () => ({ ...shelter, shelterId: randomUUID(), expectedVersion: 1 }) },
  shelterOpeningSet: { ...RUNS_SHELTERS, input: () => ({ shelterId: randomUUID(), state: 'OPEN' }) },
  // taking everything away
  shelterAddressSet: { ...RUNS_SHELTERS, input: () => ({ shelterId: randomUUID() }) },
  shelterAddressRelease: {
    ...AT_THE_SHELTER,
    input: () => ({ ...key(), holdId: randomUUID(), to: 'ESCORT', escort: randomUUID() }),
  },
  shelterAddressReleaseRenew: { ...AT_THE_SHELTER, input: () => ({ releaseId: randomUUID() }) },
  shelterAddressReleaseRevoke: { ...AT_THE_SHELTER, input: () => ({ releaseId: randomUUID() }) },
  shelterAddressRead: { ...EITHER_PARTY, input: () => ({ releaseId: randomUUID() }) },
  shelterEscortCodeMake: { ...EITHER_PARTY, input: () => ({ holdId: randomUUID() }) },
  shelterUnitAdd: { ...RUNS_SHELTERS, input: () => ({ ...unit, ...key(), shelterId: randomUUID() }) },
  shelterUnitUpdate: { ...RUNS_SHELTERS, input: () => ({ ...unit, unitId: randomUUID(), expectedVersion: 1 }) },
  shelterUnitsSet: { ...RUNS_SHELTERS, input: () => ({ shelterId: randomUUID(), units: [] }) },
  shelterBedServiceSet: { ...RUNS_SHELTERS, input: () => ({ unitId: randomUUID(), number: 1, inService: true }) },
  bedAvailabilityPublish: {
    ...RUNS_SHELTERS,
    input: () => ({ ...key(), shelterId: randomUUID(), expectedVersion: 0 }),
  },
  shelterImport: {
    // of the agencies with an administrator here, the operator of the hub alone may have shelters
    may: ['administrator'],
    purposes: 'none',
    told: 'DONE',
    input: () => ({
      source: 'test of who may',
      shelters: [
        {
          externalId: randomUUID(),
          name: 'Nowhere',
          regionCode: 'KZ-75',
          zone: 'Asia/Almaty',
          units: [{ externalId: '1', kind: 'SINGLE', name: 'One', beds: 1, householdType: 'WITHOUT_CHILDREN' }],
        },
      ],
    }),
  },
};

testScopes(() => hub, SCOPES);
