import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { carriedOut, type Door } from '../../scripts/demo/door.js';
import { CENTRE, POLICE, UNIT } from './load.js';

interface Database {
  query(sql: string, values?: unknown[]): Promise<unknown>;
}

/** Deliveries per second to so many endpoints, of so many events each: from the moment at which they go on until each has all of them. */
export async function delivering(
  administrator: Door,
  referral: Database,
  endpoints: number,
  events: number,
): Promise<number> {
  let received = 0;
  const receiver = createServer((req, res) => {
    req.resume().on('end', () => {
      received++;
      res.end();
    });
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
  const ids: string[] = [];
  try {
    for (let i = 0; i < endpoints; i++) {
      const input = { idempotencyKey: randomUUID(), url, unit: UNIT, types: ['referral'] };
      const { endpoint } = await carriedOut(administrator, 'webhookEndpointAdd', input);
      ids.push(endpoint.id);
      await carriedOut(administrator, 'webhookEndpointPause', { endpointId: endpoint.id });
    }
    await referral.query(
      `INSERT INTO referral (code, from_agency, from_unit, from_staff, recipient, service, urgency, categories)
       SELECT lpad(nextval('bench_code')::text, 10, '0'), $1, $2, $2, $3, 'SHELTER', 'ASAP', '{}' FROM generate_series(1, $4::int)`,
      [POLICE, UNIT, CENTRE, events],
    );
    const from = performance.now();
    for (const endpointId of ids) await carriedOut(administrator, 'webhookEndpointResume', { endpointId });
    while (received < endpoints * events) await sleep(5);
    return (endpoints * events * 1_000) / (performance.now() - from);
  } finally {
    for (const endpointId of ids) await carriedOut(administrator, 'webhookEndpointRemove', { endpointId });
    receiver.closeAllConnections();
    receiver.close();
  }
}
