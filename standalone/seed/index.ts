import type { JWK } from 'jose';
import type { DataSource } from 'typeorm';
import { upsertIssuer } from '../../subgraphs/directory/index.js';
import type { SubgraphSecrets, Vault } from '../../subgraphs/kit/index.js';
import { seedDirectory } from './directory.js';
import { seedForensicAppointment } from './forensic-appointment.js';
import { seedShelterCapacity } from './shelter-capacity.js';

export interface SeedIssuer {
  readonly issuer: string;
  readonly audience: string;
  readonly jwks: { readonly keys: readonly JWK[] };
}

/** A database to be filled, with what its subgraph has in hand. */
export interface SeededDatabase {
  readonly db: DataSource;
  readonly secrets: SubgraphSecrets;
  readonly vault: DataSource | undefined;
}

const SEEDS: Readonly<Record<string, (of: SeededDatabase) => Promise<void>>> = {
  'forensic-appointment': ({ db, secrets }) => seedForensicAppointment(db, secrets),
  'shelter-capacity': ({ db, secrets, vault }) =>
    seedShelterCapacity(db, { db: vault, keys: secrets.vaultKeys } as Vault),
};

/** Fills what is empty with fictional agencies and places; repeating it changes nothing. The issuer vouches for the demo accounts. */
export async function seedAll(databases: ReadonlyMap<string, SeededDatabase>, issuer: SeedIssuer): Promise<void> {
  for (const [name, database] of databases) {
    const { db, secrets } = database;
    if (name === 'directory') {
      await seedDirectory(db, secrets, issuer);
      await upsertIssuer(db, issuer);
    } else {
      await SEEDS[name]?.(database);
    }
  }
}

/** The `aud` of the tokens that this hub takes. */
export const AUDIENCE = 'urn:dereu:hub';

export { CONSOLE_ACCOUNTS, DEMO_ACCOUNTS } from './agencies.js';
export { SEED_AGREEMENTS } from './agreements.js';
export { seedCases } from './cases.js';
export { seedId } from './ids.js';
export { SEED_PEOPLE } from './people.js';
