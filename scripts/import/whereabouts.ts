import { oneLine } from './clean-text.js';
import type { Whereabouts } from './confidential-places.js';

const STREET = new Set(['address_1', 'street', 'street_address', 'address1', 'physical_address']);
const PHONE = new Set(['number', 'phone', 'fax', 'telephone', 'tel', 'mobile', 'street']);

/** Every street, telephone and coordinate anywhere in a record, its contacts and further locations included. */
export function whereaboutsOf(record: unknown): Whereabouts {
  const found = { streets: [] as string[], phones: [] as string[], coordinates: [] as [number, number][] };
  collect(record, found);
  return found;
}

function collect(
  value: unknown,
  found: { streets: string[]; phones: string[]; coordinates: [number, number][] },
): void {
  if (typeof value !== 'object' || value === null) return;
  const { latitude, longitude } = value as { latitude?: unknown; longitude?: unknown };
  const point: [number, number] = [Number(latitude ?? Number.NaN), Number(longitude ?? Number.NaN)];
  if (point.every(Number.isFinite)) found.coordinates.push(point);
  for (const [key, inner] of Object.entries(value)) {
    const text = oneLine(inner);
    if (text === null) collect(inner, found);
    else if (STREET.has(key)) found.streets.push(text);
    // a telephone stands where a street belongs in real data
    if (text !== null && PHONE.has(key)) found.phones.push(text);
  }
}
