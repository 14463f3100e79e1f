import { createHash } from 'node:crypto';
import { oneLine, paragraphs } from './clean-text.js';
import type { Draft, Unusable } from './draft.js';
import { coordinates, type Faults, street, webAddress } from './field-rules.js';
import { phoneNumbers } from './hsds-contact-points.js';
import { isObject, isPresent, type JsonObject, objects } from './json-object.js';

const CARRIED = new Set([
  'name',
  'address',
  'phones',
  'description',
  'short_desc',
  'latitude',
  'longitude',
  'coordinates',
]);

/**
 * The older Open Referral shape, `{organization: {name, urls}, locs: {…} | […]}`. It has no identifiers, so one is made from the
 * name and the web address, else the city. The street is not used for it: a hash of an address still discloses the address.
 */
export function openReferralDraft(record: JsonObject): Draft | Unusable {
  const faults: Faults = [];
  const organization = isObject(record.organization) ? record.organization : {};
  const [loc = {}, ...further] = objects(record.locs);
  const name = oneLine(organization.name);
  if (name === null) return { unusable: { field: 'organization/name', reason: 'The organisation has no name.' } };
  const at = Array.isArray(record.locs) ? 'locs/0' : 'locs';
  for (const index of further.keys()) {
    faults.push({
      field: `locs/${index + 1}`,
      reason: 'The hub keeps one location of an organisation: this further one was left out.',
    });
  }
  const urls = Array.isArray(organization.urls) ? organization.urls : [organization.urls];
  urls.slice(1).forEach((value, index) => {
    faults.push({
      field: `organization/urls/${index + 1}`,
      reason: 'The hub keeps one web address of an organisation.',
      value,
    });
  });
  const website = webAddress(urls[0], 'organization/urls/0', faults);
  const address = isObject(loc.address) ? loc.address : {};
  const point = isObject(loc.coordinates) ? loc.coordinates : loc;
  return {
    organization: {
      externalId: madeIdentifier(name, website ?? oneLine(address.city)),
      name,
      alternateName: null,
      description: paragraphs(loc.description) ?? paragraphs(loc.short_desc),
      website,
      email: null,
      location: {
        street: street(address.street, `${at}/address/street`, faults),
        city: oneLine(address.city),
        region: oneLine(address.state),
        postalCode: oneLine(address.zip),
        country: null,
        ...(coordinates(point, at, faults) ?? { latitude: null, longitude: null }),
        phones: phoneNumbers(loc.phones, `${at}/phones`, faults),
      },
      services: [],
    },
    faults,
    notCarried: Object.keys(loc)
      .filter((key) => !CARRIED.has(key) && isPresent(loc[key]))
      .map((key) => `locs.${key}`),
    ofService: false,
    inRow: (field) => IN_ROW[field] ?? field,
  };
}

/** Where this form keeps what HSDS 3 calls otherwise. */
const IN_ROW: Readonly<Record<string, string>> = {
  name: 'organization/name',
  website: 'organization/urls/0',
  description: 'locs/description',
  'location/street': 'locs/address/street',
  'location/city': 'locs/address/city',
  'location/region': 'locs/address/state',
  'location/postalCode': 'locs/address/zip',
  'location/phones': 'locs/phones',
};

function madeIdentifier(name: string, distinguishing: string | null): string {
  const canonical = JSON.stringify([name.toLowerCase(), distinguishing?.toLowerCase() ?? '']);
  return createHash('sha256').update(canonical).digest('hex').slice(0, 32);
}
