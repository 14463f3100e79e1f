import type { EntityManager } from 'typeorm';
import { rowsOf, type SubgraphContext } from '../../kit/index.js';
import { othersOf } from '../record-join/group.js';
import { lockVictim } from '../victim/lock.js';
import { closeConsents, type Withdrawal } from './closing.js';

/** What she takes back: one consent, those given to one agency, or all of them. */
export interface Withdrawn {
  readonly consent?: string | null | undefined;
  readonly recipient?: string | null | undefined;
}

/**
 * The one way in which consents are withdrawn, by whomever she tells: under her lock, in the transaction of the caller, who awaits
 * `closures.kept(victim)` before the answer. The instant from which nothing is open on their ground, whether there were any or not.
 */
export async function withdraw(
  ctx: SubgraphContext,
  manager: EntityManager,
  victim: string,
  { agency, staff }: Pick<Withdrawal, 'agency' | 'staff'>,
  { consent, recipient }: Withdrawn,
): Promise<string> {
  await lockVictim(manager, victim);
  const [{ now }] = await manager.query('SELECT clock_timestamp() AS now');
  const at: string = now.toISOString();
  // everything of hers is everything on each of her records; the one named comes last, so that the others are kept when it is
  const others = recipient == null && consent == null ? await othersOf(manager, victim) : [];
  for (const key of [...others, victim]) await close(ctx, manager, key, { agency, staff }, { consent, recipient }, at);
  return at;
}

async function close(
  ctx: SubgraphContext,
  manager: EntityManager,
  victim: string,
  { agency, staff }: Pick<Withdrawal, 'agency' | 'staff'>,
  { consent, recipient }: Withdrawn,
  at: string,
): Promise<void> {
  const given = await rowsOf<{ id: string }>(
    manager,
    `SELECT id FROM consent WHERE victim_key = $1 AND withdrawn_at IS NULL
       AND ($2::text IS NULL OR recipient_agency = $2) AND ($3::text IS NULL OR id::text = $3)`,
    [victim, recipient ?? null, consent ?? null],
  );
  if (given.length > 0) {
    const withdrawal: Withdrawal = { victim, consents: given.map(({ id }) => id), at, agency, staff };
    await closeConsents(manager, withdrawal);
    await ctx.closures.record(manager, 'consent-withdrawn', victim, withdrawal);
  }
}
