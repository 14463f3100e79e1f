import { isConfidential } from './confidential.js';
import { ConfidentialPlaces } from './confidential-places.js';
import type { Draft, Unusable } from './draft.js';
import { draftOf } from './hsds-form.js';
import { readJsonRecords } from './json-records.js';
import { whereaboutsOf } from './whereabouts.js';

/** What must be known of a directory file before its first row may leave. */
export interface Survey {
  readonly places: ConfidentialPlaces;
  /** Identifiers of the organisations whose place must not be known. */
  readonly confidential: ReadonlySet<string>;
}

/**
 * The reading before the import: which organisations are confidential, by any of their rows, and what locates them. Only rows of
 * services repeat an organisation, so only they need a second look at the rows that stood before the one that tells.
 */
export async function survey(path: string): Promise<Survey> {
  const places = new ConfidentialPlaces();
  const confidential = new Set<string>();
  let hasServices = false;
  for await (const { record, draft } of drafts(path)) {
    const usable = 'unusable' in draft ? null : draft;
    if (usable?.ofService) hasServices = true;
    if (!isConfidential(record)) continue;
    places.add(whereaboutsOf(record));
    if (usable) confidential.add(usable.organization.externalId);
  }
  if (!hasServices) return { places, confidential };
  for await (const { record, draft } of drafts(path)) {
    if (!('unusable' in draft) && confidential.has(draft.organization.externalId)) places.add(whereaboutsOf(record));
  }
  return { places, confidential };
}

async function* drafts(path: string): AsyncGenerator<{ readonly record: unknown; readonly draft: Draft | Unusable }> {
  for await (const found of readJsonRecords(path)) {
    if (found.kind === 'RECORD') yield { record: found.value, draft: draftOf(found.value) };
  }
}
