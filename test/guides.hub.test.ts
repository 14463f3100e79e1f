import { readdir, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seedCases } from '../standalone/seed/index.js';
import { openHub, type PublicHub } from './hub.js';

let hub: PublicHub;
beforeAll(async () => {
  hub = await openHub();
  await seedCases(hub.transport);
});
afterAll(() => hub?.close());

describe('the guides', () => {
  test('every operation in them runs as it stands and answers something', async () => {
    let run = 0;
    for (const file of (await readdir('docs/guides')).filter((name) => name.endsWith('.md'))) {
      const text = await readFile(`docs/guides/${file}`, 'utf8');
      for (const [, account, purpose, operation] of text.matchAll(
        /```graphql as=(\S+)(?: purpose=(\S+))?\n([\s\S]*?)```/g,
      )) {
        const { data, errors } = await hub.as(account!, purpose).query(operation!);
        expect({ file, operation, errors }).toEqual({ file, operation, errors: undefined });
        for (const answer of Object.values(data)) {
          const list =
            (answer as { edges?: unknown[]; offers?: unknown[] }).edges ?? (answer as { offers?: unknown[] }).offers;
          expect({ operation, items: list?.length }).not.toEqual({ operation, items: 0 });
        }
        run++;
      }
    }
    expect(run).toBeGreaterThanOrEqual(3);
  });
});
