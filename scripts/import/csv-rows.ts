import { createReadStream } from 'node:fs';
import { CsvError, parse } from 'csv-parse';

/** One row by its column names, and the line on which it begins (a quoted field may run over several). */
export interface CsvRow {
  readonly kind: 'ROW';
  readonly line: number;
  readonly index: number;
  readonly values: Readonly<Record<string, string>>;
  /** Why the row cannot be used, when it cannot. */
  readonly fault: string | null;
}

/** The file cannot be read (any further). */
export interface CsvBreak {
  readonly kind: 'BREAK';
  readonly line: number;
  readonly field: string;
  readonly reason: string;
}

/** A quoted field that is never closed would swallow the rest of the file; no row of a bed register comes near this. */
const LONGEST_ROW = 65_536;

/**
 * Streams a CSV file (RFC 4180; a byte order mark and any line ends are allowed) whose header must hold all of `required`, in any
 * order and among others. Blank lines are no rows. A `CsvBreak`, if any, is the last thing given out.
 */
export async function* readCsv(path: string, required: readonly string[]): AsyncGenerator<CsvRow | CsvBreak> {
  const parser = parse({
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    max_record_size: LONGEST_ROW,
  });
  const input = createReadStream(path);
  input.on('error', (error) => parser.destroy(error));
  input.pipe(parser);
  let header: readonly string[] | undefined;
  let line = 1;
  let index = 0;
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      const begins = line;
      line += linesOf(record);
      if (record.every((field) => field.trim() === '')) continue;
      if (header === undefined) {
        header = record.map((name) => name.trim());
        const refusal = headerRefusal(header, required);
        if (refusal) {
          yield { kind: 'BREAK', line: begins, ...refusal };
          return;
        }
        continue;
      }
      yield { kind: 'ROW', line: begins, index, values: byName(header, record), fault: rowFault(header, record) };
      index += 1;
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    yield {
      kind: 'BREAK',
      line,
      field: '',
      reason: 'A quotation mark that opens in this row is not closed; the rest cannot be read.',
    };
    return;
  }
  if (header === undefined)
    yield { kind: 'BREAK', line: 1, field: required[0] ?? '', reason: 'The file is empty: it has no header.' };
}

function headerRefusal(
  header: readonly string[],
  required: readonly string[],
): { field: string; reason: string } | null {
  const missing = required.filter((name) => !header.includes(name));
  if (missing.length > 0) {
    return {
      field: missing.join(', '),
      reason: 'The header lacks a column that is needed (columns are separated by commas).',
    };
  }
  const twice = header.find((name, at) => name !== '' && header.indexOf(name) !== at);
  return twice === undefined ? null : { field: twice, reason: 'The header names this column twice.' };
}

function rowFault(header: readonly string[], record: readonly string[]): string | null {
  if (record.length !== header.length) return `The row has ${record.length} fields, the header has ${header.length}.`;
  if (record.some((field) => field.includes('\ufffd'))) return 'The row is not encoded in UTF-8.';
  return null;
}

/** How many lines a record takes up. The parser's own count takes a quoted CRLF for two. */
function linesOf(record: readonly string[]): number {
  return record.reduce((lines, field) => lines + (field.match(/\r\n|\n|\r/g)?.length ?? 0), 1);
}

function byName(header: readonly string[], record: readonly string[]): Record<string, string> {
  return Object.fromEntries(header.map((name, at) => [name, (record[at] ?? '').trim()]));
}
