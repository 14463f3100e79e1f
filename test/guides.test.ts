import { access, readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
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
});

/** Every page of docs, and the README. */
const pages = async (): Promise<string[]> => [
  'README.md',
  ...(await readdir('docs', { recursive: true })).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`),
];

test('every link of a page to a file of this repository leads to one', async () => {
  let followed = 0;
  for (const page of await pages()) {
    const text = await readFile(page, 'utf8');
    for (const [, link] of text.matchAll(/\]\((?!https?:|#)([^)#\s]+)[^)]*\)/g)) {
      const there = await access(join(dirname(page), link!)).then(
        () => true,
        () => false,
      );
      expect({ page, link, there }).toEqual({ page, link, there: true });
      followed++;
    }
  }
  expect(followed).toBeGreaterThan(60);
});
