import { z } from 'zod';

export const DRAFT_SETTINGS = {
  /** Days for which a draft of a referral is kept after it was last saved */
  REFERRAL_DRAFT_DAYS: z.coerce.number().int().min(1).max(90).default(14),
} as const;

export interface DraftSettings {
  readonly REFERRAL_DRAFT_DAYS: number;
}
