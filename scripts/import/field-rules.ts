import { isEmail } from 'class-validator';
import { oneLine } from './clean-text.js';
import type { Fault } from './problem.js';

/** A field's value in the hub's terms; null when there is none. A value that is there and no good is told to `faults` and left out. */
export type Faults = Fault[];

/**
 * A telephone as a person would dial it. Publishers quote numbers and write `null` for none; three digits are enough (150, 102).
 */
export function phone(value: unknown, field: string, faults: Faults): string | null {
  const text = oneLine(value)?.replace(/^["'\s]+|["'\s]+$/g, '') ?? '';
  if (text === '') return null;
  const digits = text.replace(/\D/g, '').length;
  if (digits >= 3 && digits <= 20 && text.length <= 40 && /^[+(\d]/.test(text)) return text;
  faults.push({ field, reason: 'This is no telephone number.', value });
  return null;
}

/** A street line. Some publishers put the telephone there; it is not guessed to be one. */
export function street(value: unknown, field: string, faults: Faults): string | null {
  const text = oneLine(value);
  if (text === null) return null;
  const isPhone =
    /^(?:ph|phone|tel|telephone|тел|телефон)\s*[.:]/iu.test(text) ||
    /^\+?[\d\s().-]{7,}(?:\s*(?:x|ext|доб)\.?\s*\d+)?$/iu.test(text);
  if (!isPhone) return text;
  faults.push({ field, reason: 'A telephone number stands where a street belongs.', value });
  return null;
}

/** Both or neither: half a coordinate is none. */
export function coordinates(
  raw: { readonly latitude?: unknown; readonly longitude?: unknown },
  field: string,
  faults: Faults,
): { latitude: number; longitude: number } | null {
  const latitude = decimal(raw.latitude);
  const longitude = decimal(raw.longitude);
  if (latitude === null && longitude === null) return null;
  if (latitude === null || !(Math.abs(latitude) <= 90)) {
    faults.push({
      field: `${field}/latitude`,
      reason: 'The latitude is not between -90 and 90; the longitude went with it.',
      value: raw.latitude,
    });
    return null;
  }
  if (longitude === null || !(Math.abs(longitude) <= 180)) {
    faults.push({
      field: `${field}/longitude`,
      reason: 'The longitude is not between -180 and 180; the latitude went with it.',
      value: raw.longitude,
    });
    return null;
  }
  if (latitude !== 0 || longitude !== 0) return { latitude, longitude };
  faults.push({ field: `${field}/latitude`, reason: 'The coordinates 0, 0 stand for "unknown".', value: raw.latitude });
  return null;
}

/** Whole years between 0 and 150. HSDS writes them as numbers, some publishers as text. */
export function age(value: unknown, field: string, faults: Faults): number | null {
  if (value === null || value === undefined || value === '') return null;
  const years = decimal(value);
  if (years !== null && Number.isInteger(years) && years >= 0 && years <= 150) return years;
  faults.push({ field, reason: 'This is no age in whole years between 0 and 150.', value });
  return null;
}

export function webAddress(value: unknown, field: string, faults: Faults): string | null {
  const written = oneLine(value);
  if (written === null) return null;
  const text = /^www\./i.test(written) ? `http://${written}` : written;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url && /^https?:$/.test(url.protocol) && text.length <= 2000) return text;
  faults.push({ field, reason: 'This is no web address (http or https).', value });
  return null;
}

export function email(value: unknown, field: string, faults: Faults): string | null {
  const text = oneLine(value);
  if (text === null) return null;
  if (isEmail(text)) return text;
  faults.push({ field, reason: 'This is no e-mail address.', value });
  return null;
}

/** NaN, which every range refuses, for what is there but no number; null for nothing. */
function decimal(value: unknown): number | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^\s*-?\d+(?:\.\d+)?\s*$/.test(value) ? Number(value) : Number.NaN;
}
