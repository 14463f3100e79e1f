import { DASH } from './dash.js';
import { type Instrument, InstrumentSchema } from './instrument.js';
import { LAP, LAP_2 } from './lap.js';

/** Those that come with the hub, the newest version of each first. A further one is a further file of data. */
export const INSTRUMENTS: readonly Instrument[] = [LAP_2, LAP, DASH].map((each) => InstrumentSchema.parse(each));

/** @param version the newest when left out @param among the hub's own when left out */
export function instrument(
  id: string,
  version?: string | null,
  among: readonly Instrument[] = INSTRUMENTS,
): Instrument | null {
  return among.find((each) => each.id === id && (version == null || each.version === version)) ?? null;
}
