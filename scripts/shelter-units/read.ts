import { readCsv } from '../import/csv-rows.js';

/** A fault of a table of units, with the row as a spreadsheet counts it and the column as its header names it. */
export interface TableFault {
  readonly row: number;
  readonly column: string;
  readonly reason: string;
}

/** A row as `shelterUnitsSet` takes it, and where it stands. */
export interface TableRow {
  readonly row: number;
  readonly unit: Readonly<Record<string, unknown>>;
}

type Parsed = { readonly value: unknown } | { readonly reason: string };
type Column = readonly [field: string, parse: (text: string) => Parsed];

const KINDS = ['SINGLE', 'FAMILY_ROOM', 'DORMITORY', 'ACCESSIBLE', 'QUARANTINE', 'TEMPORARY'];
const ADULTS = ['FROM_16', 'FROM_18', 'FROM_25', 'FROM_60'];
const SEASONS = ['ALL_YEAR', 'SEASONAL', 'OVERFLOW'];
const HOUSEHOLDS = ['WITHOUT_CHILDREN', 'ADULT_AND_CHILD', 'ONLY_CHILDREN'];

const filled = (text: string): Parsed =>
  text === '' || text.length > 200 ? { reason: 'It is empty or longer than 200 characters.' } : { value: text };
const whole =
  (least: number, most: number, needed = false) =>
  (text: string): Parsed => {
    if (text === '' && !needed) return { value: null };
    const value = Number(text);
    if (/^\d{1,6}$/.test(text) && value >= least && value <= most) return { value };
    return { reason: `It must be a whole number from ${least} to ${most}.` };
  };
const yesOrNo =
  (standard?: boolean) =>
  (text: string): Parsed => {
    if (text === '' && standard !== undefined) return { value: standard };
    if (/^(yes|no)$/i.test(text)) return { value: text.toLowerCase() === 'yes' };
    return { reason: 'It must be yes or no.' };
  };
const oneOf =
  (words: readonly string[], standard?: string | null) =>
  (text: string): Parsed => {
    if (text === '' && standard !== undefined) return { value: standard };
    return words.includes(text) ? { value: text } : { reason: `It must be one of ${words.join(', ')}.` };
  };
const date = (text: string): Parsed => {
  if (text === '') return { value: null };
  const sound =
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(Date.parse(text)) &&
    new Date(text).toISOString().startsWith(text);
  return sound ? { value: text } : { reason: 'It must be a date, YYYY-MM-DD.' };
};
const words =
  (may: (word: string) => boolean, needed: boolean, say: string) =>
  (text: string): Parsed => {
    const value = text.split(/[\s;]+/).filter((word) => word !== '');
    if (value.every(may) && (value.length > 0 || !needed)) return { value };
    return { reason: say };
  };

/** The columns of the template, in its order. */
export const COLUMNS: Readonly<Record<string, Column>> = {
  reference: [
    'reference',
    (text) => (text.length > 100 ? { reason: 'It is longer than 100 characters.' } : filled(text)),
  ],
  kind: ['kind', oneOf(KINDS)],
  name_kk: ['name.kk', filled],
  name_ru: ['name.ru', filled],
  name_en: ['name.en', filled],
  beds: ['beds', whole(0, 500, true)],
  exclusive: ['exclusive', yesOrNo()],
  households: [
    'householdTypes',
    words(
      (word) => HOUSEHOLDS.includes(word),
      true,
      `It must be one or more of ${HOUSEHOLDS.join(', ')}, with spaces between.`,
    ),
  ],
  boys_max_age: ['boysMaxAge', whole(0, 17)],
  girls_max_age: ['girlsMaxAge', whole(0, 17)],
  children_min_age: ['childrenMinAge', whole(0, 17)],
  youngest_adult: ['youngestAdult', oneOf(ADULTS, null)],
  largest_household: ['largestHousehold', whole(1, 30)],
  wheelchair: ['wheelchair', yesOrNo(false)],
  pets: ['pets', yesOrNo(false)],
  women_only: ['womenOnly', yesOrNo(true)],
  assessment_first: ['assessmentFirst', yesOrNo(false)],
  languages: [
    'languages',
    words(
      (word) => /^[a-z]{2,3}$/.test(word),
      false,
      'It must be codes of languages such as kk ru, with spaces between.',
    ),
  ],
  max_nights: ['maxNights', whole(1, 1000)],
  season: ['season', oneOf(SEASONS, 'ALL_YEAR')],
  starts_on: ['startsOn', date],
  ends_on: ['endsOn', date],
};

/** Reads a table of units. Every fault is named; a table with any is not to be sent. */
export async function readTable(path: string): Promise<{ rows: TableRow[]; faults: TableFault[] }> {
  const rows: TableRow[] = [];
  const faults: TableFault[] = [];
  const seen = new Set<string>();
  for await (const found of readCsv(path, Object.keys(COLUMNS))) {
    const row = found.line;
    if (found.kind === 'BREAK') {
      faults.push({ row, column: found.field, reason: found.reason });
    } else if (found.fault) {
      faults.push({ row, column: '', reason: found.fault });
    } else {
      const { unit, wrong } = unitOf(found.values, row);
      const { starts_on: starts = '', ends_on: ends = '', reference = '' } = found.values;
      if (starts && ends && ends < starts) wrong.push({ row, column: 'ends_on', reason: 'It ends before it starts.' });
      if (seen.has(reference)) wrong.push({ row, column: 'reference', reason: 'The same reference stood before.' });
      seen.add(reference);
      faults.push(...wrong);
      rows.push({ row, unit });
    }
  }
  if (rows.length > 200) faults.push({ row: rows[200]!.row, column: '', reason: 'A table has at most 200 units.' });
  return { rows, faults };
}

function unitOf(values: Readonly<Record<string, string>>, row: number) {
  const unit: Record<string, unknown> = {};
  const name: Record<string, unknown> = {};
  const wrong: TableFault[] = [];
  for (const [column, [field, parse]] of Object.entries(COLUMNS)) {
    const parsed = parse(values[column] ?? '');
    if ('reason' in parsed) wrong.push({ row, column, reason: parsed.reason });
    else if (field.startsWith('name.')) name[field.slice(5)] = parsed.value;
    else unit[field] = parsed.value;
  }
  return { unit: { ...unit, name }, wrong };
}

/** A refusal of the hub, as a fault of the table: `input.units.2.beds` is a column of the third row. */
export function faultOf(rows: readonly TableRow[], field: readonly string[] | null, reason: string): TableFault {
  const [, , at, ...path] = field ?? [];
  const column = Object.entries(COLUMNS).find(([, [name]]) => name === path.join('.') || name === path[0])?.[0];
  return { row: rows[Number(at)]?.row ?? 0, column: column ?? '', reason };
}
