import type { RateLimitSettings } from '../../gateway/index.js';

/** One load process stands for as many people as it can: what is measured is the hub, not its patience with one of them. */
export const NO_RATE_LIMITS: RateLimitSettings = {
  staffPerMinute: 10_000_000,
  staffAtOnce: 10_000,
  agencyPerMinute: 10_000_000,
  agencyAtOnce: 10_000,
  sourcePerMinute: 10_000_000,
  sourceTriesPerMinute: 10_000_000,
  triesPerMinute: 10_000_000,
};
