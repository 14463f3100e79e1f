import { KZ_2022_BORDERS } from './kz-2022.js';

const AROUND = new Map<string, string[]>();
for (const [one, others] of Object.entries(KZ_2022_BORDERS))
  for (const other of others) {
    AROUND.set(one, [...(AROUND.get(one) ?? []), other]);
    AROUND.set(other, [...(AROUND.get(other) ?? []), one]);
  }

/** Every region by ISO 3166-2, in the order of the codes. */
export const REGION_CODES: readonly string[] = [...AROUND.keys()].sort();

/** The regions that border on one, in the order of their codes; none for a code that is no region. The country's map, never a distance. */
export const neighboursOf = (code: string): readonly string[] => [...(AROUND.get(code) ?? [])].sort();
