import { operation } from '../../scripts/operations.js';

/** The measured question: the consented record in one federated query over consent, referral, forensic-appointment and shelter-capacity. */
export const RECORD_QUERY = operation('RecordOverview');

/** Who asks: the crisis centre that she has opened her record to. */
export const READER = { account: 'intake-almaty', purpose: 'SHELTER' } as const;
