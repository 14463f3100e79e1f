import type { Report } from './draft';

/** From when the evidence clock runs; null when nobody knows it. */
export const lastContactOf = ({ lastContact, lastContactAt, occurredAt }: Report): string | null =>
  lastContact === 'same' ? occurredAt : lastContact === 'unknown' ? null : lastContactAt;
