import { describe, expect, test } from '@jest/globals';
import { buildSchema, execute, type GraphQLError, parse, validate } from 'graphql';
import { ERROR_MESSAGES } from '../../subgraphs/kit/index.js';
import { maskError } from './mask-error.js';

const DRIVER =
  'insert into "consent" violates foreign key constraint: Key (victim_key)=(0b0f0f3e) at http://10.0.0.7:4001/graphql Айгерім';
const closedSet = new Set<string>([
  ...Object.keys(ERROR_MESSAGES),
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
]);
const masked = (code: string | undefined, extensions: Record<string, unknown> = {}) =>
  maskError({
    message: DRIVER,
    path: ['victim', 'stays'],
    extensions: { ...(code === undefined ? {} : { code }), stacktrace: [DRIVER], ...extensions },
  });

describe('what leaves the hub of an error', () => {
  test.each(Object.entries(ERROR_MESSAGES))('%s has its one message, from wherever it comes', (code, message) => {
    const fromSubgraph = { message, path: ['victim', 'stays'], extensions: { code } };
    expect(masked(code, { serviceName: 'shelter-capacity', response: { body: DRIVER } })).toEqual(fromSubgraph);
  });

  test.each([
    undefined,
    'INTERNAL_SERVER_ERROR',
    'DOWNSTREAM_SERVICE_ERROR',
    '23505',
    'ECONNREFUSED',
    'PERSISTED_QUERY_NOT_FOUND',
    'toString',
    'constructor',
    '__proto__',
    '',
  ])('code %j is INTERNAL and says nothing', (code) => {
    expect(masked(code)).toEqual({
      message: ERROR_MESSAGES.INTERNAL,
      path: ['victim', 'stays'],
      extensions: { code: 'INTERNAL' },
    });
  });

  test('an error without anything is INTERNAL', () => {
    expect(maskError({ message: DRIVER })).toEqual({
      message: ERROR_MESSAGES.INTERNAL,
      extensions: { code: 'INTERNAL' },
    });
  });

  test.each(['BAD_USER_INPUT', 'BAD_REQUEST', 'GRAPHQL_VALIDATION_FAILED'])(
    'a form error %s of a subgraph keeps its code and not its words',
    (code) => {
      const error = masked(code, { serviceName: 'consent' });
      expect(error.message).toBe(ERROR_MESSAGES.BAD_USER_INPUT);
      expect(closedSet.has(String(error.extensions?.code))).toBe(true);
    },
  );

  test('a path that is none does not leave', () => {
    for (const key of ['Айгерім', 'x y', '+77015550142', 'a'.repeat(101), null, {}])
      expect(maskError({ message: DRIVER, path: ['victim', key as string], extensions: { code: 'INTERNAL' } })).toEqual(
        {
          message: ERROR_MESSAGES.INTERNAL,
          extensions: { code: 'INTERNAL' },
        },
      );
  });

  test('an error of form keeps its explanation and place', () => {
    const locations = [{ line: 1, column: 3 }];
    const message = 'Cannot query field "name" on type "Victim".';
    expect(maskError({ message, locations, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } })).toEqual({
      message,
      locations,
      extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
    });
  });
});

describe('what was sent is not repeated', () => {
  const schema = buildSchema(`
    enum Kind { A B }
    input Child { age: Int }
    input Person { name: String! kind: Kind born: Boolean age: Int children: [Child!] }
    type Query { find(person: Person, id: ID, kind: Kind, age: Int, name: String): String }`);
  const SENT = ['Айгерім', '7015550142', 'secretive'];
  const clean = (error: GraphQLError, code: string) => {
    const { message } = maskError({ ...error.toJSON(), extensions: { code } });
    for (const word of SENT)
      expect({ from: error.message, message: message.includes(word) ? message : '' }).toEqual({
        from: error.message,
        message: '',
      });
    return message;
  };

  const strings = [
    'Айгерім +7015550142',
    'x; Айгерім 7015550142',
    'x" at "input.secretive"; Айгерім',
    'x\\" at "person.y"; Value "Айгерім" does not exist in "Kind" enum. secretive',
    'Expected type "Int". Айгерім',
    '}; Айгерім { "secretive": 7015550142 }',
  ];
  const values: unknown[] = strings.flatMap((text) => [
    { name: text, kind: text },
    { name: 'n', born: text },
    { name: 'n', age: text },
    { name: 'n', age: { text } },
    { name: [text], kind: 'A' },
    { name: text, extra: text },
    { name: 'n', children: [{ age: 1 }, { age: text }] },
    { kind: 'A', children: text },
    text,
    [text],
  ]);

  test('of variables: the place and what was expected are named', async () => {
    for (const person of values) {
      const { errors } = await execute({
        schema,
        document: parse('query ($person: Person) { find(person: $person) }'),
        variableValues: { person },
      });
      expect(errors?.length).toBeGreaterThan(0);
      for (const error of errors ?? []) {
        expect(clean(error, 'BAD_USER_INPUT')).toMatch(
          /^Variable "\$person" got an invalid value( at "person[\w.[\]]*")?; .+/,
        );
      }
    }
  });

  test('of variables: the explanation still helps', async () => {
    const explained = async (person: unknown) => {
      const { errors } = await execute({
        schema,
        document: parse('query ($person: Person) { find(person: $person) }'),
        variableValues: { person },
      });
      return clean(errors![0]!, 'BAD_USER_INPUT');
    };
    const start = 'Variable "$person" got an invalid value';
    expect(await explained({ kind: 'A' })).toBe(`${start}; Field "name" of required type "String!" was not provided.`);
    expect(await explained({ name: 'n', kind: 'Айгерім' })).toBe(
      `${start} at "person.kind"; The value does not exist in "Kind" enum.`,
    );
    expect(await explained({ name: 'n', children: [{ age: 'Айгерім' }] })).toBe(
      `${start} at "person.children[0].age"; Int cannot represent the value.`,
    );
    expect(await explained({ name: null })).toBe(
      `${start} at "person.name"; Expected non-nullable type "String!" not to be null.`,
    );
    expect(await explained({ name: 'n', nmae: 'Айгерім' })).toContain('"nmae" is not defined by type "Person"');
  });

  test('of literals in the document', () => {
    const quoted = strings.map((text) => JSON.stringify(text));
    for (const text of [...quoted, '"""Айгерім " 7015550142"""', 'secretive', '7015550142.5', '[secretive]']) {
      for (const argument of [
        `person: ${text}`,
        `person: { name: "n", kind: ${text} }`,
        `person: { name: "n", age: ${text} }`,
        `person: { name: "n", born: ${text} }`,
        `person: { name: "n", children: ${text} }`,
        `person: { name: { text: ${text} } }`,
        `kind: ${text}`,
        `age: ${text}`,
        `id: { of: ${text} }`,
      ]) {
        const errors = validate(schema, parse(`{ find(${argument}) }`));
        for (const error of errors) clean(error, 'GRAPHQL_VALIDATION_FAILED');
      }
    }
  });

  test('of a document that cannot be parsed', () => {
    for (const text of [
      '{ find(name: "O"Айгерім") }',
      '{ find(name: "x" "Айгерім") }',
      '{ find(name: secretive secretive) }',
      '{ find("Айгерім": 1) }',
      '{ find(7015550142: 1) }',
      '{ find(name: """x""" """Айгерім""" }',
      '{ find(name: "x") "Айгерім" }',
      '{ find(name: $"7015550142") }',
      '"Айгерім"',
      'secretive { find }',
    ]) {
      let failure: GraphQLError | undefined;
      try {
        parse(text);
      } catch (error) {
        failure = error as GraphQLError;
      }
      expect(clean(failure!, 'GRAPHQL_PARSE_FAILED')).toMatch(/^Syntax Error: /);
    }
  });
});
