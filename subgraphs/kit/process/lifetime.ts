import { setTimeout as sleep } from 'node:timers/promises';

/** Something that was started and must be ended in order. */
export interface Running {
  /** Says to whoever asks that no more work is wanted here, while it goes on answering */
  drain(): void;
  /** Ends it when what is under way is done */
  stop(): Promise<void>;
}

/**
 * Runs a process until it is told to end: SIGTERM or SIGINT drain it for `drainMs`, so that callers go elsewhere, then stop it; a second signal
 * ends it at once. It ends with its parent when that started it with a channel.
 */
export function runUntilTold(running: Running, drainMs: number): void {
  let ending = false;
  const end = async () => {
    if (ending) process.exit(1);
    ending = true;
    running.drain();
    await sleep(drainMs);
    await running.stop();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void end());
  process.once('disconnect', () => process.exit(0));
  process.send?.('running');
}

/** Starts a process's work, or says in one line why it could not be started and ends. */
export async function main(
  start: () => Promise<{ readonly running: Running; readonly drainMs: number }>,
): Promise<void> {
  try {
    const { running, drainMs } = await start();
    runUntilTold(running, drainMs);
  } catch (error) {
    console.error(error instanceof Error ? error.message : 'The process could not be started.');
    process.exit(1);
  }
}
