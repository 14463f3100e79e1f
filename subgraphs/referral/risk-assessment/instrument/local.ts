import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { SubgraphContext } from '../../../kit/index.js';
import { type Instrument, InstrumentSchema } from './instrument.js';
import { INSTRUMENTS, instrument } from './instruments.js';

/**
 * Instruments of a folder of JSON files (`schema/risk-instrument.schema.json`), as DASH with the thresholds of a region.
 * @throws naming the file, when one is not valid or says again what is there already: a version is never changed
 */
export function readInstruments(folder: string): Instrument[] {
  const found: Instrument[] = [];
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()) {
    const { data, error } = InstrumentSchema.safeParse(jsonOf(join(folder, file)));
    if (!data) throw new Error(`${file}: ${error.issues.map((each) => each.message).join(' ')}`);
    if (instrument(data.id, data.version, [...INSTRUMENTS, ...found]))
      throw new Error(`${file}: there is a ${data.id} ${data.version} already.`);
    found.push(data);
  }
  return found;
}

/** Undefined for what is no JSON, which no schema takes. */
function jsonOf(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

const read = new Map<string, readonly Instrument[]>();

/** As {@link readInstruments}, once for a process: what it assesses by does not change under it. */
function ofFolder(folder: string): readonly Instrument[] {
  if (folder === '') return [];
  const known = read.get(folder) ?? readInstruments(folder);
  read.set(folder, known);
  return known;
}

export const INSTRUMENT_SETTINGS = {
  /** Folder with local instruments; a process with one that is not valid does not start */
  RISK_INSTRUMENTS_DIRECTORY: z
    .string()
    .default('')
    .superRefine((folder, problem) => {
      try {
        ofFolder(folder);
      } catch (error) {
        // what the file system says repeats the value
        problem.addIssue('code' in (error as Error) ? 'No such folder can be read.' : (error as Error).message);
      }
    }),
} as const;

/** All that may be assessed with here, local ones first: of an instrument the newest version is the first. */
export function instrumentsOf(ctx: SubgraphContext): readonly Instrument[] {
  return [...ofFolder(String(ctx.settings.RISK_INSTRUMENTS_DIRECTORY ?? '')), ...INSTRUMENTS];
}
