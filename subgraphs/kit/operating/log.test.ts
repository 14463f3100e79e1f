import { describe, expect, test } from '@jest/globals';
import { GraphQLError } from 'graphql';
import { hubError, type LogEvent, learnNames } from '../index.js';
import { fieldOf, foreseen } from './fault.js';
import { createLog } from './log.js';

/** What must never be in a log: a name, a telephone number, an IIN, an address, free text, a token. */
const CANARIES = [
  'Айгерім Серікова',
  'Aigerim',
  '+77015550142',
  77015550142,
  '900101450123',
  'Абай даңғылы 10, 5 пәтер',
  'he waits at the door every evening',
  'eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJvZmZpY2VyIn0.c2ln',
];

const lines: string[] = [];
const log = createLog({ process: 'unit', level: 'info', destination: { write: (line) => lines.push(line) } });
learnNames('subgraph', ['consent']);
learnNames('field', ['identity']);

/** The entry that is written for fields that no type-checker has seen. */
function written(fields: unknown, event = 'field_failed'): Record<string, unknown> {
  lines.length = 0;
  log.error(event as LogEvent, fields as never);
  expect(lines).toHaveLength(1);
  return JSON.parse(lines[0]!);
}

const FORMS = {
  requestId: '0b0f0f3e-0000-4000-8000-000000000001',
  process: 'unit',
  subgraph: 'consent',
  destination: 'consent',
  operation: 'unregistered',
  field: 'identity',
  outcome: 'refused',
  codes: ['FORBIDDEN', 'GRAPHQL_PARSE_FAILED'],
  status: 200,
  agencyKind: 'POLICE',
  durationMs: 1.25,
  count: 3,
  port: 4000,
  version: '0.1.0',
  signal: 'SIGTERM',
  errorName: 'TypeError',
  state: '23505',
};

describe('a line of the log', () => {
  test('carries what has its form, and the words of its event', () => {
    expect(written(FORMS)).toEqual({
      ...FORMS,
      level: 'error',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      event: 'field_failed',
      words: 'A field failed in a way that nobody foresaw; the caller was told INTERNAL.',
    });
  });

  test.each([...Object.keys(FORMS), 'statement', 'frame'])('withholds what has not the form of %s', (key) => {
    // a word like any other in a place where only a class of errors stands
    const canaries = key === 'errorName' ? CANARIES.filter((canary) => canary !== 'Aigerim') : CANARIES;
    const odd = [...canaries.map((a) => ({ a })), [canaries], null, Number.NaN, -1, true, 'x'.repeat(1e6), Symbol('x')];
    for (const value of [...canaries, ...odd]) expect(written({ [key]: value })[key]).toBe('withheld');
    expect(written({ [key]: CANARIES })[key]).toBe('withheld');
    expect(written({ [key]: { toString: () => 'consent', toJSON: () => 'Aigerim' } })[key]).toBe('withheld');
  });

  test('drops what is not listed, however deep, and calls nothing of what it is given', () => {
    let called = 0;
    const call = () => {
      called += 1;
      return 'Aigerim';
    };
    const entry = written({
      victim: 'Aigerim',
      message: 'Aigerim',
      msg: 'Aigerim',
      words: 'Aigerim',
      level: 'Aigerim',
      event: 'Aigerim',
      time: 'Aigerim',
      nested: { deep: { requestId: 'Aigerim' } },
      [Symbol('Aigerim')]: 'Aigerim',
      __proto__: { subgraph: 'Aigerim' },
      toJSON: call,
      [Symbol.toPrimitive]: call,
      get status() {
        return call();
      },
      codes: Object.assign(['FORBIDDEN'], { toJSON: call }),
    });
    expect(called).toBe(0);
    expect(entry).toMatchObject({ event: 'field_failed', status: 'withheld', codes: ['FORBIDDEN'] });
    expect(Object.keys(entry).sort()).toEqual(['codes', 'event', 'level', 'process', 'status', 'time', 'words']);
    expect(lines[0]).not.toContain('Aigerim');
  });

  test.each([
    ['a string', 'Aigerim'],
    ['null', null],
    ['a function', () => 'Aigerim'],
    [
      'a proxy that throws',
      new Proxy(
        {},
        {
          getOwnPropertyDescriptor() {
            throw new Error('Aigerim');
          },
        },
      ),
    ],
  ])('for %s in the place of fields says only what happened', (_, given) => {
    written(given);
    expect(lines[0]).not.toContain('Aigerim');
  });

  test('about nothing that is not an event is not written', () => {
    lines.length = 0;
    for (const event of ['Aigerim', 'toString', '__proto__']) log.error(event as LogEvent);
    expect(lines).toEqual([]);
  });
});

describe('an error', () => {
  const loud = (more: object = {}) =>
    Object.assign(
      new RangeError('Айгерім\n    at Aigerim (file:///subgraphs/aigerim.js:1:1)', { cause: new Error('Aigerim') }),
      { name: 'Aigerim', detail: 'Aigerim', parameters: ['Aigerim'], toJSON: () => 'Aigerim' },
      more,
    );

  test('is its class, its state and where in our code it was thrown', () => {
    expect(written({ error: loud({ code: '23505' }), subgraph: 'consent' })).toMatchObject({
      errorName: 'RangeError',
      state: '23505',
      frame: expect.stringMatching(/^subgraphs\/kit\/operating\/log\.test\.ts:\d+$/),
      subgraph: 'consent',
    });
    expect(lines[0]).not.toMatch(/Айгерім|aigerim/i);
    expect(written({ error: loud({ code: 'x', driverError: { code: 'ECONNREFUSED' } }) }).state).toBe('ECONNREFUSED');
  });

  test('says no more in the place of fields, and never its message', () => {
    expect(written(loud())).toMatchObject({ errorName: 'RangeError' });
    expect(lines[0]).not.toMatch(/Айгерім|aigerim/i);
  });

  test.each(CANARIES)('with the code %j has none', (code) => {
    expect(written({ error: loud({ code }) })).not.toHaveProperty('state');
  });

  test('of any make is read without harm', () => {
    class Odd extends Error {
      override get stack(): string {
        throw new Error('Aigerim');
      }
    }
    const bare = Object.create(null);
    for (const error of ['Aigerim', 7701, null, bare, new Odd('Aigerim'), Object.freeze(loud())]) {
      written({ error });
      expect(lines[0]).not.toMatch(/aigerim/i);
    }
  });

  test('of the closed set is no fault; another one names its field and never its alias', () => {
    const known = hubError('FORBIDDEN');
    const options = { originalError: known, extensions: known.extensions };
    expect(foreseen(new GraphQLError(known.message, options))).toBe(true);
    expect(foreseen(new GraphQLError('Syntax Error'))).toBe(true);
    const nodes = [
      { kind: 'Field', name: { kind: 'Name', value: 'identity' }, alias: { kind: 'Name', value: 'Aigerim' } },
    ] as never;
    const unknown = new GraphQLError('x', { nodes, path: ['Aigerim'], originalError: new Error('x') });
    expect(foreseen(unknown)).toBe(false);
    expect(fieldOf(unknown)).toBe('identity');
  });
});
