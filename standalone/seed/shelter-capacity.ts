import type { DataSource } from 'typeorm';
import { transaction, type Vault } from '../../subgraphs/kit/index.js';
import { keepWhereabouts } from '../../subgraphs/shelter-capacity/index.js';
import { seedId } from './ids.js';
import { SEED_SHELTERS, type SeedShelter } from './shelters.js';

const ids = ({ slug, agency = slug }: SeedShelter) => ({
  id: seedId(`shelter:${slug}`),
  agency: seedId(`agency:${agency}`),
});

/** Fills what is missing and leaves what is there as it is. The addresses are invented and sealed like real ones. */
export async function seedShelterCapacity(db: DataSource, vault: Vault): Promise<void> {
  const fresh = await transaction(db, async (manager) => {
    const each = (sql: string, rows: readonly object[]): Promise<{ id: string }[]> =>
      manager.query(sql, [JSON.stringify(rows)]);
    const created = await each(
      `INSERT INTO shelter (id, agency, name_kk, name_ru, name_en, region_code, district_code, participation, zone, opening_state, keeps_waitlist,
         intake_phone)
       SELECT id, agency, name->>'kk', name->>'ru', name->>'en', "regionCode", "districtCode", coalesce(participation, 'BED_BY_BED'), 'Asia/Almaty', "openingState", "keepsWaitlist", "intakePhone"
       FROM jsonb_to_recordset($1) AS s (id uuid, agency text, name jsonb, "regionCode" text, "districtCode" text, participation text, "openingState" text, "keepsWaitlist" boolean,
         "intakePhone" text) ON CONFLICT DO NOTHING RETURNING id`,
      SEED_SHELTERS.map((shelter, i) => ({ ...shelter, ...ids(shelter), intakePhone: `+7 700 000 01 ${10 + i}` })),
    );
    const units = SEED_SHELTERS.flatMap((shelter) =>
      shelter.units.map((unit, i) => ({
        ...unit,
        id: seedId(`shelter-unit:${shelter.slug}/${i + 1}`),
        agency: ids(shelter).agency,
        shelter: ids(shelter).id,
        counted: shelter.participation === 'COUNTS_ONLY',
      })),
    );
    await each(
      `INSERT INTO unit (id, shelter_id, agency, kind, name_kk, name_ru, name_en, exclusive, household_types, boys_max_age, wheelchair, pets,
         assessment_first)
       SELECT id, shelter, agency, kind, name->>'kk', name->>'ru', name->>'en', exclusive, "householdTypes", "boysMaxAge",
         coalesce(wheelchair, false), coalesce(pets, false), coalesce("assessmentFirst", false)
       FROM jsonb_to_recordset($1) AS u (id uuid, shelter uuid, agency text, kind text, name jsonb, exclusive boolean, "householdTypes" text[],
         "boysMaxAge" int, wheelchair boolean, pets boolean, "assessmentFirst" boolean) ON CONFLICT DO NOTHING`,
      units,
    );
    await each(
      `INSERT INTO bed (unit_id, number)
       SELECT id, number FROM jsonb_to_recordset($1) AS u (id uuid, beds int) CROSS JOIN generate_series(1, beds) AS number ON CONFLICT DO NOTHING`,
      units,
    );
    // one guest in each, of whom the hub knows nothing
    await each(
      `WITH counted AS (
         INSERT INTO bed_observation (unit_id, agency, version, beds, occupied, others, observed_at, staff, role)
         SELECT id, agency, 1, beds, 1, 1, clock_timestamp(), 'seed', 'SHELTER_STAFF'
         FROM jsonb_to_recordset($1) AS u (id uuid, agency text, beds int, counted boolean) WHERE counted ON CONFLICT DO NOTHING RETURNING unit_id)
       UPDATE shelter SET counts_version = 1 WHERE id IN (SELECT shelter_id FROM unit JOIN counted ON counted.unit_id = unit.id)`,
      units,
    );
    return new Set(created.map(({ id }) => id));
  });
  for (const [i, shelter] of SEED_SHELTERS.entries()) {
    if (!fresh.has(ids(shelter).id)) continue;
    await keepWhereabouts(vault, ids(shelter), 'seed', () => ({
      address: {
        text: {
          kk: `Ойдан шығарылған көше, ${i + 1}`,
          ru: `Вымышленная улица, ${i + 1}`,
          en: `Invented Street ${i + 1}`,
        },
        latitude: i / 100,
        longitude: i / 100,
        phone: `+7 700 000 02 ${10 + i}`,
      },
      meetingPoint: {
        kk: `Ойдан шығарылған дәріхана, ${i + 1}`,
        ru: `Вымышленная аптека, ${i + 1}`,
        en: `Invented Pharmacy ${i + 1}`,
      },
    }));
  }
}
