const MINUTE = 60;
const HOUR = 3_600;

/** Seconds before each further attempt, as Standard Webhooks suggests; then every eight hours. */
const PAUSES = [5, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 8 * HOUR];

/** Days after which an endpoint that has taken nothing is disabled. */
export const FAILING_DAYS = 3;

/** Seconds until the next attempt, after so many failed ones; up to a fifth more, so that endpoints of one host do not come back all at once. */
export function pauseAfter(attempts: number, random = Math.random()): number {
  return PAUSES[Math.min(attempts, PAUSES.length) - 1]! * (1 + random / 5);
}
