import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rules of the new columns; a later migration has the rows that are there looked at. */
export const UNITS_AND_COUNTS_RULES: readonly (readonly [table: string, name: string, rule: string])[] = [
  ['shelter', 'shelter_participation', "CHECK (participation IN ('BED_BY_BED', 'COUNTS_ONLY', 'VIEW_ONLY'))"],
  [
    'shelter',
    'shelter_opening_reason',
    "CHECK (opening_reason IN ('NO_STAFF', 'REPAIR', 'INFECTION', 'SECURITY', 'SEASON', 'NO_FUNDS', 'NO_BEDS', 'OTHER'))",
  ],
  ['shelter', 'shelter_district', 'FOREIGN KEY (district_code) REFERENCES district'],
  ['shelter', 'shelter_district_region', "CHECK (starts_with(district_code, region_code || '-'))"],
  ['unit', 'unit_girls_max_age', 'CHECK (girls_max_age BETWEEN 0 AND 17)'],
  ['unit', 'unit_children_min_age', 'CHECK (children_min_age BETWEEN 0 AND 17)'],
  ['unit', 'unit_adults_min_age', 'CHECK (adults_min_age IN (16, 18, 25, 60))'],
  ['unit', 'unit_largest_household', 'CHECK (largest_household BETWEEN 1 AND 30)'],
  ['unit', 'unit_max_nights', 'CHECK (max_nights BETWEEN 1 AND 1000)'],
];

/**
 * Three ways for a shelter to take part, what a household must satisfy, an opening state that ends by itself, and the counts that a shelter
 * publishes, of which none is ever overwritten. Regions, which of them border, and districts are data of the country.
 */
export class UnitsAndCounts implements MigrationInterface {
  readonly name = 'UnitsAndCounts0000000000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE region (
        code text PRIMARY KEY CHECK (code ~ '^[A-Z]{2}-[A-Z0-9]{1,3}$'),
        zone text NOT NULL CHECK ('epoch'::timestamptz AT TIME ZONE zone IS NOT NULL)
      );
      CREATE TABLE region_border (
        region_code text NOT NULL REFERENCES region, neighbour_code text NOT NULL REFERENCES region,
        PRIMARY KEY (region_code, neighbour_code), CHECK (region_code <> neighbour_code)
      );
      CREATE TABLE district (
        code text PRIMARY KEY CHECK (code ~ '^[A-Z]{2}-[A-Z0-9]{1,3}-[A-Z]{1,20}$'), region_code text NOT NULL REFERENCES region,
        name_kk text NOT NULL, name_ru text NOT NULL, name_en text NOT NULL,
        CHECK (starts_with(code, region_code || '-'))
      );

      ALTER TABLE shelter
        ADD COLUMN participation text NOT NULL DEFAULT 'BED_BY_BED', ADD COLUMN opening_reason text, ADD COLUMN opening_until timestamptz,
        ADD COLUMN district_code text, ADD COLUMN counts_version int NOT NULL DEFAULT 0, ADD COLUMN version int NOT NULL DEFAULT 1;
      ALTER TABLE unit
        ADD COLUMN girls_max_age int, ADD COLUMN children_min_age int, ADD COLUMN adults_min_age int, ADD COLUMN largest_household int,
        ADD COLUMN languages text[] NOT NULL DEFAULT '{}', ADD COLUMN max_nights int, ADD COLUMN version int NOT NULL DEFAULT 1;

      -- what staff have counted at a time: append-only. "others": guests of whom the hub has no placement
      CREATE TABLE bed_observation (
        unit_id uuid NOT NULL, agency text NOT NULL, version int NOT NULL CHECK (version > 0),
        beds int NOT NULL CHECK (beds BETWEEN 0 AND 500), occupied int NOT NULL CHECK (occupied BETWEEN 0 AND beds),
        others int NOT NULL CHECK (others BETWEEN 0 AND occupied),
        observed_at timestamptz NOT NULL, published_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        staff text NOT NULL, role text NOT NULL,
        PRIMARY KEY (unit_id, version),
        FOREIGN KEY (unit_id, agency) REFERENCES unit (id, agency),
        CHECK (observed_at <= published_at)
      );
    `);
    for (const [table, name, rule] of UNITS_AND_COUNTS_RULES)
      await runner.query(`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${rule} NOT VALID`);
    await runner.query(`INSERT INTO region (code, zone) SELECT unnest($1::text[]), 'Asia/Almaty'`, [REGIONS]);
    await runner.query(
      `INSERT INTO region_border (region_code, neighbour_code)
       SELECT a, b FROM jsonb_to_recordset($1) AS pair (a text, b text) UNION ALL SELECT b, a FROM jsonb_to_recordset($1) AS pair (a text, b text)`,
      [JSON.stringify(Object.entries(BORDERS).flatMap(([a, others]) => others.map((b) => ({ a, b: `KZ-${b}` }))))],
    );
    await runner.query(
      `INSERT INTO district (code, region_code, name_kk, name_ru, name_en)
       SELECT code, left(code, 5), kk, ru, en FROM jsonb_to_recordset($1) AS d (code text, kk text, ru text, en text)`,
      [JSON.stringify(DISTRICTS.map(([code, kk, ru, en]) => ({ code, kk, ru, en })))],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE bed_observation;
      ALTER TABLE unit DROP COLUMN girls_max_age, DROP COLUMN children_min_age, DROP COLUMN adults_min_age, DROP COLUMN largest_household,
        DROP COLUMN languages, DROP COLUMN max_nights, DROP COLUMN version;
      ALTER TABLE shelter DROP COLUMN participation, DROP COLUMN opening_reason, DROP COLUMN opening_until, DROP COLUMN district_code,
        DROP COLUMN counts_version, DROP COLUMN version;
      DROP TABLE district, region_border, region;
    `);
  }
}

/** ISO 3166-2:KZ as of November 2022. One zone for the whole country since March 2024. */
const REGIONS = [10, 11, 15, 19, 23, 27, 31, 33, 35, 39, 43, 47, 55, 59, 61, 62, 63, 71, 75, 79].map((n) => `KZ-${n}`);

/** Which regions border, each pair once. Read from the map of the administrative division of 2022. */
const BORDERS: Readonly<Record<string, readonly number[]>> = {
  'KZ-10': [33, 35, 55, 63],
  'KZ-11': [35, 39, 55, 59, 62, 71],
  'KZ-15': [23, 27, 39, 43, 47, 62],
  'KZ-19': [31, 33, 35, 75],
  'KZ-23': [27, 47],
  'KZ-31': [35, 61],
  'KZ-33': [35],
  'KZ-35': [55, 62],
  'KZ-39': [59, 62],
  'KZ-43': [61, 62],
  'KZ-55': [59],
  'KZ-61': [62, 79],
};

/** Districts of the cities of republican significance, where a region alone says little: code, Kazakh, Russian, English. */
const DISTRICTS: readonly (readonly [code: string, kk: string, ru: string, en: string])[] = [
  ['KZ-71-ALMATY', 'Алматы ауданы', 'район Алматы', 'Almaty District'],
  ['KZ-71-BAIKONYR', 'Байқоңыр ауданы', 'район Байқоңыр', 'Baikonyr District'],
  ['KZ-71-ESIL', 'Есіл ауданы', 'район Есиль', 'Esil District'],
  ['KZ-71-NURA', 'Нұра ауданы', 'район Нура', 'Nura District'],
  ['KZ-71-SARAISHYK', 'Сарайшық ауданы', 'район Сарайшық', 'Saraishyk District'],
  ['KZ-71-SARYARKA', 'Сарыарқа ауданы', 'район Сарыарка', 'Saryarka District'],
  ['KZ-75-ALATAU', 'Алатау ауданы', 'Алатауский район', 'Alatau District'],
  ['KZ-75-ALMALY', 'Алмалы ауданы', 'Алмалинский район', 'Almaly District'],
  ['KZ-75-AUEZOV', 'Әуезов ауданы', 'Ауэзовский район', 'Auezov District'],
  ['KZ-75-BOSTANDYK', 'Бостандық ауданы', 'Бостандыкский район', 'Bostandyk District'],
  ['KZ-75-MEDEU', 'Медеу ауданы', 'Медеуский район', 'Medeu District'],
  ['KZ-75-NAURYZBAI', 'Наурызбай ауданы', 'Наурызбайский район', 'Nauryzbai District'],
  ['KZ-75-TURKSIB', 'Түрксіб ауданы', 'Турксибский район', 'Turksib District'],
  ['KZ-75-ZHETYSU', 'Жетісу ауданы', 'Жетысуский район', 'Zhetysu District'],
  ['KZ-79-ABAI', 'Абай ауданы', 'Абайский район', 'Abai District'],
  ['KZ-79-ALFARABI', 'Әл-Фараби ауданы', 'Аль-Фарабийский район', 'Al-Farabi District'],
  ['KZ-79-ENBEKSHI', 'Еңбекші ауданы', 'Енбекшинский район', 'Enbekshi District'],
  ['KZ-79-KARATAU', 'Қаратау ауданы', 'Каратауский район', 'Karatau District'],
  ['KZ-79-TURAN', 'Тұран ауданы', 'район Туран', 'Turan District'],
];
