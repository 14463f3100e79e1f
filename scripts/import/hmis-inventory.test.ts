import { describe, expect, test } from '@jest/globals';
import { type Inventory, judgeInventory, supersedes } from './hmis-inventory.js';
import { unitsOf } from './hmis-units.js';

const TODAY = '2025-06-15';
const row = {
  InventoryID: '1',
  ProjectID: '10',
  CoCCode: 'XX-500',
  HouseholdType: '3',
  Availability: '1',
  UnitInventory: '5',
  BedInventory: '17',
  ESBedType: '1',
  InventoryStartDate: '2021-01-27',
  InventoryEndDate: '',
  DateUpdated: '2021-02-01 10:00:00',
  DateDeleted: '',
};

function current(changes: Partial<typeof row> = {}): Inventory {
  const verdict = judgeInventory({ ...row, ...changes }, TODAY);
  if (verdict.kind !== 'CURRENT') throw new Error(JSON.stringify(verdict));
  return verdict.inventory;
}

test('the last day of a period is still current, the day after is not', () => {
  expect(current({ InventoryEndDate: TODAY }).endsOn).toBe(TODAY);
  expect(judgeInventory({ ...row, InventoryEndDate: '2025-06-14' }, TODAY).kind).toBe('SKIPPED');
  expect(current({ InventoryStartDate: TODAY }).startsOn).toBe(TODAY);
  expect(judgeInventory({ ...row, InventoryStartDate: '2025-06-16' }, TODAY).kind).toBe('SKIPPED');
});

test.each([
  ['DateDeleted', '2023-01-01 00:00:00', 'SKIPPED'],
  ['ESBedType', '2', 'SKIPPED'],
  ['BedInventory', '0', 'SKIPPED'],
  ['BedInventory', '', 'REJECTED'],
  ['BedInventory', '-3', 'REJECTED'],
  ['BedInventory', '501', 'REJECTED'],
  ['UnitInventory', 'two', 'REJECTED'],
  ['HouseholdType', '2', 'REJECTED'],
  ['Availability', '9', 'REJECTED'],
  ['InventoryStartDate', '', 'REJECTED'],
  ['InventoryStartDate', '27.01.2021', 'REJECTED'],
  ['InventoryEndDate', '2021-02-30', 'REJECTED'],
  ['InventoryEndDate', '2020-01-01', 'REJECTED'],
  ['InventoryID', '', 'REJECTED'],
  ['ProjectID', '', 'REJECTED'],
])('%s "%s" is %s, and named', (field, value, kind) => {
  expect(judgeInventory({ ...row, [field]: value }, TODAY)).toEqual({
    kind,
    fault: { field, reason: expect.any(String) },
  });
});

test('HMIS codes become the hub’s words; beds outside emergency shelters have no availability', () => {
  expect(current({ HouseholdType: '1', Availability: '3' })).toMatchObject({
    householdType: 'WITHOUT_CHILDREN',
    availability: 'OVERFLOW',
  });
  expect(current({ HouseholdType: '4', Availability: '2' })).toMatchObject({
    householdType: 'ONLY_CHILDREN',
    availability: 'SEASONAL',
  });
  expect(current({ Availability: '', ESBedType: '' })).toMatchObject({
    householdType: 'ADULT_AND_CHILD',
    availability: null,
  });
});

test('of two rows the one that began later holds, then the one written later', () => {
  expect(supersedes(current({ InventoryStartDate: '2022-01-01' }), current())).toBe(true);
  expect(supersedes(current({ InventoryStartDate: '2020-01-01', DateUpdated: '2024-01-01 00:00:00' }), current())).toBe(
    false,
  );
  expect(supersedes(current({ DateUpdated: '2021-02-02 10:00:00' }), current())).toBe(true);
  expect(supersedes(current({ InventoryID: '10' }), current({ InventoryID: '9' }))).toBe(true);
});

describe('units', () => {
  test('rooms of adults with children share the beds evenly, none of them lost', () => {
    const units = unitsOf(current());
    expect(units.map(({ externalId, kind, beds }) => [externalId, kind, beds])).toEqual([
      ['1/1', 'FAMILY_ROOM', 4],
      ['1/2', 'FAMILY_ROOM', 4],
      ['1/3', 'FAMILY_ROOM', 3],
      ['1/4', 'FAMILY_ROOM', 3],
      ['1/5', 'FAMILY_ROOM', 3],
    ]);
  });

  test.each([
    ['no rooms were counted', { UnitInventory: '0' }],
    ['more rooms than beds cannot be', { UnitInventory: '18' }],
    ['the beds are not for families', { HouseholdType: '1' }],
  ])('%s: one dormitory', (_, changes) => {
    expect(unitsOf(current(changes))).toEqual([
      expect.objectContaining({ externalId: '1', kind: 'DORMITORY', beds: 17 }),
    ]);
  });
});
