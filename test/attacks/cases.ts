import { gzipSync } from 'node:zlib';

/** What somebody with a valid token may send to bring the hub down, or to get at what is not his. */
export interface Attack {
  readonly name: string;
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  readonly method?: string;
  readonly path?: string;
}

const repeated = (n: number, make: (i: number) => string, between = ' ') =>
  Array.from({ length: n }, (_, i) => make(i)).join(between);
const document = (name: string, query: string, variables?: unknown): Attack => ({
  name,
  body: JSON.stringify({ query, variables }),
});
const nested = (n: number, open: string, inner: string, close: string) => open.repeat(n) + inner + close.repeat(n);

const OK = 'regions { code }';
const DEEP = 'referralInbox(first: 1) { edges { node { victim { incidents { edges { node { id } } } } } } }';
/** Each fragment twice the next: 2^n selections when somebody unfolds them. */
const doubling = (n: number, type: string, leaf: string) =>
  `${repeated(n, (i) => `fragment F${i} on ${type} { ...F${i + 1} ...F${i + 1} }`)} fragment F${n} on ${type} { ${leaf} }`;

const NAMES = ['__proto__', 'constructor', 'prototype', '__defineGetter__', '__typename__'];
const LONG = 'a'.repeat(200_000);

export const ATTACKS: readonly Attack[] = [
  document('11 aliases', `{ ${repeated(11, (i) => `a${i}: ${OK}`)} }`),
  document('300 aliases', `{ ${repeated(300, (i) => `a${i}: ${OK}`)} }`),
  document('20,000 aliases', `{ ${repeated(12_000, (i) => `a${i}: ${OK}`)} }`),
  document(
    'aliases within fragments',
    `{ ...A ...B } ${['A', 'B'].map((f) => `fragment ${f} on Query { ${repeated(8, (i) => `${f}${i}: ${OK}`)} }`).join(' ')}`,
  ),
  document('6 directives', `{ regions { code ${'@include(if: true) '.repeat(6)} } }`),
  document('600 directives', `{ regions { code ${'@skip(if: false) '.repeat(600)} } }`),
  document('directives that are none', `{ regions { code ${'@x '.repeat(100)} } }`),
  document('@defer', `{ regions { ... @defer { code } } }`),
  document('depth 13', `{ ${nested(13, 'a { ', 'b', ' }')} }`),
  document(
    'depth of real fields',
    `query { ${DEEP.replace('node { id }', `node { victim { ${DEEP.replace('referralInbox(first: 1)', 'incidents')} } }`)} }`,
  ),
  document('depth 900', `{ ${nested(900, 'a{', 'b', '}')} }`),
  document('depth 100,000', nested(100_000, '{a', '', '}')),
  document('depth of values', `{ regions(x: ${nested(900, '[', '1', ']')}) { code } }`),
  document('depth of types', `query ($x: ${nested(900, '[', 'ID', ']')}) { regions { code } }`),
  document('introspection in a circle', `{ __schema { types { ${nested(8, 'fields { type { ', 'name', ' } }')} } } }`),
  document('fragments that double, 30 times', `{ ...F0 } ${doubling(30, 'Query', OK)}`),
  document('fragments that double, 120 times', `{ ...F0 } ${doubling(120, 'Query', OK)}`),
  document(
    'a thousand spreads of a fragment',
    `{ ${'...A '.repeat(900)} } fragment A on Query { ${repeated(11, (i) => `a${i}: ${OK}`)} }`,
  ),
  document('a fragment in itself', `{ ...A } fragment A on Query { ...A }`),
  document(
    'fragments in a circle',
    `{ ...A } fragment A on Query { ...B } fragment B on Query { ...C } fragment C on Query { ...A }`,
  ),
  document('a fragment in itself, below', `{ regions { ...A } } fragment A on Region { code ...A }`),
  document('fields that may conflict', `{ ${repeated(150, (i) => `regions { code x: ${i % 2 ? 'name' : 'code'} }`)} }`),
  ...NAMES.map((name) => document(`alias ${name}`, `{ ${name}: ${OK} }`)),
  ...NAMES.map((name) => document(`alias ${name} below`, `{ regions { ${name}: code } }`)),
  ...NAMES.map((name) =>
    document(
      `variable ${name}`,
      `query ($${name}: ID!) { victim(id: $${name}) { id } }`,
      JSON.parse(`{ "${name}": "x" }`),
    ),
  ),
  ...NAMES.map((name) => document(`operation ${name}`, `query ${name} { ${OK} }`)),
  ...NAMES.map((name) => document(`fragment ${name}`, `{ ...${name} } fragment ${name} on Query { ${OK} }`)),
  document('field __proto__', '{ __proto__ { code } }'),
  {
    name: 'a prototype in an input',
    body: '{"query":"mutation ($input: VictimRegisterInput!) { victimRegister(input: $input) { victimId } }","variables":{"input":{"idempotencyKey":"attack attack","__proto__":{"requester":"x"}}}}',
  },
  {
    name: 'a constructor in an input',
    body: '{"query":"mutation ($input: VictimRegisterInput!) { victimRegister(input: $input) { victimId } }","variables":{"input":{"idempotencyKey":"attack attack","constructor":{"prototype":{"requester":"x"}}}}}',
  },
  document('variables of 1 MB', 'query ($id: ID!) { victim(id: $id) { id } }', { id: 'x'.repeat(1_000_000) }),
  document('480 variables', `query (${repeated(480, (i) => `$v${i}: ID`)}) { ${OK} }`),
  document('50,000 variables', `query (${repeated(50_000, (i) => `$v${i}: ID`)}) { ${OK} }`),
  {
    name: 'a list as deep as the body is long',
    body: `{"query":"query ($id: ID!) { victim(id: $id) { id } }","variables":{"id":${nested(60_000, '[', '', ']')}}}`,
  },
  {
    name: 'JSON as deep as the body is long',
    body: `{"query":"{ regions { code } }","variables":${nested(120_000, '[', '', ']')}}`,
  },
  {
    name: 'objects as deep as the body is long',
    body: `{"query":"query ($id: ID!) { victim(id: $id) { id } }","variables":{"id":${nested(30_000, '{"a":', '1', '}')}}}`,
  },
  { name: 'JSON that does not end', body: `{"query":"{ regions { code } }","variables":${'['.repeat(200_000)}` },
  document('a long alias', `{ ${LONG}: ${OK} }`),
  document('a long field', `{ ${LONG} }`),
  document('a long argument', `{ regions(${LONG}: 1) { code } }`),
  document('a long variable', `query ($${LONG}: ID!) { victim(id: $${LONG}) { id } }`, { [LONG.slice(0, 9)]: 'x' }),
  document('a long operation', `query ${LONG} { ${OK} }`),
  document('a long type', `query ($x: ${LONG}) { ${OK} }`),
  document('a number beyond all numbers', '{ incidents(first: 1e999999999) { edges { cursor } } }'),
  document('a number of 100,000 digits', `{ incidents(first: ${'9'.repeat(100_000)}) { edges { cursor } } }`),
  document(
    '200 operations',
    repeated(200, (i) => `query Q${i} { ${OK} }`),
  ),
  document('a subscription', 'subscription { regions { code } }'),
  document('a definition of a type', 'type Query { regions: Int }'),
  document('nothing', ''),
  document('an end of text', '\u0000'),
  { name: 'a batch of one', body: `[{"query":"{ regions { code } }"}]` },
  { name: 'a batch of 3,000', body: `[${repeated(3_000, () => '{"query":"{ regions { code } }"}', ',')}]` },
  { name: 'an array of arrays', body: '[[[[{"query":"{ regions { code } }"}]]]]' },
  { name: 'a query that is a list', body: '{"query":["{ regions { code } }"]}' },
  {
    name: 'a form',
    body: 'query={ regions { code } }',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  },
  {
    name: 'a form of many parts',
    body: '--x\r\n\r\n--x--',
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
  },
  { name: 'plain text', body: '{"query":"{ regions { code } }"}', headers: { 'content-type': 'text/plain' } },
  { name: '50 MB in 50 KB', body: gzipSync(Buffer.alloc(50_000_000, ' ')), headers: { 'content-encoding': 'gzip' } },
  {
    name: 'what is said to be compressed',
    body: '{"query":"{ regions { code } }"}',
    headers: { 'content-encoding': 'gzip' },
  },
  { name: 'a GET', body: '', method: 'GET', path: '?query=%7Bregions%7Bcode%7D%7D' },
  { name: 'a PUT', body: '{"query":"{ regions { code } }"}', method: 'PUT' },
];
