import { randomUUID } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { type AgencyKeys, Category, DataKey, DerivedAgencyKeys } from '../../subgraphs/kit/index.js';
import { serveParent } from '../harness/child.js';
import { cpuMicroseconds } from '../harness/contender.js';
import { APPOINTMENTS, DECIDE, IDENTITY, REFERRALS, STAYS } from './floor-sql.js';

export interface FloorOptions {
  readonly databases: Readonly<Record<string, string>>;
  readonly poolSize: number;
  /** base64url: opens the identities that agencies hold */
  readonly agencyMaster: string;
  /** Whose requests these are: the floor checks no token */
  readonly reader: {
    readonly agency: string;
    readonly unit: string | null;
    readonly staff: string;
    readonly role: string;
    readonly purpose: string;
  };
}

const CATEGORIES = Object.values(Category);
const ASKED = [Category.IDENTITY, Category.REFERRAL, Category.FORENSIC, Category.SHELTER];
const edges = (rows: readonly object[]) => ({ edges: rows.map((node) => ({ node })) });

/**
 * The floor: the same record from the same databases with the same decision, durable log and decryption, written by hand for this one question.
 * No GraphQL, no token, no stated purpose to check, no tokens between parts, no ids that differ by agency: the internal key is in the path.
 */
serveParent(async ({ databases, poolSize, agencyMaster, reader }: FloorOptions) => {
  const pool = (subgraph: string) => new pg.Pool({ connectionString: databases[subgraph], max: poolSize });
  const consent = pool('consent');
  const referral = pool('referral');
  const forensic = pool('forensic-appointment');
  const shelter = pool('shelter-capacity');
  const keys = new DerivedAgencyKeys(Buffer.from(agencyMaster, 'base64url'));
  const { agency, unit, staff, role, purpose } = reader;

  async function record(key: string, id: string): Promise<object | null> {
    const values = [key, ASKED, agency, unit, staff, role, purpose, randomUUID()];
    const { rows: open } = await consent.query({ ...DECIDE, values });
    if (open.length === 0) return null;
    const basis = new Map(open.map((row) => [row.category, row]));
    const part = <T>(category: Category, fetch: () => Promise<T>) => (basis.has(category) ? fetch() : null);
    const [identity, referrals, appointments, stays] = await Promise.all([
      part(Category.IDENTITY, () => referral.query({ ...IDENTITY, values: [key, agency] })),
      part(Category.REFERRAL, () => referral.query({ ...REFERRALS, values: [key, agency] })),
      part(Category.FORENSIC, () => forensic.query({ ...APPOINTMENTS, values: [key] })),
      part(Category.SHELTER, () => shelter.query({ ...STAYS, values: [key] })),
    ]);
    return {
      id,
      sharing: CATEGORIES.map((category) => {
        const found = basis.get(category);
        return found
          ? { category, state: 'OPEN', basis: found.basis, until: found.until }
          : { category, state: 'WITHHELD', basis: null, until: null };
      }),
      identity: identity?.rows[0]?.identity ? await openIdentity(identity.rows[0], keys, agency) : null,
      referrals: referrals && edges(referrals.rows),
      appointments: appointments && edges(appointments.rows),
      stays: stays && edges(stays.rows),
    };
  }

  const server = createServer(async (request, response) => {
    const [, , key, id] = request.url!.split('/');
    try {
      answer(response, 200, JSON.stringify({ data: { victim: await record(key!, id!) } }));
    } catch (error) {
      answer(response, 500, (error as Error).message);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    ready: { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` },
    methods: { cpu: cpuMicroseconds },
    async stop() {
      server.closeAllConnections();
      await Promise.all([consent, referral, forensic, shelter].map((p) => p.end()));
    },
  };
});

async function openIdentity(
  row: { id: string; identity: Buffer; wrapped: Buffer },
  keys: AgencyKeys,
  agency: string,
): Promise<object> {
  const key = await DataKey.open(keys, agency, row.wrapped);
  const { familyName, givenName } = key.open<{ familyName: string; givenName: string }>(
    `person_details.identity:${row.id}`,
    row.identity,
  );
  return { familyName, givenName };
}

function answer(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}
