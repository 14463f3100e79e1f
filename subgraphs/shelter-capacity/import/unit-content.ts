import { ShelterUnitKind, ShelterUnitSeason } from '../unit/types.js';
import type { ShelterUnitImportInput } from './types.js';

/** What a source says of a unit; the rules that it does not know (boys, pets, women only) stay as the shelter has set them. */
export interface UnitContent {
  readonly externalId: string;
  readonly kind: string;
  readonly name: string;
  readonly exclusive: boolean;
  readonly householdType: string;
  readonly season: string;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly beds: number;
}

const BED_BY_BED: readonly ShelterUnitKind[] = [
  ShelterUnitKind.DORMITORY,
  ShelterUnitKind.QUARANTINE,
  ShelterUnitKind.TEMPORARY,
];

export const contentOf = (unit: ShelterUnitImportInput): UnitContent => ({
  externalId: unit.externalId,
  kind: unit.kind,
  name: unit.name,
  exclusive: unit.exclusive ?? !BED_BY_BED.includes(unit.kind),
  householdType: unit.householdType,
  season: unit.availability ?? ShelterUnitSeason.ALL_YEAR,
  startsOn: unit.startsOn ?? null,
  endsOn: unit.endsOn ?? null,
  beds: unit.beds,
});
