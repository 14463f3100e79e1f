import type { Draft, Unusable } from './draft.js';
import { organizationDraft, serviceDraft } from './hsds-organization.js';
import { isObject } from './json-object.js';
import { openReferralDraft } from './open-referral-2013.js';

/** Recognises which of the published forms a record has, and reads it. */
export function draftOf(record: unknown): Draft | Unusable {
  if (!isObject(record))
    return { unusable: { field: '', reason: 'This is no organisation and no service: it is no JSON object.' } };
  if ('locs' in record) return openReferralDraft(record);
  if ('organization' in record || 'organization_id' in record) return serviceDraft(record);
  if ('name' in record || 'services' in record) return organizationDraft(record);
  return {
    unusable: {
      field: '',
      reason: 'This is no organisation and no service of HSDS 3, and no organisation of the older Open Referral form.',
    },
  };
}
