import { randomUUID } from 'node:crypto';
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
      const kept: Record<string, unknown> = {
        tomorrow: inHours(24),
        inTwoDays: inHours(48),
        tomorrowDate: inHours(24).slice(0, 10),
      };
      for (const [, account, purpose, keep, operation] of text.matchAll(
        /```graphql as=(\S+)(?: purpose=(\S+))?(?: keep=(\S+))?\n([\s\S]*?)```/g,
      )) {
        const { data, errors } = await hub.as(account!, purpose).query(operation!, variablesOf(operation!, kept));
        for (const [name, path] of (keep ?? '').split(',').map((each) => each.split(':')))
          if (path) kept[name!] = at(data, path);
        expect({ file, operation, errors }).toEqual({ file, operation, errors: undefined });
        for (const answer of Object.values(data)) {
          const list =
            (answer as { edges?: unknown[]; offers?: unknown[] }).edges ?? (answer as { offers?: unknown[] }).offers;
          expect({ operation, items: list?.length }).not.toEqual({ operation, items: 0 });
          expect({ operation, userErrors: (answer as { userErrors?: unknown[] }).userErrors ?? [] }).toEqual({
            operation,
            userErrors: [],
          });
        }
        run++;
      }
    }
    expect(run).toBeGreaterThanOrEqual(3);
  });
});

const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

/** Those that an operation declares: what an earlier one of the page has answered, by the name after `keep=`, and a new key each time. */
function variablesOf(operation: string, kept: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const names = [...operation.matchAll(/\$(\w+):/g)].map(([, name]) => name!);
  return Object.fromEntries(names.map((name) => [name, name === 'key' ? randomUUID() : kept[name]]));
}

const at = (data: unknown, path: string): unknown =>
  path.split('.').reduce((found, step) => (found as Record<string, unknown>)[step], data);
