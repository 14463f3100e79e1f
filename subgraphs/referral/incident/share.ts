import { Category } from '../../kit/index.js';
import type { Copied } from '../share-copies.js';

/** A referral that covers INCIDENT takes copies of the sender's own incidents along. */
export const INCIDENT_COPIES: Copied = {
  category: Category.INCIDENT,
  table: 'incident',
  sealed: 'account',
  copies: 'incident_share',
  record: 'incident',
  made: 'reported_at',
};
