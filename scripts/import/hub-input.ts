/** The inputs of the hub's two imports, as `directory` and `shelter-capacity` publish them in the supergraph. */
export interface ImportedLocation {
  street: string | null;
  city: string | null;
  region: string | null;
  postalCode: string | null;
  country: string | null;
  latitude: number | null;
  longitude: number | null;
  phones: string[];
}

export interface ImportedService {
  externalId: string;
  name: string;
  description: string | null;
  status: string | null;
  languages: string[];
  minimumAge: number | null;
  maximumAge: number | null;
  interpretationServices: string | null;
  feesDescription: string | null;
  applicationProcess: string | null;
  url: string | null;
  email: string | null;
  phones: string[];
}

export interface ImportedOrganization {
  externalId: string;
  name: string;
  alternateName: string | null;
  description: string | null;
  website: string | null;
  email: string | null;
  confidential: boolean;
  location: ImportedLocation | null;
  services: ImportedService[];
}

export interface ImportedUnit {
  externalId: string;
  kind: 'FAMILY_ROOM' | 'DORMITORY';
  name: string;
  beds: number;
  householdType: 'WITHOUT_CHILDREN' | 'ADULT_AND_CHILD' | 'ONLY_CHILDREN';
  availability: 'ALL_YEAR' | 'SEASONAL' | 'OVERFLOW' | null;
  startsOn: string | null;
  endsOn: string | null;
}

export interface ImportedShelter {
  externalId: string;
  name: string;
  organizationExternalId: string | null;
  regionCode: string;
  zone: string;
  units: ImportedUnit[];
}

export type Outcome = 'CREATED' | 'UPDATED' | 'UNCHANGED' | 'REJECTED';

export interface ImportResult {
  externalId: string;
  outcome: Outcome;
  field: string | null;
  message: string | null;
}
