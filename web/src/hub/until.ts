import { hubNow } from './connection';

const DAY_MS = 86_400_000;

const kept = new Map<string, string>();

/**
 * The instant so many days from now by the hub's clock; the same each time one intention (its idempotency key) is sent, also when another section was
 * looked at meanwhile.
 */
export function until(key: string, days: number): string {
  const at = kept.get(key) ?? new Date(hubNow() + days * DAY_MS).toISOString();
  kept.set(key, at);
  return at;
}
