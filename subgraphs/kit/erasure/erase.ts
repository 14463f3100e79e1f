import type { DataSource } from 'typeorm';
import { transaction } from '../transaction.js';

/**
 * What of a table goes when a person is erased, beside what was sealed under her data keys. Free text belongs under a data key; this is for the
 * few columns that must be searched or read without one.
 */
export interface ErasedRows {
  readonly table: string;
  /** Column with her internal key */
  readonly subject: string;
  /** Columns that are emptied; without them the whole row goes */
  readonly columns?: readonly string[];
  /** SQL condition on the row: until it holds, the columns are needed for what is under way, and are emptied by the housekeeping after */
  readonly once?: string;
  /**
   * What of a row was sealed before it was known whose it is: under a data key whose subject is this and the row's id. That key goes with the columns, and a
   * backup from before knows the row by it.
   */
  readonly sealedAs?: string;
}

/** A statement in the transaction of whoever erases: TypeORM's or a driver's own. */
export type Run = (sql: string, values: readonly unknown[]) => Promise<unknown>;

/** The table of the data keys: without them nothing that was sealed can be read, by anybody. */
export const DATA_KEYS: ErasedRows = { table: 'data_key', subject: 'subject' };

/** Destroys the data keys of a person and what else leads to her. Safe to repeat. */
export async function eraseSubject(run: Run, erases: readonly ErasedRows[], subject: string): Promise<void> {
  await run('INSERT INTO erased_subject (subject) VALUES ($1) ON CONFLICT DO NOTHING', [subject]);
  await run('DELETE FROM data_key WHERE subject = $1', [subject]);
  for (const rows of erases) await eraseRows(run, rows, `${rows.subject} = $1::uuid`, [subject]);
}

async function eraseRows(run: Run, rows: ErasedRows, hers: string, values: readonly unknown[]): Promise<void> {
  const { table, once, sealedAs } = rows;
  if (sealedAs) {
    const ended = once ? `AND (${once})` : '';
    await run(
      `INSERT INTO erased_subject (subject) SELECT '${sealedAs}' || id FROM ${table} WHERE ${hers} ${ended} ON CONFLICT DO NOTHING`,
      values,
    );
    await run(
      `DELETE FROM data_key WHERE subject = ANY(ARRAY(SELECT '${sealedAs}' || id FROM ${table} WHERE ${hers} ${ended}))`,
      values,
    );
  }
  await run(`${statementOf(rows)} ${hers} ${conditionOf(rows)}`, values);
}

/** What could not go yet when she was erased, because it was needed for something under way that has ended since. */
export async function eraseWhatIsOver(db: DataSource, erases: readonly ErasedRows[]): Promise<void> {
  // people's; the subject of another key has a colon in it
  const erased = "(SELECT e.subject::uuid FROM erased_subject e WHERE e.subject NOT LIKE '%:%')";
  for (const rows of erases.filter(({ once }) => once))
    await transaction(db, (manager) =>
      eraseRows((sql) => manager.query(sql), rows, `${rows.subject} = ANY(ARRAY${erased})`, []),
    );
}

const statementOf = ({ table, columns }: ErasedRows): string =>
  columns
    ? `UPDATE ${table} SET ${columns.map((column) => `${column} = NULL`).join(', ')} WHERE`
    : `DELETE FROM ${table} WHERE`;

const conditionOf = ({ columns, once }: ErasedRows): string =>
  [columns && `num_nonnulls(${columns.join(', ')}) > 0`, once]
    .filter(Boolean)
    .map((condition) => `AND (${condition})`)
    .join(' ');
