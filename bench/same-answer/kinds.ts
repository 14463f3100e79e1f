import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { secretsOf } from '../../standalone/secrets.js';
import { seedId } from '../../standalone/seed/index.js';
import type { ScratchDatabases } from '../harness/scratch-databases.js';
import { asSuperuser } from '../plans/load.js';

/** Victims of each kind, asked for in turn: no kind is known by one row of hers. */
const OF_EACH = 50;

/** What of a consent like the one that is open to the reader makes it one that is not, as JSON in SQL; null for no consent at all. */
const CONSENTS: Readonly<Record<string, string | null>> = {
  open: "'{}'",
  unconsented: null,
  expired:
    "jsonb_build_object('granted_at', clock_timestamp() - interval '9 days', 'expires_at', clock_timestamp() - interval '1 day')",
  withdrawn:
    "jsonb_build_object('withdrawn_at', clock_timestamp(), 'withdrawn_by_agency', 'a', 'withdrawn_by_staff', 's')",
  walled: "'{}'",
  'another agency’s id': "'{}'",
};

/** Ids for the reader's agency by kind. All are copies of the one victim and consent that the public door has made. */
export async function idsByKind(databases: ScratchDatabases, reader: string): Promise<Map<string, readonly string[]>> {
  const pairwise = secretsOf(databases.secrets, 'consent').pairwise!;
  const another = seedId('agency:police-almaty-auezov');
  const keys = new Map<string, string[]>([['unknown', Array.from({ length: OF_EACH }, () => randomUUID())]]);
  await asSuperuser(databases, 'consent', async (client) => {
    for (const [kind, change] of Object.entries(CONSENTS)) keys.set(kind, await copies(client, change, reader));
    await client.query(
      `INSERT INTO conflict_wall (id, victim_key, subject_kind, subject, reason, added_by_agency, added_by_staff)
       SELECT gen_random_uuid(), key, 'AGENCY', $2, 'OTHER', 'a', 's' FROM unnest($1::uuid[]) AS key`,
      [keys.get('walled'), reader],
    );
    await client.query('VACUUM ANALYZE');
  });
  return new Map(
    [...keys].map(([kind, of]) => [
      kind,
      of.map((key) => pairwise.toPublic(key, kind.startsWith('another') ? another : reader)),
    ]),
  );
}

async function copies(client: pg.Client, change: string | null, reader: string): Promise<string[]> {
  const { rows } = await client.query(
    `INSERT INTO victim SELECT (jsonb_populate_record(NULL::victim, to_jsonb(v) || jsonb_build_object('key', gen_random_uuid()))).*
     FROM (SELECT * FROM victim LIMIT 1) v, generate_series(1, ${OF_EACH}) RETURNING key`,
  );
  const keys = rows.map(({ key }) => key as string);
  if (change !== null)
    await client.query(
      `INSERT INTO consent SELECT (jsonb_populate_record(NULL::consent, to_jsonb(c) || jsonb_build_object('id', gen_random_uuid(), 'victim_key', key) || ${change})).*
       FROM (SELECT * FROM consent WHERE recipient_agency = $2 ORDER BY granted_at LIMIT 1) c, unnest($1::uuid[]) AS key`,
      [keys, reader],
    );
  return keys;
}
