import { join } from 'node:path';
import { blanked } from './blanked.js';
import { oneLine } from './clean-text.js';
import { ConfidentialPlaces } from './confidential-places.js';
import { readCsv } from './csv-rows.js';
import type { Fault, Position, Problem, ProblemKind } from './problem.js';
import type { Report } from './report.js';

/** A row of an HMIS CSV file that was read and has not ended yet. */
export interface HmisRow {
  readonly position: Position;
  readonly values: Readonly<Record<string, string>>;
}

const NONE = new ConfidentialPlaces();

/** These three files have no address columns, but a name may hold an address; every row is treated as of a confidential place. */
export function problemOf(kind: ProblemKind, { position, values }: HmisRow, { field, reason }: Fault): Problem {
  return { kind, position, field, reason, record: blanked(values, true, NONE) };
}

/** Reads the files of one export, and remembers whether all of them could be read to their end. */
export class HmisFiles {
  whole = true;

  constructor(
    private readonly folder: string,
    private readonly report: Report,
  ) {}

  /** The rows of a file that can be read as rows; the others have been reported. */
  async *rows(file: string, required: readonly string[]): AsyncGenerator<HmisRow> {
    const { report } = this;
    for await (const found of readCsv(join(this.folder, file), required)) {
      report.rowRead(file);
      if (found.kind === 'BREAK') {
        this.whole = false;
        const position = { file, line: found.line, pointer: '' };
        await report.problem({ kind: 'REJECTED', position, field: found.field, reason: found.reason, record: null });
        report.stop(
          `${file} could not be read to its end (line ${found.line}). An export is imported whole or not at all.`,
        );
        return;
      }
      const row = { position: { file, line: found.line, pointer: `/${found.index}` }, values: found.values };
      if (found.fault === null) yield row;
      else await report.problem(problemOf('REJECTED', row, { field: '', reason: found.fault }));
    }
  }
}

export const DELETED: Fault = { field: 'DateDeleted', reason: 'The row was deleted in the system that it comes from.' };

export function isDeleted({ values }: HmisRow): boolean {
  return (values.DateDeleted ?? '') !== '';
}

/** Why a row of organisations or projects cannot be identified or named. */
export function identityFault(
  { values }: HmisRow,
  id: string,
  name: string,
  isKnown: (id: string) => boolean,
): Fault | null {
  if (!values[id]) return { field: id, reason: 'The row has no identifier.' };
  if (isKnown(values[id])) return { field: id, reason: 'A row with this identifier stood before in the same file.' };
  return oneLine(values[name]) === null ? { field: name, reason: 'The name is empty.' } : null;
}
