import { join } from 'node:path';
import { writeCertificates } from '../../scripts/keys/certificates.js';
import { writeKeyFolders } from '../../scripts/keys/folders.js';
import { servingUrls } from '../../standalone/databases.js';
import { seedId } from '../../standalone/seed/index.js';
import { SUBGRAPHS } from '../../standalone/subgraphs.js';
import { AgencyKind, GATEWAY, Purpose, Role } from '../../subgraphs/kit/index.js';
import { type HubProcess, hubProcesses } from '../../test/hub/processes.js';
import { type Contender, startContender } from '../harness/contender.js';
import type { Exchange } from '../harness/exchange.js';
import type { ScratchDatabases } from '../harness/scratch-databases.js';
import { doorOf, headersOf } from '../record/door.js';
import { READER, RECORD_QUERY } from '../record/query.js';
import { type PreparedRecord, setUpRecords } from '../record/set-up.js';
import type { DoorOptions } from './identity.js';
import type { PlainOptions } from './plain-process.js';

export interface SeparateContenders {
  readonly gateway: Contender;
  readonly plain: Contender;
  readonly subgraphs: readonly HubProcess[];
  /** Of whoever asks as the reader does */
  readonly headers: Readonly<Record<string, string>>;
  /** Our gateway once more, with another deadline */
  anotherGateway(deadlineMs: number): Promise<Contender>;
  stop(): Promise<void>;
}

/** Both doors before the same subgraph processes, which are as deployed: production mode, mutual TLS, a database each. */
export async function startSeparate(
  databases: ScratchDatabases,
  folder: string,
  deadlineMs: number,
  count: number,
): Promise<SeparateContenders> {
  const keys = join(folder, 'keys');
  await writeKeyFolders(keys, databases.secrets.keys, SUBGRAPHS);
  await writeCertificates(keys, Object.keys(databases.secrets.keys), 1);
  const subgraphs = (
    await hubProcesses({
      databases: servingUrls(databases.urls),
      keys,
      environment: { NODE_ENV: 'production', POOL_SIZE: '10', CLOSURE_LOG_DIRECTORY: folder },
    })
  ).filter(({ name }) => name !== GATEWAY && name !== 'worker');
  const doors: Contender[] = [];
  const stop = async () => {
    await Promise.all(doors.map(({ child }) => child.stop()));
    await Promise.all(subgraphs.map((each) => each.stop('SIGKILL')));
  };
  try {
    await Promise.all(subgraphs.map((each) => each.start()));
    const options: DoorOptions = {
      keys,
      origins: Object.fromEntries(subgraphs.map(({ name, port }) => [name, [`https://127.0.0.1:${port}`]])),
      deadlineMs,
    };
    const headers = await headersOf(READER.account, READER.purpose, databases.token);
    let exchanges: readonly Exchange[] = [];
    const gatewayModule = new URL('./gateway-process.js', import.meta.url);
    const gateway = await startContender<DoorOptions>('gateway', gatewayModule, options, async (origin) => {
      exchanges = (await setUpRecords(doorOf(origin, databases.token), count)).map((r) => exchangeOf(r, headers));
      return exchanges;
    });
    doors.push(gateway);
    const plain = await startContender<PlainOptions>(
      'plain Apollo',
      new URL('./plain-process.js', import.meta.url),
      { ...options, requester },
      async () => exchanges,
    );
    doors.push(plain);
    return {
      gateway,
      plain,
      subgraphs,
      headers,
      anotherGateway: (deadline) =>
        startContender<DoorOptions>(
          'gateway',
          gatewayModule,
          { ...options, deadlineMs: deadline },
          async () => exchanges,
        ),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

const requester = {
  agency: seedId('agency:crisis-almaty-1'),
  agencyKind: AgencyKind.CRISIS_CENTRE,
  unit: null,
  staff: seedId(`staff:${READER.account}`),
  role: Role.SHELTER_STAFF,
  purpose: Purpose[READER.purpose],
  language: 'en' as const,
};

const exchangeOf = ({ id, expected }: PreparedRecord, headers: Record<string, string>): Exchange => ({
  method: 'POST',
  path: '/graphql',
  headers,
  body: JSON.stringify({ operationName: 'RecordOverview', query: RECORD_QUERY, variables: { id } }),
  expected,
});
