import { Arg, Ctx, Directive, Mutation, Query, Resolver } from 'type-graphql';
import type { EntityManager } from 'typeorm';
import { Access } from '../access.js';
import type { SubgraphContext } from '../context.js';
import { hubError } from '../errors.js';
import { rowsOf, transaction } from '../transaction.js';
import type { PublicKey } from '../trust/key-set.js';
import { isConsistent, leafHash, rootOfInclusion } from './merkle.js';
import { type Checkpoint, checkpointText, cosignature, isSignedBy, parseCheckpoint, parseNote } from './note.js';
import { LogWitnessInput, logHeldField, logWitnessField } from './witness-operation.js';

/** Whose log is witnessed */
const LOG = 'consent';
const bytes = (hash: string) => Buffer.from(hash, 'base64');

interface Held {
  readonly origin: string;
  readonly size: string;
  readonly root: Buffer;
  readonly note: string;
}

const HELD = 'SELECT origin, size, root, note FROM witnessed_checkpoint ORDER BY number DESC LIMIT 1';

/** The checkpoint of an input, signed by the log. @throws BAD_USER_INPUT, FORBIDDEN */
function checkpointIn(ctx: SubgraphContext, note: string): Checkpoint {
  let checkpoint: Checkpoint;
  try {
    checkpoint = parseCheckpoint(parseNote(note).text);
  } catch {
    throw hubError('BAD_USER_INPUT');
  }
  const now = Date.now() / 1000;
  const keys = (ctx.secrets.trusted.get(LOG)?.keys ?? []).filter(({ exp }) => exp === undefined || exp > now);
  if (!isSignedBy(parseNote(note), checkpoint.origin, keys as PublicKey[])) throw hubError('FORBIDDEN');
  return checkpoint;
}

/**
 * Whether the log may go on to `checkpoint` from what is held: the tree that is held is its beginning; or it is a new log whose first leaf names exactly
 * the checkpoint that is held, so that what was before cannot be left out unseen.
 */
export function follows(
  held: Checkpoint | null,
  checkpoint: Checkpoint,
  input: Omit<LogWitnessInput, 'checkpoint'>,
): boolean {
  const { origin, size, root } = checkpoint;
  if (held && held.origin !== origin) {
    const leaf = input.firstLeaf ?? '';
    const proven = rootOfInclusion(0, size, leafHash(Buffer.from(leaf)), input.firstLeafPath.map(bytes));
    return (proven?.equals(root) ?? false) && names(leaf, origin, held);
  }
  const old = held ?? { size: 0, root: Buffer.alloc(0) };
  return Number(input.oldSize) === old.size && isConsistent(old.size, old.root, size, root, input.proof.map(bytes));
}

/** The first leaf of a log that follows another one: its own name, and the last signed checkpoint of the other. */
export const firstLeafOf = (origin: string, previous: string | null): string =>
  JSON.stringify({ kind: 'EPOCH', origin, previous, v: '1' });

function names(leaf: string, origin: string, held: Checkpoint): boolean {
  try {
    const { previous } = JSON.parse(leaf) as { previous: string };
    return leaf === firstLeafOf(origin, previous) && parseNote(previous).text === checkpointText(held);
  } catch {
    return false;
  }
}

const resolvers = new Map<string, new () => object>();

/**
 * By which a subgraph countersigns the access log of `consent`: it remembers the last checkpoint in its own database and signs none that does not go
 * on from there. Part of every subgraph that owns a category; which of them is asked is a setting. Made once: type-graphql remembers every class.
 */
export function logWitnessResolver(subgraph: string): new () => object {
  const made = resolvers.get(subgraph) ?? makeResolver(subgraph);
  resolvers.set(subgraph, made);
  return made;
}

function makeResolver(subgraph: string): new () => object {
  @Resolver()
  class LogWitnessResolver {
    @Mutation(() => String, {
      nullable: true,
      name: logWitnessField(subgraph),
      description:
        'Countersigns a checkpoint of the access log that goes on from the one countersigned last; otherwise answers that one. For subgraphs only.',
    })
    @Directive('@inaccessible')
    @Access({ subgraphs: [LOG] })
    async witness(
      @Arg('input', () => LogWitnessInput, { description: 'The checkpoint.' }) input: LogWitnessInput,
      @Ctx() ctx: SubgraphContext,
    ): Promise<string | null> {
      const checkpoint = checkpointIn(ctx, input.checkpoint);
      return transaction(ctx.db, async (manager) => {
        // what is held is compared and replaced in one step: otherwise an older tree could come after a newer one
        await rowsOf(manager, "SELECT pg_advisory_xact_lock(hashtext('log witness'))");
        const [held] = await rowsOf<Held>(manager, HELD);
        if (!follows(held ? { ...held, size: Number(held.size) } : null, checkpoint, input)) return held?.note ?? null;
        await keep(manager, checkpoint, input.checkpoint);
        return cosignature(checkpointText(checkpoint), subgraph, ctx.secrets.signing.newest().key);
      });
    }

    @Query(() => String, {
      nullable: true,
      name: logHeldField(subgraph),
      description: 'The checkpoint of the access log that was countersigned last. For subgraphs only.',
    })
    @Directive('@inaccessible')
    @Access({ subgraphs: [LOG] })
    async held(@Ctx() ctx: SubgraphContext): Promise<string | null> {
      const [held]: Held[] = await ctx.db.query(HELD);
      return held?.note ?? null;
    }
  }
  return LogWitnessResolver;
}

async function keep(manager: EntityManager, { origin, size, root }: Checkpoint, note: string): Promise<void> {
  await rowsOf(
    manager,
    `INSERT INTO witnessed_checkpoint (origin, size, root, note) VALUES ($1, $2, $3, $4)
     ON CONFLICT (origin) DO UPDATE SET size = excluded.size, root = excluded.root, note = excluded.note, at = clock_timestamp()`,
    [origin, size, root, note],
  );
}
