import type { Log } from './log.js';

/**
 * An error that nobody caught ends the process, with a line in its log and no word on stderr: what Node prints by itself is the message and the
 * stack, and both can be about a person. Whoever starts the process (systemd, a container) starts it anew.
 */
export function endOnFault(log: Log): void {
  const end = (error: unknown) => {
    log.error('process_failed', { error });
    process.exit(1);
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
  process.removeAllListeners('warning');
  process.on('warning', (error) => log.warn('process_warning', { error }));
}
