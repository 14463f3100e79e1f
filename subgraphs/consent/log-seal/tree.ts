import type { EntityManager } from 'typeorm';
import {
  Frontier,
  folded,
  type Place,
  placesOf,
  type Range,
  rowsOf,
  type SubgraphSecrets,
  signedCheckpoint,
} from '../../kit/index.js';

/** One tree of the access log. */
export interface Epoch {
  readonly number: number;
  readonly origin: string;
}

/** A statement, in a transaction or not */
export type Query = <Row>(sql: string, values: readonly unknown[]) => Promise<Row[]>;

export const inTransaction =
  (manager: EntityManager): Query =>
  (sql, values) =>
    rowsOf(manager, sql, values);

const NODES = `
  WITH wanted AS (SELECT * FROM unnest($1::int[], $2::int[], $3::bigint[]) AS w (epoch, level, position))
  SELECT epoch, level, position, n.hash FROM wanted JOIN log_node n USING (epoch, level, position)
  UNION ALL
  SELECT w.epoch, 0, l.leaf, l.hash FROM wanted w JOIN log_leaf l ON l.epoch = w.epoch AND l.leaf = w.position WHERE w.level = 0`;

/**
 * Hashes of ranges of leaves, of any number of trees, by one statement: what is complete is stored, so each range takes as many rows as its tree has levels
 * at most. @throws when a node is missing
 */
export async function hashesOf(
  query: Query,
  wanted: readonly { readonly epoch: number; readonly ranges: readonly Range[] }[],
): Promise<(epoch: number, range: Range) => Buffer> {
  const key = (epoch: number, { level, position }: Place) => `${epoch}/${level}/${position}`;
  const places = new Map<string, Place & { epoch: number }>();
  for (const { epoch, ranges } of wanted)
    for (const place of ranges.flatMap(placesOf)) places.set(key(epoch, place), { epoch, ...place });
  const all = [...places.values()];
  const rows =
    all.length === 0
      ? []
      : await query<{ epoch: number; level: number; position: string; hash: Buffer }>(NODES, [
          all.map(({ epoch }) => epoch),
          all.map(({ level }) => level),
          all.map(({ position }) => position),
        ]);
  const found = new Map(
    rows.map(({ epoch, level, position, hash }) => [key(epoch, { level, position: Number(position) }), hash]),
  );
  return (epoch, range) =>
    folded(
      placesOf(range).map((place) => {
        const hash = found.get(key(epoch, place));
        if (!hash) throw new Error('A node of the access log tree is missing.');
        return hash;
      }),
    );
}

export interface Leaf {
  readonly hash: Buffer;
  readonly entryId: string | null;
  readonly salt: Buffer | null;
}

/** Adds leaves to the tree of an epoch and signs it; the caller holds the lock under which it grows. */
export async function grow(
  manager: EntityManager,
  { number, origin }: Epoch,
  leaves: readonly Leaf[],
  signing: SubgraphSecrets['signing'],
): Promise<void> {
  const [last] = await rowsOf<{ size: string }>(
    manager,
    'SELECT size FROM log_checkpoint WHERE epoch = $1 ORDER BY size DESC LIMIT 1',
    [number],
  );
  const size = Number(last?.size ?? 0);
  const peaks = placesOf({ from: 0, to: size }).map(({ level, position }) => ({
    from: position * 2 ** level,
    to: (position + 1) * 2 ** level,
  }));
  const hash = await hashesOf(inTransaction(manager), [{ epoch: number, ranges: peaks }]);
  const frontier = new Frontier(
    size,
    peaks.map((range) => hash(number, range)),
  );
  const nodes = leaves.flatMap((leaf) => frontier.add(leaf.hash)).filter(({ level }) => level > 0);
  await rowsOf(
    manager,
    `INSERT INTO log_leaf (epoch, leaf, entry_id, salt, hash)
     SELECT $1, $2 + place - 1, entry_id, salt, hash
     FROM unnest($3::bigint[], $4::bytea[], $5::bytea[]) WITH ORDINALITY AS l (entry_id, salt, hash, place)`,
    [number, size, leaves.map((l) => l.entryId), leaves.map((l) => l.salt), leaves.map((l) => l.hash)],
  );
  await rowsOf(
    manager,
    `INSERT INTO log_node (epoch, level, position, hash)
     SELECT $1, * FROM unnest($2::int[], $3::bigint[], $4::bytea[])`,
    [number, nodes.map((n) => n.level), nodes.map((n) => n.position), nodes.map((n) => n.hash)],
  );
  const checkpoint = { origin, size: frontier.size, root: frontier.root };
  await rowsOf(manager, 'INSERT INTO log_checkpoint (epoch, size, root, note) VALUES ($1, $2, $3, $4)', [
    number,
    checkpoint.size,
    checkpoint.root,
    signedCheckpoint(checkpoint, signing.newest().key),
  ]);
}
