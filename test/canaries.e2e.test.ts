import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { RECORD } from '../scripts/demo/record.js';
import { SUBGRAPHS } from '../standalone/subgraphs.js';
import type { Subgraph } from '../subgraphs/kit/index.js';
import { EVERYBODY } from './canaries/everybody.js';
import { canaryInputs, OF_INSTITUTIONS, OF_PERSONS } from './canaries/inputs.js';
import { type Collector, openCollector } from './collector.js';
import { type ConsentedRecord, consentedRecord, key, TOLD } from './consented-record.js';
import { dumpOf } from './dump.js';
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
const CANARIES = [
  NAME,
  WORD,
  PHONE,
  PHONE.slice(1),
  IIN,
  ADDRESS,
  OF_PERSONS,
  'канарейка',
  'canary',
  TOKEN,
  TRACE,
  'c0ffee',
];

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

const NOT_FOR_HIM = /"code":"(FORBIDDEN|PURPOSE_REQUIRED|PURPOSE_NOT_PERMITTED|UNAUTHENTICATED)"/;
/** Mutations that somebody was let in to, and what was answered to a canary. */
const carriedIn = new Set<string>();
const answers: { readonly to: string; readonly text: string }[] = [];

async function send(account: string, purpose: string | undefined, body: object, to: string): Promise<string> {
  const response = await fetch(hub.url, {
    method: 'POST',
    headers: {
      ...{ 'content-type': 'application/json', authorization: `Bearer ${await hub.token(account)}` },
      ...(purpose ? { 'purpose-of-use': purpose } : {}),
      ...HEADERS,
    },
    body: JSON.stringify(body),
  });
  const text = `${response.status} ${JSON.stringify([...response.headers])} ${await response.text()}`;
  answers.push({ to, text });
  return text;
}

/** A canary in every field of every input, as the schema has them. */
async function everyInput(): Promise<void> {
  const ids: Record<string, string> = {
    ...{ victimId: record.police, appointmentId: record.appointment, holdId: record.placement },
  };
  const { whole, single } = canaryInputs((field) => ids[field]);
  await sideBySide(whole, async ({ mutation, document, variables }) => {
    for (const [account, purpose] of EVERYBODY) {
      const text = await send(account, purpose, { query: document, variables }, mutation);
      if (NOT_FOR_HIM.test(text)) continue;
      carriedIn.add(mutation);
      break;
    }
  });
  await sideBySide(single, ({ document, variables, places }) =>
    send('officer-almaty', 'POLICE_RESPONSE', { query: document, variables }, places[0]!),
  );
}

/** Several at a time: what one waits for in the database another one uses. */
async function sideBySide<T>(all: readonly T[], work: (one: T) => Promise<unknown>): Promise<void> {
  const left = all.values();
  const hand = async () => {
    for (const one of left) await work(one);
  };
  await Promise.all(Array.from({ length: 6 }, hand));
}

/** What a database says of a row that it refuses, with her name in it, as PostgreSQL does in the detail of a violation. */
async function violated(state: string): Promise<void> {
  const db = hub.db('referral');
  await db.query(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    RAISE EXCEPTION '${NAME} at http://10.0.0.7' USING ERRCODE = '${state}', DETAIL = 'Key (account)=(${TEXT} ${PHONE}) already exists.', HINT = '${IIN}',
      TABLE = 'incident', COLUMN = 'account', CONSTRAINT = 'incident_pkey'; END $$`);
  await db.query('CREATE TRIGGER refuse BEFORE INSERT ON incident FOR EACH ROW EXECUTE FUNCTION refuse()');
  try {
    await send('officer-almaty', 'POLICE_RESPONSE', { query: REPORT_PLAIN, variables: REPORT(record.police) }, state);
  } finally {
    await db.query('DROP TRIGGER refuse ON incident');
    await db.query('DROP FUNCTION refuse()');
  }
}
const REPORT_PLAIN =
  'mutation ($input: IncidentReportInput!) { incidentReport(input: $input) { incident { id } userErrors { message } } }';

/** What a subgraph that is broken may answer. */
async function broken(answer: unknown): Promise<void> {
  const directory = hub.subgraphs.get('directory') as { execute: Subgraph['execute'] };
  const { execute } = directory;
  directory.execute = async () => answer as never;
  await send('officer-almaty', 'POLICE_RESPONSE', { query: '{ regions { code } }' }, 'broken');
  directory.execute = execute;
}

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
  for (const state of ['23505', '23P01', '23514', '22P02', '40001', 'XX000', 'P0001']) await violated(state);
  for (const answer of [
    { data: { regions: null } },
    { data: { regions: [{ code: null, name: NAME }] } },
    { data: { regions: NAME } },
    { data: { [NAME]: PHONE } },
    {
      errors: [
        { message: `${NAME} ${PHONE}`, path: [NAME], extensions: { code: NAME, exception: { stacktrace: [TEXT] } } },
      ],
    },
    { errors: [{ message: TEXT, extensions: { code: 'BAD_USER_INPUT', sql: `SELECT '${IIN}'` } }] },
    NAME,
    null,
  ])
    await broken(answer);
  await everyInput();
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
    // work in the background may have met a table while it was away, or not
    for (const event of ['messages_wait', 'start_waits', 'housekeeping_failed', 'sealing_failed']) events.delete(event);
    expect([...events].sort()).toEqual(['field_failed', 'gateway_failed', 'request']);
    expect(found(JSON.stringify(entries))).toEqual([]);
    expect(found(hub.lines.join('\n'))).toEqual([]);
    const faults = entries.filter(({ event }) => event === 'field_failed');
    expect(new Set(faults.map(({ field }) => field))).toContain('incidentReport');
    // what the database refuses, and nothing else: a canary in an input is a refusal, never a fault of ours
    expect(faults.filter(({ errorName, state }) => !errorName || !state)).toEqual([]);
    // (23P01 is what somebody else was faster at, 40001 that too many were at it: both are answered as refusals)
    expect(new Set(faults.map(({ state }) => state))).toEqual(
      new Set(['42P01', '23505', '23514', '22P02', 'XX000', 'P0001']),
    );
    const inside = entries.filter(({ event }) => event === 'gateway_failed');
    // a subgraph that answers nonsense, and one that throws
    expect(inside).toContainEqual(
      expect.objectContaining({ errorName: 'TypeError', frame: expect.stringMatching(/^test\/canaries/) }),
    );
    for (const fault of inside) expect(fault.frame ?? 'gateway/').toMatch(/^(test\/canaries|gateway\/)/);
    // the client's own names of operations are nowhere; those of the hub's own operations are
    const operations = new Set(entries.filter(({ event }) => event === 'request').map(({ operation }) => operation));
    expect(operations).toContain('unregistered');
    expect(operations).toContain('Record');
    for (const operation of operations) expect(operation).toMatch(/^(unregistered|[A-Z]\w+)$/);
    expect(printed).toEqual([]);
  });

  test('in the metrics: numbers under names from the code', () => {
    expect(found(metrics)).toEqual([]);
    expect(metrics).toMatch(
      /dereu_subgraph_executions_total\{subgraph="referral",field="incidentReport",outcome="INTERNAL"\} [1-9]/,
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

  test('in every input of every mutation: somebody was let in to each, and no answer repeats what was written', () => {
    const { whole, single } = canaryInputs(() => undefined);
    expect(whole.map(({ mutation }) => mutation).filter((mutation) => !carriedIn.has(mutation))).toEqual([]);
    const sent = new Set(answers.map(({ to }) => to));
    expect(single.map(({ places }) => places[0]!).filter((place) => !sent.has(place))).toEqual([]);
    for (const { to, text } of answers) {
      const repeated = [...found(text), ...(text.includes(OF_INSTITUTIONS) ? [OF_INSTITUTIONS] : [])];
      expect({ to, repeated }).toEqual({ to, repeated: [] });
      expect({
        to,
        inside: /SELECT|INSERT|https?:\/\/|10\.0\.0\.7|incident_pkey|violates|stacktrace|referral_app/.exec(text)?.[0],
      }).toEqual({ to });
    }
  });

  test('in the tables: nothing about a person that can be read, in rows, keys of repetition, messages or logs', async () => {
    let rows = 0;
    for (const { name } of SUBGRAPHS) {
      for (const [table, text] of await dumpOf(hub.db(name))) {
        rows += text.split('\n').length;
        const hex = [OF_PERSONS, NAME, ADDRESS, TEXT].filter((word) =>
          text.includes(Buffer.from(word).toString('hex')),
        );
        const plain = [OF_PERSONS, NAME, WORD, PHONE.slice(1), IIN, ADDRESS, TEXT].filter((word) =>
          text.includes(word),
        );
        expect({ table: `${name}.${table}`, plain, hex }).toEqual({ table: `${name}.${table}`, plain: [], hex: [] });
      }
    }
    expect(rows).toBeGreaterThan(200);
    // one that was kept would be found
    await hub.db('consent').query('CREATE TABLE kept AS SELECT $1::text AS word', [`${OF_PERSONS} 7`]);
    const kept = new Map(await dumpOf(hub.db('consent')));
    await hub.db('consent').query('DROP TABLE kept');
    expect(kept.get('kept')).toContain(OF_PERSONS);
  });
});
