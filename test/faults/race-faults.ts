/** What a race has left behind beside its bookings. */
export interface RaceEnd {
  /** That the database has counted */
  readonly deadlocks: number;
  /** `mutation code` and how often */
  readonly outcomes: ReadonlyMap<string, number>;
  /** What the processes wrote */
  readonly outputs: readonly string[];
  /** Processes that run no more, and what they wrote last */
  readonly ended: readonly string[];
}

/** What may be told instead of an answer: it did not come, or the database was away when it was to be written. Never a fault, such as INTERNAL. */
const NO_ANSWER = ['DEADLINE_EXCEEDED', 'UNAVAILABLE'];
/** How an outcome reads: carried out, or a code. A message in words is an error that nobody foresaw. */
const OUTCOME = /^\w+ (?:DONE|[A-Z][A-Z_]+)$/;
const FAULT = /INTERNAL|DEADLOCK|UNAUTHENTICATED|FORBIDDEN|BAD_USER_INPUT|GRAPHQL/;

/** Deadlocks, and whatever a client was told that is neither an outcome nor "no answer", in words. */
export function faultsOfRace({ deadlocks, outcomes, outputs, ended }: RaceEnd): string[] {
  const faults = ended.map((process) => `ended by itself: ${process}`);
  if (deadlocks > 0) faults.push(`${deadlocks} deadlocks`);
  for (const [outcome, times] of outcomes) {
    const code = outcome.slice(outcome.indexOf(' ') + 1);
    if (NO_ANSWER.includes(code)) continue;
    if (!OUTCOME.test(outcome) || FAULT.test(code)) faults.push(`told ${times} times: ${outcome}`);
  }
  for (const output of outputs) {
    const said = /^.*(?:40P01|55P03|deadlock).*$/im.exec(output);
    if (said) faults.push(`a process wrote: ${said[0].slice(0, 300)}`);
  }
  return faults;
}
