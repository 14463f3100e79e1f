import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { secretsOf } from '../../../standalone/secrets.js';
import { openTestHub, type TestHub } from '../../../test/hub.js';
import { testServer } from '../../../test/setup/test-server.js';
import { KeySet, makeSigningKey, type PublicKey } from '../index.js';
import { consistencyRanges, Frontier, folded, inclusionRanges, leafHash, placesOf, type Range } from './merkle.js';
import { cosignedAt, parseNote, signedCheckpoint } from './note.js';
import { firstLeafOf } from './witness.js';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
beforeEach(() => hub.db('shelter-capacity').query('DELETE FROM witnessed_checkpoint'));
afterAll(() => hub.close());

const secrets = secretsOf(testServer().secrets, 'consent');
const key = secrets.signing.newest().key;

/** A log of leaves `name 0`, `name 1`, … after a first one, if given. */
class Tree {
  readonly #nodes = new Map<string, Buffer>();
  readonly roots: Buffer[];
  constructor(
    readonly origin: string,
    size: number,
    name = 'leaf',
    readonly first: string | null = null,
  ) {
    const frontier = new Frontier();
    this.roots = [frontier.root];
    for (let i = 0; i < size; i++) {
      const leaf = leafHash(Buffer.from(i === 0 && first !== null ? first : `${name} ${i}`));
      for (const { level, position, hash } of frontier.add(leaf)) this.#nodes.set(`${level}/${position}`, hash);
      this.roots.push(frontier.root);
    }
  }
  note(size: number, signer = key): string {
    return signedCheckpoint({ origin: this.origin, size, root: this.roots[size]! }, signer);
  }
  #hashes(ranges: readonly Range[]) {
    return ranges.map((range) =>
      folded(placesOf(range).map(({ level, position }) => this.#nodes.get(`${level}/${position}`)!)).toString('base64'),
    );
  }
  /** From the size that is held to another one */
  input(from: number, to: number, change: object = {}) {
    return {
      checkpoint: this.note(to),
      oldSize: String(from),
      proof: this.#hashes(consistencyRanges(from, to)),
      firstLeaf: this.first,
      firstLeafPath: this.first === null ? [] : this.#hashes(inclusionRanges(0, { from: 0, to })),
      ...change,
    };
  }
}

const call = (document: string, variables: Record<string, unknown>, actor: string | null) =>
  hub.transport.call('shelter-capacity', {
    document,
    variables,
    caller: { requester: null, actor, requestId: '1', deadline: Date.now() + 5_000 },
  });
async function ask(input: object, actor: string | null = 'consent'): Promise<string | null> {
  const document = 'mutation ($input: LogWitnessInput!) { shelterCapacityLogWitness(input: $input) }';
  const { data, errors } = await call(document, { input }, actor);
  if (errors?.length) return (errors[0] as { extensions: { code: string } }).extensions.code;
  return data!.shelterCapacityLogWitness as string | null;
}
const isCosigned = (tree: Tree, size: number, answer: string | null): boolean =>
  answer?.startsWith('— ') === true &&
  cosignedAt(
    parseNote(tree.note(size) + answer),
    'shelter-capacity',
    secrets.trusted.get('shelter-capacity')!.keys as PublicKey[],
  ) !== null;

describe('a witness', () => {
  const tree = new Tree('dereu/access-log/a', 20);
  const fork = new Tree('dereu/access-log/a', 20, 'other');

  test('countersigns a log that only grows, and the same checkpoint again', async () => {
    for (const [from, to] of [
      [0, 3],
      [3, 3],
      [3, 8],
      [8, 20],
    ] as const)
      expect(isCosigned(tree, to, await ask(tree.input(from, to)))).toBe(true);
  });

  test('refuses another tree, a smaller one, and a proof from elsewhere, and says what it holds', async () => {
    await ask(tree.input(0, 8));
    expect(await ask(fork.input(8, 12))).toBe(tree.note(8));
    expect(await ask(fork.input(8, 8))).toBe(tree.note(8));
    expect(await ask(tree.input(0, 12))).toBe(tree.note(8));
    expect(await ask(tree.input(4, 12))).toBe(tree.note(8));
    expect(await ask(tree.input(8, 12, { proof: fork.input(8, 12).proof }))).toBe(tree.note(8));
    expect(await ask(tree.input(0, 5))).toBe(tree.note(8));
    expect(await ask({ ...tree.input(0, 5), oldSize: '8' })).toBe(tree.note(8));
    expect(isCosigned(tree, 12, await ask(tree.input(8, 12)))).toBe(true);
  });

  test('of several at once holds the largest', async () => {
    await ask(tree.input(0, 2));
    await Promise.all([5, 9, 14, 20].map((to) => ask(tree.input(2, to))));
    const [{ size, note }] = await hub.db('shelter-capacity').query('SELECT size, note FROM witnessed_checkpoint');
    expect(note).toBe(tree.note(Number(size)));
    const rows = await hub.db('shelter-capacity').query('SELECT FROM witnessed_checkpoint');
    expect(rows).toHaveLength(1);
    expect(await ask(tree.input(2, 3))).toBe(note);
  });

  test('takes a new log only when its first leaf names what is held, and then the old one no more', async () => {
    await ask(tree.input(0, 8));
    const next = (previous: string | null, origin = 'dereu/access-log/b') =>
      new Tree(origin, 5, 'new', firstLeafOf(origin, previous));
    const unnamed = new Tree('dereu/access-log/b', 5);
    for (const other of [
      unnamed,
      next(null),
      next(tree.note(7)),
      next(fork.note(8)),
      next('x'),
      next(tree.note(8), 'dereu/access-log/a'),
    ])
      expect(await ask(other.input(0, 5))).toBe(tree.note(8));
    const right = next(tree.note(8));
    expect(await ask(right.input(0, 5, { firstLeafPath: [] }))).toBe(tree.note(8));
    expect(await ask(unnamed.input(0, 5, { firstLeaf: right.first }))).toBe(tree.note(8));
    expect(isCosigned(right, 5, await ask(right.input(0, 5)))).toBe(true);
    expect(await ask(tree.input(8, 9))).toBe(right.note(5));
    const { data } = await call('{ shelterCapacityLogHeld }', {}, 'consent');
    expect(data).toEqual({ shelterCapacityLogHeld: right.note(5) });
  });

  test('holds nothing of what it has not been told, or cannot trust', async () => {
    expect(await ask(tree.input(0, 3, { checkpoint: tree.note(3, new KeySet([makeSigningKey()]).newest().key) }))).toBe(
      'FORBIDDEN',
    );
    expect(await ask(tree.input(0, 3, { checkpoint: tree.note(3).replace('\n3\n', '\n4\n') }))).toBe('FORBIDDEN');
    expect(await ask(tree.input(0, 3, { checkpoint: 'x' }))).toBe('BAD_USER_INPUT');
    for (const actor of ['referral', 'shelter-capacity', 'directory', null]) {
      expect(await ask(tree.input(0, 3), actor)).toBe('FORBIDDEN');
      expect((await call('{ shelterCapacityLogHeld }', {}, actor)).errors).toMatchObject([
        { extensions: { code: 'FORBIDDEN' } },
      ]);
    }
    expect(await call('{ shelterCapacityLogHeld }', {}, 'consent')).toEqual({ data: { shelterCapacityLogHeld: null } });
  });
});
