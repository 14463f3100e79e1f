import { type ValidationError, validate } from 'class-validator';
import type { DataSource, EntityManager } from 'typeorm';
import { awayOr } from './contention.js';
import type { SubgraphContext } from './context.js';
import { claimIdempotencyKey, earlierResult, recordIdempotentResult } from './idempotency.js';
import { transaction } from './transaction.js';
import { type Payload, Refusal, Refusals, UserErrorCode } from './user-error.js';

/**
 * Runs `effect` in one transaction and returns the id of the object it made or changed. When the input has an idempotency key
 * that was used before, nothing runs and the id of the first time is returned.
 */
export type Commit = (effect: (manager: EntityManager) => Promise<string>) => Promise<string>;

/** What {@link Commit} has returned for this key already; null when it has not. For work whose questions before it may be answered otherwise the second time. */
export type Earlier = () => Promise<string | null>;

/**
 * The one way of doing a mutation: validates the input (class-validator), runs `work`, and answers its rules' refusals as
 * `userErrors` in the caller's language. A refusal inside `commit` rolls everything back, the idempotency key included.
 * Calls to other subgraphs belong before `commit`: no transaction waits for another process.
 * @throws UNAVAILABLE when the database is away before it could be asked, or after it was written to
 */
export async function mutate<P extends Payload>(
  ctx: SubgraphContext,
  operation: string,
  input: object,
  payload: new () => P,
  work: (commit: Commit, earlier: Earlier) => Promise<Omit<P, 'userErrors'>>,
  db: DataSource = ctx.db,
): Promise<P> {
  const { requester } = ctx;
  const { idempotency } = ctx.secrets;
  const key = (input as { idempotencyKey?: string | null }).idempotencyKey ?? undefined;
  const commit: Commit = (effect) =>
    transaction(db, async (manager) => {
      if (key === undefined) return effect(manager);
      const keyed = { ...input, idempotencyKey: key };
      const made = await claimIdempotencyKey(manager, idempotency, requester, operation, keyed);
      if (made !== null) return made;
      const id = await effect(manager);
      await recordIdempotentResult(manager, idempotency, requester, operation, key, id);
      return id;
    });
  const earlier: Earlier = async () =>
    key === undefined ? null : earlierResult(db, idempotency, requester, operation, { ...input, idempotencyKey: key });
  try {
    const invalid = await invalidFields(input);
    if (invalid.length > 0) throw new Refusals(invalid);
    const answer = await work(commit, earlier);
    ctx.outbox.wake();
    return Object.assign(new payload(), answer);
  } catch (error) {
    const refusals = error instanceof Refusals ? error.refusals : error instanceof Refusal ? [error] : null;
    if (!refusals) throw awayOr(error);
    return Object.assign(new payload(), {
      userErrors: refusals.map((refusal) => refusal.toUserError(requester.language)),
    });
  }
}

/** One refusal for each field that class-validator finds invalid; also for a query whose answer carries `userErrors`. */
export async function invalidFields(input: object): Promise<Refusal[]> {
  return refusalsOf(await validate(input, { forbidUnknownValues: false, whitelist: false }));
}

function refusalsOf(errors: readonly ValidationError[], path: readonly string[] = []): Refusal[] {
  return errors.flatMap((error) => {
    const here = [...path, error.property];
    const own = error.constraints
      ? [
          new Refusal(
            UserErrorCode.INVALID,
            {
              // class-validator's messages name the property and the rule, never the value
              en: Object.values(error.constraints).join('; '),
              ru: `Недопустимое значение: ${here.join('.')}.`,
              kk: `Жарамсыз мән: ${here.join('.')}.`,
            },
            here,
          ),
        ]
      : [];
    return [...own, ...refusalsOf(error.children ?? [], here)];
  });
}
