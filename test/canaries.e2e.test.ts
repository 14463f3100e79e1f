import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { RECORD } from '../scripts/demo/record.js';
import type { Subgraph } from '../subgraphs/kit/index.js';
import { type Collector, openCollector } from './collector.js';
import { type ConsentedRecord, consentedRecord, key, TOLD } from './consented-record.js';
import { openTestHub, type TestHub } from './hub.js';

/** A name, a telephone number, an IIN, an address, free text, a token, and a trace that somebody outside has begun. */
const NAME = 'ЖұлдызКанарейка';
const WORD = 'CanaryZhuldyz';
const PHONE = '+77019998877';
const IIN = '910203450178';
const ADDRESS = 'Қанарейка көшесі 7, 12 пәтер';
const TEXT = 'he said he would find the canary';
const TOKEN = 'eyJhbGciOiJFZERTQSJ9.Y2FuYXJ5LWNhbmFyeQ.Y2FuYXJ5LXNpZ25hdHVyZQ';
const TRACE = 'c0ffee00c0ffee00c0ffee00c0ffee00';
const CANARIES = [NAME, WORD, PHONE, PHONE.slice(1), IIN, ADDRESS, 'Қанарейка', 'canary', TOKEN, TRACE, 'c0ffee'];

const HEADERS = {
  'user-agent': `${WORD}/${PHONE}`,
  'x-request-id': WORD,
  'x-forwarded-for': WORD,
  referer: `https://${WORD}.example/${IIN}`,
  cookie: `who=${WORD}`,
  traceparent: `00-${TRACE}-c0ffee00c0ffee00-01`,
  tracestate: `canary=${WORD}`,
  baggage: `who=${WORD},phone=${PHONE}`,
};

let collector: Collector;
let hub: TestHub;
let record: ConsentedRecord;
const printed: string[] = [];
const restore: (() => void)[] = [];
beforeAll(async () => {
  for (const method of ['log', 'warn', 'error'] as const) {
    const original = console[method];
    console[method] = (...args: unknown[]) => printed.push(args.map(String).join(' '));
    restore.push(() => {
      console[method] = original;
    });
  }
  collector = await openCollector();
  hub = await openTestHub({ traces: collector.url });
  record = await consentedRecord(hub);
});
afterAll(async () => {
  for (const each of restore) each();
  await hub?.close();
  await collector?.close();
});

const officer = () => hub.as('officer-almaty', 'POLICE_RESPONSE');
const ask = (document: string, variables: object = {}) =>
  officer().query(document, variables as Record<string, unknown>, HEADERS);

async function raw(path: string, body: string, headers: Record<string, string> = {}, method = 'POST') {
  const authorization = `Bearer ${await hub.token('officer-almaty')}`;
  const response = await fetch(`${hub.gateway.url}${path}`, {
    method,
    headers: { 'content-type': 'application/json', authorization, ...HEADERS, ...headers },
    ...(method === 'GET' ? {} : { body }),
  });
  await response.text();
  return response.status;
}

async function without(subgraph: string, table: string, work: () => Promise<unknown>): Promise<void> {
  await hub.db(subgraph).query(`ALTER TABLE ${table} RENAME TO ${table}_gone`);
  try {
    await work();
  } finally {
    await hub.db(subgraph).query(`ALTER TABLE ${table}_gone RENAME TO ${table}`);
  }
}

const REPORT = (victimId: string) => ({
  input: {
    idempotencyKey: `${WORD} ${randomUUID()}`,
    victimId,
    occurredAt: new Date(Date.now() - 3_600_000).toISOString(),
    lastContactAt: new Date(Date.now() - 3_600_000).toISOString(),
    channel: 'CALL_102',
    violence: ['PHYSICAL'],
    account: `${NAME} ${PHONE} ${IIN} ${ADDRESS}: ${TEXT}`,
    regionCode: 'KZ-75',
  },
});
const REPORT_INCIDENT = `mutation ${WORD}($input: IncidentReportInput!) { ${WORD}: incidentReport(input: $input) { incident { id } userErrors { message } } }`;

/** Everything that a caller can write, in every place where it can be written, and everything that can break under it. */
async function everywhere(): Promise<void> {
  // the form of the operation
  await ask(`query ${WORD} { ${WORD}: regions { ${WORD}: code } }`);
  await ask(`query ${WORD}($${WORD}: String = "${NAME}") { regions { code @include(if: $${WORD}) } }`);
  await ask(`{ ${WORD} { id } }`);
  await ask(`{ regions { code } } # ${NAME} ${PHONE}`);
  await ask(`{ "${NAME} ${IIN}" }`);
  await ask(`query ($id: ID!) { victim(id: $id) { ${WORD}: id } }`, { id: `${NAME} ${PHONE}` });
  await ask('query ($n: Int!) { incidents(first: $n) { edges { node { id } } } }', { n: `${NAME} ${IIN}` });
  await ask('query ($a: String) { incidents(first: 5, after: $a) { edges { node { id } } } }', { a: ADDRESS });
  await ask(`query ($code: String!) { referralByCode(code: $code) { state } }`, { code: NAME });
  // the request around it
  for (const body of ['{', `"${NAME}"`, `{"query": "${NAME}`, `{"query": 7, "${NAME}": "${PHONE}"}`, '[]', ''])
    await raw('/graphql', body);
  await raw('/graphql', JSON.stringify({ query: '{ regions { code } }', operationName: WORD }));
  await raw('/graphql', JSON.stringify({ query: '{ regions { code } }', extensions: { persistedQuery: NAME } }));
  await raw('/graphql', JSON.stringify({ query: '{ regions { code } }', variables: { x: NAME.repeat(30_000) } }));
  await raw('/graphql', `who=${WORD}`, { 'content-type': 'application/x-www-form-urlencoded' });
  await raw('/graphql', '{}', { 'content-type': `text/${WORD}` });
  await raw('/graphql', '{}', { 'content-encoding': WORD });
  await raw('/graphql', '{}', { authorization: `Bearer ${TOKEN}` });
  await raw('/graphql', '{}', { authorization: `Basic ${WORD}` });
  await raw('/graphql', '{"query":"{ regions { code } }"}', { 'purpose-of-use': WORD });
  await raw('/graphql', '{"query":"{ regions { name } }"}', { 'accept-language': `${WORD};q=${PHONE}` });
  await raw(`/graphql?query=${encodeURIComponent(`{ ${WORD} }`)}&variables=${IIN}`, '', {}, 'GET');
  await raw(`/${WORD}/%E0%A4%A`, '', {}, 'GET');
  // what breaks below it
  await without('referral', 'incident', () => ask(REPORT_INCIDENT, REPORT(record.police)));
  await without('referral', 'person_details', () =>
    hub.as('intake-almaty', 'SHELTER').query(RECORD, { id: record.centre }, HEADERS),
  );
  await without('consent', 'consent', () => ask(REPORT_INCIDENT, REPORT(record.police)));
  await without('consent', 'access_log', () =>
    ask(`query ($id: ID!) { ${WORD}: victim(id: $id) { id } }`, { id: record.police }),
  );
  await without('directory', 'region', () => ask(`query ${WORD} { ${WORD}: regions { code } }`));
  // what breaks at the gateway
  const directory = hub.subgraphs.get('directory') as { execute: Subgraph['execute'] };
  const { execute } = directory;
  directory.execute = () => Promise.reject(new TypeError(`${NAME} ${TOKEN}`));
  await ask('{ regions { code } }');
  directory.execute = execute;
  // and what goes well
  await ask(REPORT_INCIDENT, REPORT(record.police));
  await ask(
    `mutation ${WORD}($input: PersonDetailsRecordInput!) { personDetailsRecord(input: $input) { userErrors { message field } } }`,
    {
      input: {
        idempotencyKey: key(),
        victimId: record.police,
        identity: { familyName: NAME, givenName: WORD, iin: IIN, languages: ['kk'] },
        safeContact: { channel: 'PHONE', number: PHONE, leaveNoTrace: true },
      },
    },
  );
  await hub.as('intake-almaty', 'SHELTER').query(RECORD, { id: record.centre }, HEADERS);
}

describe('what an operator sees', () => {
  let metrics: string;
  beforeAll(async () => {
    await everywhere();
    metrics = (await hub.operating.metrics.text()).body;
    await hub.operating.tracing.stop();
  }, 120_000);

  /** What only a look into the text can find: every canary, and what she told. */
  const found = (text: string): string[] =>
    [...CANARIES, ...Object.values(TOLD), TOLD.number.slice(1)].filter((canary) =>
      text.toLowerCase().includes(canary.toLowerCase()),
    );

  test('in the log: each request and each fault, and nothing that anybody wrote', () => {
    const entries = hub.lines.map((line) => JSON.parse(line));
    const events = new Set(entries.map(({ event }) => event));
    expect([...events].sort()).toEqual(['field_failed', 'gateway_failed', 'request']);
    expect(found(JSON.stringify(entries))).toEqual([]);
    expect(found(hub.lines.join('\n'))).toEqual([]);
    const faults = entries.filter(({ event }) => event === 'field_failed');
    expect(new Set(faults.map(({ field }) => field))).toContain('incidentReport');
    for (const fault of faults) expect(fault).toMatchObject({ errorName: expect.any(String), state: '42P01' });
    const inside = entries.filter(({ event }) => event === 'gateway_failed');
    expect(inside).toEqual([
      expect.objectContaining({ errorName: 'TypeError', frame: expect.stringMatching(/^test\/canaries/) }),
    ]);
    // the client's own names of operations are nowhere; those of the hub's own operations are
    const operations = new Set(entries.filter(({ event }) => event === 'request').map(({ operation }) => operation));
    expect(operations).toContain('unregistered');
    expect(operations).toContain('Record');
    for (const operation of operations) expect(operation).toMatch(/^(unregistered|[A-Z]\w+)$/);
    expect(printed).toEqual([]);
  });

  test('in the metrics: numbers under names from the code', () => {
    expect(found(metrics)).toEqual([]);
    expect(metrics).toContain(
      'dereu_subgraph_executions_total{subgraph="referral",field="incidentReport",outcome="INTERNAL"} 1',
    );
    expect(metrics).toContain('dereu_gateway_request_duration_seconds_count{operation="unregistered",outcome="ok"}');
  });

  test('in the traces: the way of each request, as one trace that begins at the door', async () => {
    const spans = await collector.until(({ name }) => name.startsWith('request'));
    expect(found(collector.text())).toEqual([]);
    expect(found(JSON.stringify(spans))).toEqual([]);
    const byId = new Map(spans.map((span) => [span.spanId, span]));
    const kinds = (span: (typeof spans)[number]): string[] => {
      const parent = span.parentSpanId ? byId.get(span.parentSpanId) : undefined;
      return [...(parent ? kinds(parent) : []), span.name.split(' ')[0]!];
    };
    const roots = spans.filter(({ name }) => name.startsWith('request'));
    expect(roots.length).toBeGreaterThan(20);
    for (const root of roots) expect(root.parentSpanId ?? '').toBe('');
    const decision = spans.filter(({ name }) => name === 'statement consent.decide');
    expect(decision.map(kinds)).toContainEqual(['request', 'fetch', 'execution', 'statement']);
    const keys = new Set(spans.flatMap(({ attributes }) => attributes.map((each) => each.key)));
    expect([...keys].sort()).toEqual(
      ['agencyKind', 'operation', 'outcome', 'requestId', 'statement', 'status', 'subgraph']
        .filter((field) => keys.has(`dereu.${field}`))
        .map((field) => `dereu.${field}`),
    );
  });
});
