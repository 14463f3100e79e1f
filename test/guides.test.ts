import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';

const guides = async (): Promise<[file: string, text: string][]> =>
  Promise.all(
    (await readdir('docs/guides'))
      .filter((name) => name.endsWith('.md'))
      .map(async (name) => [name, await readFile(`docs/guides/${name}`, 'utf8')] as [string, string]),
  );

describe('what the guides quote', () => {
  test('of a file stands in that file, word for word', async () => {
    let compared = 0;
    for (const [guide, text] of await guides()) {
      for (const [, file, excerpt] of text.matchAll(/```ts file=(\S+)\n([\s\S]*?)```/g)) {
        const source = await readFile(file!, 'utf8');
        expect({ guide, file, excerpt, found: source.includes(excerpt!) }).toMatchObject({ found: true });
        compared++;
      }
    }
    expect(compared).toBeGreaterThanOrEqual(6);
  });

  test('of the check is what its own test expects it to say', async () => {
    const expected = await readFile('scripts/check/subgraph-faults.test.ts', 'utf8');
    const lines = (await guides()).flatMap(([, text]) =>
      [...text.matchAll(/```check\n([\s\S]*?)```/g)].flatMap(([, block]) => block!.trimEnd().split('\n')),
    );
    expect(lines.length).toBeGreaterThanOrEqual(8);
    expect(lines.filter((line) => !expected.includes(`'${line}'`))).toEqual([]);
  });

  test('of files by a link is there', async () => {
    for (const [guide, text] of await guides()) {
      for (const [, link] of text.matchAll(/\]\((\.\.\/[^)#]+)\)/g)) {
        const there = await readFile(new URL(link!, new URL(`../docs/guides/${guide}`, import.meta.url)), 'utf8').catch(
          () => null,
        );
        expect({ guide, link, there: there !== null }).toEqual({ guide, link, there: true });
      }
    }
  });
});
