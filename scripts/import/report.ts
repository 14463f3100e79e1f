import type { Outcome } from './hub-input.js';
import type { Problem } from './problem.js';
import type { Rejects } from './rejects.js';

/** What became of one input row. Every row ends in exactly one of them. */
export type RowOutcome = Outcome | 'SKIPPED';

const COLUMNS: readonly RowOutcome[] = ['CREATED', 'UPDATED', 'UNCHANGED', 'REJECTED', 'SKIPPED'];

/** Counts rows by file, names every problem as it is found, and keeps it in the rejects file. */
export class Report {
  private readonly files = new Map<string, { read: number; outcomes: Record<RowOutcome, number> }>();
  private readonly withoutPlace = new Map<string, number>();
  private fields = 0;
  /** Why the input was not read to its end, or not sent. */
  private stopped: string | null = null;

  constructor(
    private readonly rejects: Rejects,
    private readonly print: (line: string) => void,
  ) {}

  rowRead(file: string): void {
    this.file(file).read += 1;
  }

  rowEnded(file: string, outcome: RowOutcome): void {
    this.file(file).outcomes[outcome] += 1;
  }

  /** Names the problem and keeps it; a rejected or skipped row has thereby ended. */
  async problem(problem: Problem): Promise<void> {
    const { position, field, reason, kind } = problem;
    const where = `${position.file}:${position.line}${position.pointer ? ` ${position.pointer}` : ''}`;
    this.print(`${kind.toLowerCase().padEnd(8)} ${where}${field ? ` ${field}` : ''}: ${reason}`);
    if (kind === 'FIELD') this.fields += 1;
    else this.rowEnded(position.file, kind);
    await this.rejects.keep(problem);
  }

  /** A property that says something for which the hub has no place. */
  notCarried(names: readonly string[]): void {
    for (const name of names) this.withoutPlace.set(name, (this.withoutPlace.get(name) ?? 0) + 1);
  }

  /** The input cannot be read to its end, or the hub does not take it: whatever follows is not in the hub. */
  stop(reason: string): void {
    this.stopped ??= reason;
  }

  /** Whether every row that was read has ended, and the input was read to its end. */
  get accountedFor(): boolean {
    return this.stopped === null && [...this.files.values()].every(({ read, outcomes }) => read === sum(outcomes));
  }

  counts(file: string): Readonly<{ read: number } & Record<RowOutcome, number>> {
    const { read, outcomes } = this.file(file);
    return { read, ...outcomes };
  }

  /** @param unanswered how often the hub gave no result for a batch, so that it was sent again */
  async finish(unanswered = 0): Promise<void> {
    const kept = await this.rejects.close();
    this.print('');
    for (const [file, { read, outcomes }] of this.files) {
      const parts = COLUMNS.map((outcome) => `${outcomes[outcome]} ${outcome.toLowerCase()}`);
      const open = read - sum(outcomes);
      this.print(`${file}: ${read} read = ${parts.join(' + ')}${open > 0 ? ` + ${open} NOT IMPORTED` : ''}`);
    }
    if (unanswered > 0)
      this.print(
        `The hub gave no answer ${unanswered} times; rows that it had stored all the same count as unchanged.`,
      );
    if (this.fields > 0) this.print(`${this.fields} fields were left out or blanked.`);
    if (this.withoutPlace.size > 0) this.print(`The hub has no place for: ${this.namesWithoutPlace()}.`);
    if (kept > 0) this.print(`${kept} entries are kept in ${this.rejects.path}`);
    if (this.stopped) this.print(`STOPPED: ${this.stopped}`);
  }

  private namesWithoutPlace(): string {
    return [...this.withoutPlace].map(([name, times]) => `${name} (${times})`).join(', ');
  }

  private file(name: string) {
    const known = this.files.get(name);
    if (known) return known;
    const fresh = { read: 0, outcomes: { CREATED: 0, UPDATED: 0, UNCHANGED: 0, REJECTED: 0, SKIPPED: 0 } };
    this.files.set(name, fresh);
    return fresh;
  }
}

function sum(outcomes: Record<RowOutcome, number>): number {
  return Object.values(outcomes).reduce((total, count) => total + count, 0);
}
