import { type ConfidentialPlaces, WITHHELD } from './confidential-places.js';

/** Properties whose whole value locates a place or rings there, at any depth. */
const LOCATING = new Set([
  ...[
    'address_1',
    'address_2',
    'street',
    'street_address',
    'attention',
    'postal_code',
    'zip',
    'latitude',
    'longitude',
    'transportation',
  ],
  ...['number', 'phone', 'telephone', 'tel', 'mobile', 'fax', 'extent', 'external_identifier', 'uri'],
  ...['Address1', 'Address2', 'ZIP', 'Geocode'],
]);

/** Properties within which only the identifiers and texts are kept. */
const LOCATING_WITHIN = new Set([
  'address',
  'addresses',
  'phones',
  'locations',
  'location',
  'locs',
  'service_at_locations',
  'service_areas',
]);
const KEPT_WITHIN = new Set(['id', 'name', 'alternate_name', 'description', 'short_desc']);

/** Long identifiers look like telephones to the patterns. */
const IDENTIFIER = /^(?:id|\w+_id|\w+ID)$/;

/** A copy of an input row, fit for the rejects file: of a confidential place, nothing in it locates it or rings there. */
export function blanked(record: unknown, confidential: boolean, places: ConfidentialPlaces): unknown {
  const text = (value: string) => (confidential ? places.withoutAny(value) : places.withoutKnown(value));
  const walk = (value: unknown, key: string, within: boolean): unknown => {
    if (Array.isArray(value)) return value.map((element) => walk(element, key, within));
    if (typeof value === 'object' && value !== null) {
      const inside = within || LOCATING_WITHIN.has(key);
      const near = !confidential && isNear(value, places);
      return Object.fromEntries(
        Object.entries(value).map(([name, inner]) => [
          name,
          near && (name === 'latitude' || name === 'longitude') ? WITHHELD : walk(inner, name, inside),
        ]),
      );
    }
    if (value === null || IDENTIFIER.test(key)) return value;
    if (confidential && (LOCATING.has(key) || (within && !KEPT_WITHIN.has(key)))) return WITHHELD;
    return typeof value === 'string' ? text(value) : value;
  };
  return walk(record, '', false);
}

function isNear(value: object, places: ConfidentialPlaces): boolean {
  const { latitude, longitude } = value as { latitude?: unknown; longitude?: unknown };
  return places.hasCoordinates(Number(latitude ?? Number.NaN), Number(longitude ?? Number.NaN));
}
