import { describe, expect, test } from '@jest/globals';
import { GraphQLError, Kind } from 'graphql';
import { hubError } from './errors.js';
import { faultLine } from './fault-line.js';

const node = {
  kind: Kind.FIELD,
  name: { kind: Kind.NAME, value: 'identity' },
  alias: { kind: Kind.NAME, value: 'Aigerim' },
} as const;

describe('what the operator reads of a fault', () => {
  test('the field, the kind and the SQLSTATE; no message, value or alias', () => {
    const driver = Object.assign(new Error('duplicate key: (name)=(Айгерім)'), { code: '23505', detail: 'Айгерім' });
    const line = faultLine(
      new GraphQLError('Айгерім', { nodes: [node], path: ['Aigerim'], originalError: driver }),
      'r1',
    );
    expect(line).toMatch(/^identity failed: Error 23505 at .* \(request r1\)$/);
    expect(line).not.toMatch(/Айгерім|Aigerim|duplicate/);
  });

  test('an error of the closed set is no fault', () => {
    const known = hubError('FORBIDDEN');
    expect(
      faultLine(new GraphQLError(known.message, { originalError: known, extensions: known.extensions }), 'r1'),
    ).toBeNull();
    expect(faultLine(new GraphQLError('Syntax Error'), 'r1')).toBeNull();
  });

  test('a code that could be a value is left out', () => {
    const odd = Object.assign(new Error('x'), { code: 'Айгерім Серікова' });
    expect(faultLine(new GraphQLError('x', { originalError: odd }), 'r1')).not.toContain('Айгерім');
  });
});
