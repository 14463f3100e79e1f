import type { ImportedUnit } from './hub-input.js';
import type { Fault } from './problem.js';

type Row = Readonly<Record<string, string>>;

/** Beds of one inventory row, all of one kind. */
export interface Inventory {
  readonly id: string;
  readonly projectId: string;
  /** Rows that agree in this describe the same beds when their periods overlap. */
  readonly sameBeds: string;
  readonly beds: number;
  /** Rooms for one household each; 0 when the beds are not in such rooms or nobody said so. */
  readonly rooms: number;
  readonly householdType: ImportedUnit['householdType'];
  readonly availability: ImportedUnit['availability'];
  readonly startsOn: string;
  readonly endsOn: string | null;
  readonly updated: string;
}

export type InventoryVerdict =
  | { readonly kind: 'CURRENT'; readonly inventory: Inventory }
  | { readonly kind: 'SKIPPED' | 'REJECTED'; readonly fault: Fault };

const HOUSEHOLD_TYPES: Readonly<Record<string, ImportedUnit['householdType']>> = {
  '1': 'WITHOUT_CHILDREN',
  '3': 'ADULT_AND_CHILD',
  '4': 'ONLY_CHILDREN',
};
const AVAILABILITIES: Readonly<Record<string, ImportedUnit['availability']>> = {
  '': null,
  '1': 'ALL_YEAR',
  '2': 'SEASONAL',
  '3': 'OVERFLOW',
};
const VOUCHER = '2';
/** The hub's limit for one unit. */
const MOST_BEDS = 500;

/** What one row of Inventory.csv says of the beds on `today` (YYYY-MM-DD, the shelter's wall date). */
export function judgeInventory(row: Row, today: string): InventoryVerdict {
  const field = (name: string) => row[name] ?? '';
  const rejected = (name: string, reason: string): InventoryVerdict => ({
    kind: 'REJECTED',
    fault: { field: name, reason },
  });
  const skipped = (name: string, reason: string): InventoryVerdict => ({
    kind: 'SKIPPED',
    fault: { field: name, reason },
  });

  if (field('InventoryID') === '') return rejected('InventoryID', 'The row has no identifier.');
  if (field('ProjectID') === '') return rejected('ProjectID', 'The row names no project.');
  if (field('DateDeleted') !== '')
    return skipped('DateDeleted', 'The row was deleted in the system that it comes from.');
  const startsOn = field('InventoryStartDate');
  const endsOn = field('InventoryEndDate') || null;
  if (!isDate(startsOn)) return rejected('InventoryStartDate', 'This is no date (YYYY-MM-DD).');
  if (endsOn !== null && !isDate(endsOn)) return rejected('InventoryEndDate', 'This is no date (YYYY-MM-DD).');
  if (endsOn !== null && endsOn < startsOn) return rejected('InventoryEndDate', 'The period ends before it begins.');
  const householdType = HOUSEHOLD_TYPES[field('HouseholdType')];
  if (!householdType)
    return rejected('HouseholdType', 'HMIS knows 1 (without children), 3 (adult and child) and 4 (only children).');
  const availability = AVAILABILITIES[field('Availability')];
  if (availability === undefined)
    return rejected('Availability', 'HMIS knows 1 (all year), 2 (seasonal) and 3 (overflow).');
  const beds = count(field('BedInventory'));
  if (beds === null) return rejected('BedInventory', 'This is no number of beds.');
  const rooms = count(field('UnitInventory') || '0');
  if (rooms === null) return rejected('UnitInventory', 'This is no number of rooms.');

  if (endsOn !== null && endsOn < today) return skipped('InventoryEndDate', 'Not current: the period has ended.');
  if (startsOn > today)
    return skipped('InventoryStartDate', 'Not current: the period has not begun. Import again when it has.');
  if (field('ESBedType') === VOUCHER)
    return skipped('ESBedType', 'Vouchers pay for a room elsewhere: there is no physical bed.');
  if (beds === 0) return skipped('BedInventory', 'The row counts no beds.');
  if (beds > MOST_BEDS) return rejected('BedInventory', `One unit has at most ${MOST_BEDS} beds.`);
  const inventory: Inventory = {
    id: field('InventoryID'),
    projectId: field('ProjectID'),
    sameBeds: JSON.stringify([householdType, availability, field('ESBedType'), field('CoCCode')]),
    beds,
    rooms: householdType === 'ADULT_AND_CHILD' && rooms <= beds ? rooms : 0,
    householdType,
    availability,
    startsOn,
    endsOn,
    updated: field('DateUpdated'),
  };
  return { kind: 'CURRENT', inventory };
}

/**
 * Of two current rows about the same kind of beds the later one holds (by its begin, then by when it was written). Counting both could
 * offer a bed that does not exist, and sending a woman to it is worse than a bed left out of the count.
 */
export function supersedes(one: Inventory, other: Inventory): boolean {
  const key = ({ startsOn, updated, id }: Inventory) => `${startsOn} ${updated} ${id.padStart(20, '0')}`;
  return key(one) > key(other);
}

function isDate(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text)
  );
}

function count(text: string): number | null {
  return /^\d{1,6}$/.test(text) ? Number(text) : null;
}
