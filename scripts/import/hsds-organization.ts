import { oneLine, paragraphs } from './clean-text.js';
import type { Draft, Unusable } from './draft.js';
import { email, type Faults, webAddress } from './field-rules.js';
import { organizationLocation } from './hsds-location.js';
import { importedService, serviceNotCarried } from './hsds-service.js';
import type { ImportedService } from './hub-input.js';
import { isObject, isPresent, type JsonObject, objects } from './json-object.js';

const CARRIED = new Set([
  'id',
  'name',
  'alternate_name',
  'description',
  'website',
  'email',
  'phones',
  'locations',
  'services',
]);

/** An HSDS 3 organisation with its services. One service that cannot be used makes the whole unusable: nothing is half-imported. */
export function organizationDraft(record: JsonObject): Draft | Unusable {
  const faults: Faults = [];
  const externalId = oneLine(record.id);
  const name = oneLine(record.name);
  if (externalId === null) return { unusable: { field: 'id', reason: 'The organisation has no identifier.' } };
  if (name === null) return { unusable: { field: 'name', reason: 'The organisation has no name.' } };

  const services: ImportedService[] = [];
  const raws = Array.isArray(record.services) ? record.services : objects(record.services);
  for (const [index, raw] of raws.entries()) {
    if (!isObject(raw))
      return { unusable: { field: `services/${index}`, reason: 'This is no service: it is no JSON object.' } };
    const service = importedService(raw, `services/${index}/`, faults);
    if ('unusable' in service) return service;
    if (services.some((other) => other.externalId === service.externalId)) {
      return {
        unusable: { field: `services/${index}/id`, reason: 'Two services of the organisation have this identifier.' },
      };
    }
    services.push(service);
  }
  return {
    organization: {
      externalId,
      name,
      alternateName: oneLine(record.alternate_name),
      description: paragraphs(record.description),
      website: webAddress(record.website, 'website', faults),
      email: email(record.email, 'email', faults),
      location: organizationLocation(record, faults),
      services,
    },
    faults,
    notCarried: [...organizationNotCarried(record), ...objects(record.services).flatMap(serviceNotCarried)],
    ofService: false,
    inRow: inOrganization,
  };
}

/** An HSDS 3 service that carries its organisation: that organisation with this one service. */
export function serviceDraft(record: JsonObject): Draft | Unusable {
  const [organization] = objects(record.organization);
  if (!organization)
    return { unusable: { field: 'organization', reason: 'The service does not carry its organisation.' } };
  const { organization: _, ...service } = record;
  const draft = organizationDraft({ ...organization, services: [service] });
  if ('unusable' in draft) return { unusable: { ...draft.unusable, field: inService(draft.unusable.field) } };
  const faults = draft.faults.map((fault) => ({ ...fault, field: inService(fault.field) }));
  return { ...draft, faults, ofService: true, inRow: (field) => inService(inOrganization(field)) };
}

/** The hub's name of a field as HSDS writes it. */
function inOrganization(field: string): string {
  const written = field.replace(/\bexternalId\b/, 'id').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return written
    .replace(/^location\/street$/, 'locations/0/addresses/0/address_1')
    .replace(/^location\//, 'locations/0/');
}

/** The path of a field in the service's record: the service is the record itself, the organisation stands inside it. */
function inService(field: string): string {
  return field.startsWith('services/0/') ? field.slice('services/0/'.length) : `organization/${field}`;
}

function organizationNotCarried(record: JsonObject): string[] {
  return Object.keys(record)
    .filter((key) => !CARRIED.has(key) && isPresent(record[key]))
    .map((key) => `organization.${key}`);
}
