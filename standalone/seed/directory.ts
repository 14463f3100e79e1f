import type { DataSource } from 'typeorm';
import type { SubgraphSecrets } from '../../subgraphs/kit/index.js';
import { SEED_AGENCIES, SEED_STAFF } from './agencies.js';
import { SEED_AGREEMENTS } from './agreements.js';
import { seedDutyPhones } from './duty-phones.js';
import { seedId } from './ids.js';
import { seedServices } from './services.js';

export interface DirectorySeedOptions {
  /** The OpenID provider that vouches for the demo accounts. Until `upsertIssuer` gives it keys, nobody can sign in. */
  readonly issuer: string;
  /** The `aud` of its tokens */
  readonly audience: string;
}

/**
 * Fills an empty directory and leaves what is there as it is, but for the issuer of the demo accounts: that follows the address at
 * which the hub was started this time.
 */
export async function seedDirectory(
  db: DataSource,
  _secrets: SubgraphSecrets,
  { issuer, audience }: DirectorySeedOptions,
): Promise<void> {
  await db.transaction(async (manager) => {
    const each = (sql: string, rows: readonly object[], ...values: unknown[]) =>
      manager.query(sql, [JSON.stringify(rows), ...values]);

    await manager.query(
      `INSERT INTO issuer (issuer, audience, jwks) VALUES ($1, $2, '{"keys": []}') ON CONFLICT (issuer) DO NOTHING`,
      [issuer, audience],
    );
    await each(
      `INSERT INTO agency (id, kind, name, region_code, zone, operator)
       SELECT id, kind, name, "regionCode", 'Asia/Almaty', coalesce(operator, false)
       FROM jsonb_to_recordset($1) AS a (id uuid, kind text, name jsonb, "regionCode" text, operator boolean) ON CONFLICT DO NOTHING`,
      SEED_AGENCIES.map((agency) => ({ ...agency, id: seedId(`agency:${agency.slug}`) })),
    );
    await each(
      `INSERT INTO agency_unit (id, agency_id, name)
       SELECT id, agency, name FROM jsonb_to_recordset($1) AS u (id uuid, agency uuid, name jsonb) ON CONFLICT DO NOTHING`,
      SEED_AGENCIES.flatMap(({ slug, units }) =>
        units.map((name, i) => ({ id: seedId(`unit:${slug}/${i + 1}`), agency: seedId(`agency:${slug}`), name })),
      ),
    );
    await each(
      `INSERT INTO staff_member (id, issuer, subject, agency_id, unit_id, role, languages)
       SELECT id, $2, account, agency, unit, role, ARRAY['kk', 'ru']
       FROM jsonb_to_recordset($1) AS s (id uuid, account text, agency uuid, unit uuid, role text)
       ON CONFLICT (id) DO UPDATE SET issuer = excluded.issuer`,
      SEED_STAFF.map(({ account, agency, unit, role }) => ({
        id: seedId(`staff:${account}`),
        account,
        agency: seedId(`agency:${agency}`),
        unit: unit === undefined ? null : seedId(`unit:${agency}/${unit}`),
        role,
      })),
      issuer,
    );
    await each(
      `INSERT INTO agreement (kind, role, purposes)
       SELECT kind, role, purposes FROM jsonb_to_recordset($1) AS g (kind text, role text, purposes text[]) ON CONFLICT DO NOTHING`,
      SEED_AGREEMENTS,
    );
    await seedDutyPhones(manager);
    await seedServices(manager);
  });
}
