import type { DataSource } from 'typeorm';
import { type SubgraphSecrets, transaction } from '../../subgraphs/kit/index.js';
import { keepAddress } from '../../subgraphs/shelter-capacity/index.js';
import { seedId } from './ids.js';
import { SEED_SHELTERS } from './shelters.js';

const ids = (slug: string) => ({ id: seedId(`shelter:${slug}`), agency: seedId(`agency:${slug}`) });

/** Fills what is missing and leaves what is there as it is. The addresses are invented and sealed like real ones. */
export async function seedShelterCapacity(db: DataSource, secrets: SubgraphSecrets): Promise<void> {
  await transaction(db, async (manager) => {
    const each = (sql: string, rows: readonly object[]): Promise<{ id: string }[]> =>
      manager.query(sql, [JSON.stringify(rows)]);
    const created = await each(
      `INSERT INTO shelter (id, agency, name_kk, name_ru, name_en, region_code, zone, opening_state, keeps_waitlist, intake_phone)
       SELECT id, agency, name->>'kk', name->>'ru', name->>'en', "regionCode", 'Asia/Almaty', "openingState", "keepsWaitlist", "intakePhone"
       FROM jsonb_to_recordset($1) AS s (id uuid, agency text, name jsonb, "regionCode" text, "openingState" text, "keepsWaitlist" boolean,
         "intakePhone" text) ON CONFLICT DO NOTHING RETURNING id`,
      SEED_SHELTERS.map((shelter, i) => ({ ...shelter, ...ids(shelter.slug), intakePhone: `+7 700 000 01 ${10 + i}` })),
    );
    const units = SEED_SHELTERS.flatMap(({ slug, units }) =>
      units.map((unit, i) => ({
        ...unit,
        id: seedId(`shelter-unit:${slug}/${i + 1}`),
        agency: ids(slug).agency,
        shelter: ids(slug).id,
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
    for (const [i, { slug }] of SEED_SHELTERS.entries()) {
      if (!created.some(({ id }) => id === ids(slug).id)) continue;
      await keepAddress(manager, secrets.agencyKeys, ids(slug), {
        street: `Ойдан шығарылған көше, ${i + 1}`,
        city: 'Ойдан шығарылған қала',
        postalCode: '000000',
        latitude: i / 100,
        longitude: i / 100,
        phone: `+7 700 000 02 ${10 + i}`,
      });
    }
  });
}
