import { ServiceStatus } from '../service/types.js';
import type { ImportedLocationInput, ImportedOrganizationInput, ImportedServiceInput } from './types.js';

/** An imported organisation with its blanks cleaned up: what is compared, checked and stored. */
export interface ImportedOrganization {
  readonly externalId: string;
  readonly name: string;
  readonly alternateName: string | null;
  readonly description: string | null;
  readonly website: string | null;
  readonly email: string | null;
  readonly confidential: boolean;
  readonly location: ImportedLocation;
  readonly services: readonly ImportedService[];
}

export interface ImportedLocation {
  readonly street: string | null;
  readonly city: string | null;
  readonly region: string | null;
  readonly postalCode: string | null;
  readonly country: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly phones: readonly string[];
}

export interface ImportedService {
  readonly externalId: string;
  readonly name: string;
  readonly description: string | null;
  /** Null for a word that HSDS does not have */
  readonly status: ServiceStatus | null;
  readonly languages: readonly string[];
  readonly minimumAge: number | null;
  readonly maximumAge: number | null;
  readonly interpretationServices: string | null;
  readonly feesDescription: string | null;
  readonly applicationProcess: string | null;
  readonly url: string | null;
  readonly email: string | null;
  readonly phones: readonly string[];
}

/** The input with every run of blanks made one space, and what is blank made absent. */
export function imported(input: ImportedOrganizationInput): ImportedOrganization {
  return {
    externalId: line(input.externalId) ?? '',
    name: line(input.name) ?? '',
    alternateName: line(input.alternateName),
    description: paragraphs(input.description),
    website: webAddress(input.website),
    email: line(input.email),
    confidential: input.confidential,
    location: locationOf(input.location ?? {}),
    services: input.services.map(serviceOf),
  };
}

function locationOf(input: ImportedLocationInput): ImportedLocation {
  return {
    street: line(input.street),
    city: line(input.city),
    region: line(input.region),
    postalCode: line(input.postalCode),
    country: line(input.country),
    latitude: input.latitude ?? null,
    longitude: input.longitude ?? null,
    phones: lines(input.phones),
  };
}

function serviceOf(input: ImportedServiceInput): ImportedService {
  const status = line(input.status)?.toUpperCase().replaceAll(' ', '_') ?? ServiceStatus.ACTIVE;
  return {
    externalId: line(input.externalId) ?? '',
    name: line(input.name) ?? '',
    description: paragraphs(input.description),
    status: Object.values(ServiceStatus).find((each) => each === status) ?? null,
    languages: lines(input.languages).map((language) => language.toLowerCase()),
    minimumAge: input.minimumAge ?? null,
    maximumAge: input.maximumAge ?? null,
    interpretationServices: paragraphs(input.interpretationServices),
    feesDescription: paragraphs(input.feesDescription),
    applicationProcess: paragraphs(input.applicationProcess),
    url: webAddress(input.url),
    email: line(input.email),
    phones: lines(input.phones),
  };
}

const line = (value?: string | null): string | null => value?.replace(/\s+/gu, ' ').trim() || null;
const lines = (values?: readonly string[] | null): string[] => [
  ...new Set((values ?? []).map(line).filter((value) => value !== null)),
];
const paragraphs = (value?: string | null): string | null =>
  value
    ?.replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]+/gu, ' ')
    .trim() || null;
/** Publishers write `www.example.org` as people say it. */
const webAddress = (value?: string | null): string | null => line(value)?.replace(/^www\./i, 'http://www.') ?? null;
