import { servingUrls } from '../../standalone/databases.js';
import { secretsOf } from '../../standalone/secrets.js';
import { seedId } from '../../standalone/seed/index.js';
import { Role } from '../../subgraphs/kit/index.js';
import { type Contender, startContender } from '../harness/contender.js';
import type { Exchange } from '../harness/exchange.js';
import type { ScratchDatabases } from '../harness/scratch-databases.js';
import { doorOf, headersOf } from './door.js';
import type { FloorOptions } from './floor-process.js';
import type { HubProcessOptions } from './hub-process.js';
import { READER, RECORD_QUERY } from './query.js';
import { type PreparedRecord, setUpRecords } from './set-up.js';

const AGENCY = seedId('agency:crisis-almaty-1');

/** Connections to each database: the same for hub and floor */
const POOL = 10;

/** The hub, with `count` records set up through its public door, and the floor over the same databases. */
export async function startContenders(
  databases: ScratchDatabases,
  count: number,
): Promise<{ hub: Contender; floor: Contender }> {
  const urls = servingUrls(databases.urls);
  let records: readonly PreparedRecord[] = [];
  const hub = await startContender<HubProcessOptions>(
    'hub',
    new URL('./hub-process.js', import.meta.url),
    { databases: urls, secrets: databases.secrets, poolSize: POOL },
    async (origin) => {
      records = await setUpRecords(doorOf(origin, databases.token), count);
      const headers = await headersOf(READER.account, READER.purpose, databases.token);
      return records.map((record) => atHub(record, headers));
    },
  );
  try {
    const ids = secretsOf(databases.secrets, 'consent').pairwise!;
    const floor = await startContender<FloorOptions>(
      'floor',
      new URL('./floor-process.js', import.meta.url),
      {
        databases: urls,
        poolSize: POOL,
        agencyMaster: databases.secrets.keys.referral?.agencyMaster ?? '',
        reader: {
          agency: AGENCY,
          unit: null,
          staff: seedId(`staff:${READER.account}`),
          role: Role.SHELTER_STAFF,
          purpose: READER.purpose,
        },
      },
      async () => records.map((record) => atFloor(record, ids.toKey(record.id, AGENCY)!)),
    );
    return { hub, floor };
  } catch (error) {
    await hub.child.stop();
    throw error;
  }
}

function atHub({ id, expected }: PreparedRecord, headers: Record<string, string>): Exchange {
  const body = JSON.stringify({ operationName: 'RecordOverview', query: RECORD_QUERY, variables: { id } });
  return { method: 'POST', path: '/graphql', headers, body, expected };
}

function atFloor({ id, expected }: PreparedRecord, key: string): Exchange {
  return { method: 'GET', path: `/record/${key}/${id}`, headers: {}, expected };
}
