import type { Inventory } from './hmis-inventory.js';
import type { ImportedUnit } from './hub-input.js';

/**
 * The operational units of one inventory row. HMIS counts rooms and beds, not which bed is in which room: a row for adults with
 * children that counts rooms becomes that many family rooms with the beds spread evenly, because a family room is taken by one
 * household whole, and one room of 17 beds would be full with a mother and two children. Everything else is one dormitory, taken
 * bed by bed. The shelter corrects its rooms itself.
 */
export function unitsOf({ id, beds, rooms, householdType, availability, startsOn, endsOn }: Inventory): ImportedUnit[] {
  const shared = { householdType, availability, startsOn, endsOn };
  if (rooms === 0) return [{ ...shared, externalId: id, kind: 'DORMITORY', name: `Dormitory, inventory ${id}`, beds }];
  const least = Math.floor(beds / rooms);
  return Array.from({ length: rooms }, (_, index) => ({
    ...shared,
    externalId: `${id}/${index + 1}`,
    kind: 'FAMILY_ROOM',
    name: `Family room ${index + 1}, inventory ${id}`,
    beds: least + (index < beds % rooms ? 1 : 0),
  }));
}
