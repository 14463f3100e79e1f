import { Category } from '../../kit/index.js';
import type { Copied } from '../share-copies.js';

/** A referral that covers RISK takes copies of the sender's own assessments along. */
export const RISK_COPIES: Copied = {
  category: Category.RISK,
  table: 'risk_assessment',
  sealed: 'content',
  copies: 'risk_assessment_share',
  record: 'assessment',
  made: 'assessed_at',
};
