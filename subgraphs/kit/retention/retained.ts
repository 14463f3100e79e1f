import type { Category } from '../vocabulary.js';

/**
 * Rows of a table that are kept for the period of a category and then deleted. A definition has one for each table about people, so that its
 * owner has said what ends.
 */
export interface RetainedRows {
  readonly table: string;
  readonly category: Category;
  /** SQL over the row `t`: the instant from which the period counts, as an index has it; null while it goes on */
  readonly from: string;
  /** SQL condition on `t` without which it is kept: that nothing of hers here is under way */
  readonly over?: string;
  /** What goes with the rows, before them; $1 their ids */
  readonly first?: readonly string[];
}

/** Rows whose period of $1 months is over. */
export const dueRows = ({ table, from, over }: RetainedRows): string =>
  `FROM ${table} t WHERE ${from} < clock_timestamp() - make_interval(months => $1::int) ${over ? `AND (${over})` : ''}`;
