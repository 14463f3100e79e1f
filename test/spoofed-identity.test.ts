import { randomInt } from 'node:crypto';
import { Agent, request } from 'node:http';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { testToken } from './hub/client.js';
import { type Account, badAuthorizations } from './spoofing/authorizations.js';
import { type Case, makeCase } from './spoofing/cases.js';
import { Random } from './spoofing/random.js';
import { openWatchedHub, type WatchedHub } from './spoofing/watched-hub.js';

const CASES = 1_000;
/** Requests under way at a time */
const AT_ONCE = 8;

let hub: WatchedHub;
let accounts: Account[];
let bad: string[];
const agent = new Agent({ keepAlive: true });
beforeAll(async () => {
  hub = await openWatchedHub();
  // what the directory's tables say of each, read past the code that is tested
  const rows: Omit<Account, 'token'>[] = await hub.databases.owner('directory').query(`
    SELECT s.subject AS account, s.id AS staff, s.agency_id AS agency, a.kind AS "agencyKind", s.unit_id AS unit, s.role
    FROM staff_member s JOIN agency a ON a.id = s.agency_id WHERE s.active ORDER BY s.subject`);
  accounts = await Promise.all(rows.map(async (row) => ({ ...row, token: await testToken(row.account) })));
  bad = await badAuthorizations(accounts);
});
afterAll(async () => {
  agent.destroy();
  await hub?.close();
});

/** By node:http, which sends names, case and repetitions as they are. */
function send({ headers, body }: Case): Promise<number> {
  const text = Buffer.from(JSON.stringify(body));
  const { host, hostname, port } = new URL(hub.gateway.url);
  const all = [
    ['host', host],
    ['content-type', 'application/json'],
    ['content-length', String(text.length)],
    ...headers,
  ];
  return new Promise((resolve, reject) => {
    const sent = request(
      { agent, hostname, port, method: 'POST', path: '/graphql', headers: all.flat() },
      (response) => {
        response.resume().once('end', () => resolve(response.statusCode!));
      },
    );
    // a door that reads no further closes the connection
    sent.once('error', reject).end(text);
  });
}

test(`${CASES} clients that claim to be somebody else are who their token says, or nobody`, async () => {
  const random = new Random(Number(process.env.SPOOF_SEED ?? randomInt(2 ** 31)));
  const cases = Array.from({ length: CASES }, () => makeCase(random, accounts, bad));
  const statuses = new Map<Case, number>();
  const waiting = [...cases];
  const client = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) statuses.set(next, await send(next));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, client));

  const requestOf = new Map(
    hub.seen.flatMap(({ caller, variables }) => Object.values(variables).map((value) => [value, caller.requestId])),
  );
  const { seed } = random;
  let reached = 0;
  for (const [index, { marker, expected, headers }] of cases.entries()) {
    const calls = hub.seen.filter(({ caller }) => caller.requestId === requestOf.get(marker));
    const heard = calls.map(({ subgraph, caller: { requester, actor } }) => ({ subgraph, requester, actor }));
    heard.sort((a, b) => a.subgraph.localeCompare(b.subgraph));
    const whom = { requester: expected, actor: null };
    const told = { seed, index, headers };
    expect({ ...told, status: statuses.get(cases[index]!), heard }).toEqual(
      typeof expected === 'number'
        ? { ...told, status: expected, heard: [] }
        : { ...told, status: 200, heard: ['consent', 'directory'].map((subgraph) => ({ subgraph, ...whom })) },
    );
    reached += heard.length;
  }
  // and nobody else was heard in a person's name: what remains is the gateway, asking for itself
  const forPersons = hub.seen.filter(({ caller }) => caller.requester);
  expect({ seed, calls: forPersons.length }).toEqual({ seed, calls: reached });
  expect(new Set(statuses.values())).toEqual(new Set([200, 401, 403, 431]));
});
