import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';

/** Where and when a measurement was made: without it a figure says nothing. */
export interface Circumstances {
  readonly date: string;
  readonly node: string;
  readonly cpus: number;
  /** Load average over the minute before the start: above 0, something else was running too */
  readonly loadBefore: number;
  readonly postgres: string;
}

export function circumstances(postgres: string): Circumstances {
  return {
    date: new Date().toISOString(),
    node: process.version,
    cpus: cpus().length,
    loadBefore: rounded(loadavg()[0]!),
    postgres,
  };
}

/** Keeps a measurement as `bench/results/<name>.json`, figures to three significant digits. */
export async function keepResult(name: string, result: object): Promise<void> {
  await mkdir('bench/results', { recursive: true });
  const text = JSON.stringify(result, (_, value) => (typeof value === 'number' ? rounded(value) : value), 2);
  await writeFile(`bench/results/${name}.json`, `${text}\n`);
}

/** Whole numbers stay; others keep three significant digits. */
export function rounded(value: number): number {
  return Number.isInteger(value) ? value : Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}
