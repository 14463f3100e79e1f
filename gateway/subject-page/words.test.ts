import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { buildSchema, type GraphQLEnumType } from 'graphql';
import { GROUNDS } from './words.js';

describe('the words of her page', () => {
  test('are there for every ground and every kind of look that the schema knows', async () => {
    const schema = buildSchema(await readFile('schema/api.graphql', 'utf8'));
    const values = (type: string) => (schema.getType(type) as GraphQLEnumType).getValues().map(({ name }) => name);
    // a disclosure has its ground; her own look and a mark have their own words
    const kinds = values('AccessKind').filter((kind) => !['DISCLOSURE', 'SUBJECT', 'ENTERED_IN_ERROR'].includes(kind));
    expect([...values('DisclosureBasis'), ...kinds].filter((name) => !GROUNDS[name])).toEqual([]);
  });
});
