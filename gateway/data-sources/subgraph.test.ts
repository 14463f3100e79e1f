import { describe, expect, test } from '@jest/globals';
import type { HubResponse } from '../../subgraphs/kit/index.js';
import { assertAnswers, failedAnswer } from './failed-answer.js';
import { spread, unique } from './representations.js';

const victim = (key: string) => ({ __typename: 'Victim', key });
const ENTITIES =
  'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Victim { a: stays { id } identity { familyName } } } }';

describe('an entity that occurs several times', () => {
  const asked = unique({ representations: [victim('1'), victim('2'), victim('1'), victim('1')], first: 5 });

  test('is asked for once, in the order in which each first occurs', () => {
    expect(asked).toEqual({
      variables: { representations: [victim('1'), victim('2')], first: 5 },
      places: [0, 1, 0, 0],
    });
  });

  test('is answered at each of its places, where none is the same object', () => {
    const { data } = spread({ data: { _entities: [{ stays: { n: 1 } }, null] } }, asked.places!);
    const entities = data!._entities as { stays: object }[];
    expect(entities).toEqual([{ stays: { n: 1 } }, null, { stays: { n: 1 } }, { stays: { n: 1 } }]);
    expect(new Set(entities.filter(Boolean).map(({ stays }) => stays)).size).toBe(3);
  });

  test('has its errors at each of its places; those of others stay at theirs', () => {
    const error = (path?: (string | number)[]) => ({
      message: 'm',
      extensions: { code: 'INTERNAL' },
      ...(path ? { path } : {}),
    });
    const { errors } = spread(
      {
        data: { _entities: [null, null] },
        errors: [error(['_entities', 0, 'stays']), error(['_entities', 1]), error()],
      },
      asked.places!,
    );
    expect(errors!.map((e) => (e as { path?: unknown }).path)).toEqual([
      ['_entities', 0, 'stays'],
      ['_entities', 2, 'stays'],
      ['_entities', 3, 'stays'],
      ['_entities', 1],
      undefined,
    ]);
  });

  test.each([
    {},
    { representations: [] },
    { representations: [victim('1')] },
    { representations: [victim('1'), victim('2')] },
  ])('does not in %j', (variables) => {
    expect(unique(variables)).toEqual({ variables, places: null });
  });
});

describe('an answer', () => {
  const two = { representations: [victim('1'), victim('2')] };
  const ROOT = 'query { regions { code } now: clock hidden @include(if: false) }';

  test.each<[string, Record<string, unknown>, HubResponse]>([
    [ROOT, {}, { data: { regions: [], now: null } }],
    [ROOT, {}, { data: null, errors: [{}] }],
    [ENTITIES, two, { data: { _entities: [null, {}] } }],
    [ENTITIES, two, { data: { _entities: null }, errors: [{}] }],
  ])('to what was asked is taken: %s %j %j', (document, variables, answer) => {
    expect(() => assertAnswers(document, variables, answer)).not.toThrow();
  });

  test.each<[string, Record<string, unknown>, HubResponse]>([
    [ROOT, {}, { data: { regions: [] } }],
    [ROOT, {}, { data: {} }],
    [ROOT, {}, { data: null }],
    [ROOT, {}, { data: null, errors: [] }],
    [ENTITIES, two, { data: { _entities: [{}] } }],
    [ENTITIES, two, { data: { _entities: [{}, {}, {}] } }],
    [ENTITIES, two, { data: { _entities: [{}, 'x'] } }],
    [ENTITIES, two, { data: { _entities: [{}, []] } }],
    [ENTITIES, two, { data: { _entities: null } }],
    [ENTITIES, two, { data: { _entities: {} } }],
  ])('to something else is none: %s %j %j', (document, variables, answer) => {
    expect(() => assertAnswers(document, variables, answer)).toThrow('not available');
  });

  test('that did not come names every field that was asked for', () => {
    const paths = ({ errors }: HubResponse) => errors!.map((error) => (error as { path: unknown }).path);
    expect(paths(failedAnswer(ENTITIES, two, new Error('Мадина')))).toEqual([
      ['_entities', 0, 'a'],
      ['_entities', 0, 'identity'],
      ['_entities', 1, 'a'],
      ['_entities', 1, 'identity'],
    ]);
    const root = failedAnswer(ROOT, {}, new Error('Мадина'));
    expect(paths(root)).toEqual([['regions'], ['now']]);
    expect(JSON.stringify(root)).not.toContain('Мадина');
  });
});
