import { secretsOf } from '../../../standalone/secrets.js';
import { WebhookDispatch } from '../../../subgraphs/directory/index.js';
import { createDataSource, createOperating, type HubTransport } from '../../../subgraphs/kit/index.js';
import { testServer } from '../../setup/test-server.js';

/**
 * The delivery of webhooks as a process of its own, to be killed. The subgraphs are reached through the process that kills it:
 * DIRECTORY_DATABASE_URL, BRIDGE_URL.
 */
const { DIRECTORY_DATABASE_URL: url = '', BRIDGE_URL: bridge = '' } = process.env;

const transport: HubTransport = {
  async call(subgraph, request) {
    const answer = await fetch(bridge, { method: 'POST', body: JSON.stringify({ subgraph, request }) });
    return (await answer.json()) as Awaited<ReturnType<HubTransport['call']>>;
  },
};

const db = await createDataSource({ url, entities: [], migrations: [], poolSize: 4 }).initialize();
const operating = await createOperating({
  process: 'dispatcher',
  level: 'silent',
  version: 'test',
  destination: { write: () => {} },
});
const settings = { WEBHOOK_NETWORKS: '127.0.0.0/8' };
new WebhookDispatch({
  db,
  transport,
  secrets: secretsOf(testServer().secrets, 'directory'),
  settings,
  operating,
}).start();
// the loop's timer keeps no process alive
setInterval(() => {}, 60_000);
