import { rounded } from './results.js';
import type { Spread } from './statistics.js';

/** `812 (790–845)`: median, and the lowest and highest run. */
export function shownSpread({ median, min, max }: Spread): string {
  return `${rounded(median)} (${rounded(min)}–${rounded(max)})`;
}

/** Columns under their headings: the first to the left, figures to the right. */
export function table(headings: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cells = [headings, ...rows.map((row) => row.map((cell) => String(cell)))];
  const widths = headings.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells
    .map((row) =>
      row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join('   '),
    )
    .join('\n');
}
