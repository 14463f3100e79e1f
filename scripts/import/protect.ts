import { type ConfidentialPlaces, WITHHELD } from './confidential-places.js';
import type { ImportedLocation, ImportedOrganization, ImportedService } from './hub-input.js';
import type { Fault } from './problem.js';

const MAP_LINK = /(?:maps?[./]|\/maps?\b|2gis|goo\.gl|geo:|openstreetmap|what3words)/i;

interface Protected {
  readonly organization: ImportedOrganization;
  /** What was taken out; the values are not repeated. */
  readonly faults: readonly Fault[];
}

/**
 * What may be sent of one organisation. Of a confidential one, the address, coordinates and telephones stay in `location` and in its
 * services' `phones`, which the hub seals; nothing else that is sent says where it is or rings there. Of any other, what is also the
 * street, telephone or position of a confidential place of this import is left out.
 */
export function protect(draft: ImportedOrganization, places: ConfidentialPlaces): Protected {
  const faults: Fault[] = [];
  const { confidential } = draft;
  const leftOut = (field: string, reason: string) => faults.push({ field, reason, value: WITHHELD });

  const text = <T extends string | null>(value: T, field: string): T => {
    if (value === null) return value;
    const kept = confidential ? withoutCode(places.withoutAny(value), draft) : places.withoutKnown(value);
    if (kept !== value)
      leftOut(field, 'An address, telephone number or position of a confidential place was taken out of the text.');
    return kept as T;
  };
  const link = (value: string | null, field: string): string | null => {
    if (value === null) return null;
    if (text(value, field) !== value) return null;
    if (!confidential || !MAP_LINK.test(value)) return value;
    leftOut(field, 'A link to a map shows where a confidential place is.');
    return null;
  };
  const phones = (values: readonly string[], field: string): string[] => {
    if (confidential) return [...values];
    const kept = values.filter((value) => !places.hasPhone(value));
    if (kept.length < values.length) leftOut(field, 'This is also the telephone of a confidential place.');
    return kept;
  };
  const location = (value: ImportedLocation): ImportedLocation => {
    const own = { ...value, phones: phones(value.phones, 'location/phones') };
    if (confidential) return own;
    if (own.street !== null && places.hasStreet(own.street)) {
      leftOut('location/street', 'This is also the street of a confidential place.');
      own.street = null;
    }
    if (own.latitude !== null && own.longitude !== null && places.hasCoordinates(own.latitude, own.longitude)) {
      leftOut('location/latitude', 'A confidential place is within about 200 m of this position.');
      own.latitude = null;
      own.longitude = null;
    }
    return own;
  };
  const service = (value: ImportedService, index: number): ImportedService => {
    const at = `services/${index}`;
    return {
      ...value,
      name: text(value.name, `${at}/name`),
      description: text(value.description, `${at}/description`),
      interpretationServices: text(value.interpretationServices, `${at}/interpretation_services`),
      feesDescription: text(value.feesDescription, `${at}/fees_description`),
      applicationProcess: text(value.applicationProcess, `${at}/application_process`),
      url: link(value.url, `${at}/url`),
      email: link(value.email, `${at}/email`),
      phones: phones(value.phones, `${at}/phones`),
    };
  };

  return {
    organization: {
      ...draft,
      name: text(draft.name, 'name'),
      alternateName: text(draft.alternateName, 'alternate_name'),
      description: text(draft.description, 'description'),
      website: link(draft.website, 'website'),
      email: link(draft.email, 'email'),
      location: draft.location === null ? null : location(draft.location),
      services: draft.services.map(service),
    },
    faults,
  };
}

/** A postal code is common in numbers and words, so it is taken out of the texts of its own organisation only. */
function withoutCode(text: string, { location }: ImportedOrganization): string {
  const code = location?.postalCode;
  if (!code || code.length < 4) return text;
  return text.replace(new RegExp(code.replace(/[^\p{L}\p{N}]+/gu, '[^\\p{L}\\p{N}]*'), 'giu'), WITHHELD);
}
