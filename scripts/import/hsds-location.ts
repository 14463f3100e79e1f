import { oneLine } from './clean-text.js';
import { coordinates, type Faults, street } from './field-rules.js';
import { phoneNumbers } from './hsds-contact-points.js';
import type { ImportedLocation } from './hub-input.js';
import { type JsonObject, objects } from './json-object.js';

/**
 * The hub keeps one location of an organisation: the first of its own, else the first at which one of its services is given.
 * Further ones are reported. The telephones are those of the organisation and of that location.
 */
export function organizationLocation(organization: JsonObject, faults: Faults): ImportedLocation | null {
  const own = objects(organization.locations).map((location, index) => ({ location, field: `locations/${index}` }));
  const atServices = objects(organization.services).flatMap((service, index) =>
    serviceLocations(service, `services/${index}/`),
  );
  const places = distinct([...own, ...atServices]);
  const [first, ...further] = places;
  for (const { field } of further)
    faults.push({ field, reason: 'The hub keeps one location of an organisation: this further one was left out.' });
  const phones = phoneNumbers(organization.phones, 'phones', faults);
  if (first) phones.push(...phoneNumbers(first.location.phones, `${first.field}/phones`, faults));
  if (!first) return phones.length === 0 ? null : { ...NOWHERE, phones };
  return { ...NOWHERE, ...address(first.location, first.field, faults), phones: [...new Set(phones)] };
}

const NOWHERE = {
  street: null,
  city: null,
  region: null,
  postalCode: null,
  country: null,
  latitude: null,
  longitude: null,
};

interface Place {
  readonly location: JsonObject;
  readonly field: string;
}

function serviceLocations(service: JsonObject, prefix: string): Place[] {
  return objects(service.service_at_locations).flatMap((at, index) =>
    objects(at.location).map((location) => ({ location, field: `${prefix}service_at_locations/${index}/location` })),
  );
}

/** The same location is repeated at every service that is given there. */
function distinct(places: readonly Place[]): Place[] {
  const identities = places.map(({ location }) => oneLine(location.id) ?? JSON.stringify(location));
  return places.filter((_, index) => identities.indexOf(identities[index]!) === index);
}

function address(location: JsonObject, field: string, faults: Faults): Omit<ImportedLocation, 'phones'> {
  const addresses = objects(location.addresses);
  const physical = addresses.findIndex((one) => one.address_type === 'physical');
  const index = Math.max(0, physical);
  const chosen = addresses[index] ?? {};
  const path = `${field}/addresses/${index}`;
  const lines = [
    street(chosen.address_1, `${path}/address_1`, faults),
    street(chosen.address_2, `${path}/address_2`, faults),
  ];
  addresses.forEach((_, at) => {
    if (at !== index)
      faults.push({
        field: `${field}/addresses/${at}`,
        reason: 'The hub keeps one address of a location: this further one was left out.',
      });
  });
  return {
    street: lines.filter((line) => line !== null).join(', ') || null,
    city: oneLine(chosen.city),
    region: oneLine(chosen.state_province) ?? oneLine(chosen.region),
    postalCode: oneLine(chosen.postal_code),
    country: oneLine(chosen.country),
    ...(coordinates(location, field, faults) ?? { latitude: null, longitude: null }),
  };
}
