import { operation } from '../operations.js';

/** The consented record, in one federated query over consent, referral, forensic-appointment and shelter-capacity. */
export const RECORD = operation('Record');
