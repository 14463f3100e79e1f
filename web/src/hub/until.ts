import { useRef } from 'preact/hooks';
import { hubNow } from './connection';

const DAY_MS = 86_400_000;

/** The instant so many days from now by the hub's clock; the same each time one intention (its idempotency key) is sent. */
export function useUntil(): (key: string, days: number) => string {
  const kept = useRef(new Map<string, string>());
  return (key, days) => {
    const at = kept.current.get(key) ?? new Date(hubNow() + days * DAY_MS).toISOString();
    kept.current.set(key, at);
    return at;
  };
}
