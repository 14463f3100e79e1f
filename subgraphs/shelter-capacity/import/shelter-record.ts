import type { EntityManager } from 'typeorm';
import { rowsOf, type Text, type Vault } from '../../kit/index.js';
import { keepWhereabouts, type ShelterAddress } from '../address/kept.js';
import { assertParticipation } from '../shelter/participation.js';
import { keepChanges, type Told, telling } from '../shelter-change/keep.js';
import { Rejection } from './rejection.js';
import { type ShelterConfidentialInput, ShelterImportOutcome, type ShelterRecordInput } from './types.js';
import { takeOverUnits } from './unit-records.js';

export interface Importer {
  readonly agency: string;
  readonly staff: string;
  readonly source: string;
}

/** $1 agency, $2 source, $3 external id, $4 name, $5 organisation, $6 region, $7 zone. Closed: nobody is sent to a door at which nobody has said that she is let in. */
const INSERT = `INSERT INTO shelter (agency, source, external_id, name_kk, name_ru, name_en, organization_external_id, region_code, zone, opening_state,
    opening_reason)
  VALUES ($1, $2, $3, $4, $4, $4, $5, $6, $7, 'CLOSED', 'NOT_CONFIRMED')
  ON CONFLICT (agency, source, external_id) DO NOTHING RETURNING id`;

const REGION_KNOWN = 'SELECT FROM region WHERE code = $1';

const NO_REGION: Text = {
  en: 'There is no region with this code (ISO 3166-2).',
  ru: 'Региона с таким кодом (ISO 3166-2) нет.',
  kk: 'Мұндай кодты өңір жоқ (ISO 3166-2).',
};

const LOCK = 'SELECT id FROM shelter WHERE agency = $1 AND source = $2 AND external_id = $3 FOR UPDATE';

const UPDATE =
  telling(`UPDATE shelter SET name_kk = $2, name_ru = $2, name_en = $2, organization_external_id = $3, region_code = $4, zone = $5,
    district_code = CASE WHEN region_code = $4 THEN district_code END, version = version + 1
  WHERE id = $1 AND (name_kk, name_ru, name_en, organization_external_id, region_code, zone) IS DISTINCT FROM ($2, $2, $2, $3::text, $4, $5)`);

/**
 * Takes a shelter over as its source has it, inside a transaction of its own: all of it or, after a Rejection, nothing. Doing it again
 * with the same record writes nothing. Whether it admits is what its own people say: a new one is closed, and none is opened or closed by its source.
 * @throws Rejection
 */
export async function takeOver(
  manager: EntityManager,
  importer: Importer,
  record: ShelterRecordInput,
): Promise<{ id: string; outcome: ShelterImportOutcome }> {
  const { agency, staff, source } = importer;
  const { externalId, name, organizationExternalId, regionCode, zone, units } = record;
  const content = [name, organizationExternalId ?? null, regionCode, zone];
  if ((await rowsOf(manager, REGION_KNOWN, [regionCode])).length === 0) throw new Rejection(NO_REGION, 'regionCode');
  const [created] = await rowsOf<{ id: string }>(manager, INSERT, [agency, source, externalId, ...content]);
  const [known] = created ? [created] : await rowsOf<{ id: string }>(manager, LOCK, [agency, source, externalId]);
  const id = known!.id;
  const updated = created ? [] : await rowsOf<Told>(manager, UPDATE, [id, ...content]);
  const rebuilt = await takeOverUnits(manager, { id, agency }, units);
  await assertParticipation(manager, id, ['units']);
  const changed = [...updated.flatMap(({ what }) => what), ...(rebuilt ? (['UNITS'] as const) : [])];
  await keepChanges(manager, { id, agency }, staff, created ? ['ENTERED'] : changed);
  const { CREATED, UPDATED, UNCHANGED } = ShelterImportOutcome;
  return { id, outcome: created ? CREATED : updated.length > 0 || rebuilt ? UPDATED : UNCHANGED };
}

/**
 * Where the source says that it is, kept in the vault after the shelter itself: cut short in between, the next import brings it. A meeting point that its staff
 * have entered stays. True when it has changed.
 */
export async function takeOverAddress(
  vault: Vault,
  shelter: { readonly id: string; readonly agency: string },
  staff: string,
  confidential: ShelterConfidentialInput,
): Promise<boolean> {
  const address = given(confidential);
  return address !== null && keepWhereabouts(vault, shelter, staff, (kept) => ({ ...kept, address }));
}

/** Null when nothing is given. A source has one language. */
function given({
  street,
  city,
  postalCode,
  latitude,
  longitude,
  phone,
}: ShelterConfidentialInput): ShelterAddress | null {
  const words = [street, [postalCode, city].filter(Boolean).join(' ')].filter(Boolean).join(', ');
  if (!words && latitude == null && longitude == null && !phone) return null;
  return {
    text: { kk: words, ru: words, en: words },
    latitude: latitude ?? undefined,
    longitude: longitude ?? undefined,
    phone: phone || undefined,
  };
}
