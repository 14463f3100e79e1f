import { oneLine, paragraphs } from './clean-text.js';
import { age, email, type Faults, webAddress } from './field-rules.js';
import { phoneNumbers } from './hsds-contact-points.js';
import type { ImportedService } from './hub-input.js';
import { isObject, isPresent, type JsonObject, objects } from './json-object.js';
import type { Fault } from './problem.js';

const STATUSES = new Set(['active', 'inactive', 'defunct', 'temporarily closed']);

const CARRIED = new Set([
  ...[
    'id',
    'organization_id',
    'organization',
    'name',
    'description',
    'url',
    'email',
    'status',
    'interpretation_services',
  ],
  ...[
    'application_process',
    'fees_description',
    'minimum_age',
    'maximum_age',
    'languages',
    'phones',
    'service_at_locations',
  ],
]);

/** An HSDS 3 service in the hub's terms, or why it is none. */
export function importedService(
  service: JsonObject,
  prefix: string,
  faults: Faults,
): ImportedService | { unusable: Fault } {
  const externalId = oneLine(service.id);
  const name = oneLine(service.name);
  if (externalId === null) return { unusable: { field: `${prefix}id`, reason: 'The service has no identifier.' } };
  if (name === null) return { unusable: { field: `${prefix}name`, reason: 'The service has no name.' } };
  const minimumAge = age(service.minimum_age, `${prefix}minimum_age`, faults);
  let maximumAge = age(service.maximum_age, `${prefix}maximum_age`, faults);
  if (minimumAge !== null && maximumAge !== null && maximumAge < minimumAge) {
    faults.push({
      field: `${prefix}maximum_age`,
      reason: 'The maximum age is below the minimum age.',
      value: service.maximum_age,
    });
    maximumAge = null;
  }
  const atLocations = objects(service.service_at_locations).flatMap((at, index) =>
    phoneNumbers(at.phones, `${prefix}service_at_locations/${index}/phones`, faults),
  );
  return {
    externalId,
    name,
    description: paragraphs(service.description),
    status: status(service.status, `${prefix}status`, faults),
    languages: languages(service.languages),
    minimumAge,
    maximumAge,
    interpretationServices: paragraphs(service.interpretation_services),
    feesDescription: paragraphs(service.fees_description),
    applicationProcess: paragraphs(service.application_process),
    url: webAddress(service.url, `${prefix}url`, faults),
    email: email(service.email, `${prefix}email`, faults),
    phones: [...new Set([...phoneNumbers(service.phones, `${prefix}phones`, faults), ...atLocations])],
  };
}

export function serviceNotCarried(service: JsonObject): string[] {
  return Object.keys(service)
    .filter((key) => !CARRIED.has(key) && isPresent(service[key]))
    .map((key) => `service.${key}`);
}

function status(value: unknown, field: string, faults: Faults): string | null {
  const text = oneLine(value)?.toLowerCase() ?? null;
  if (text === null || STATUSES.has(text)) return text;
  faults.push({ field, reason: 'HSDS knows the states active, inactive, defunct and temporarily closed.', value });
  return null;
}

function languages(value: unknown): string[] {
  const entries = Array.isArray(value) ? value : [value];
  const names = entries.flatMap(
    (entry) => (isObject(entry) ? (oneLine(entry.code) ?? oneLine(entry.name)) : oneLine(entry)) ?? [],
  );
  return [...new Set(names)];
}
