import type { EntityManager } from 'typeorm';
import { rowsOf, type SubgraphContext } from '../../kit/index.js';
import { lockVictim } from '../victim/lock.js';
import { recordWithdrawal, type Withdrawal } from './replay.js';

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
  const closed = await rowsOf<{ id: string }>(
    manager,
    `UPDATE consent SET withdrawn_at = $2, withdrawn_by_agency = $3, withdrawn_by_staff = $4
     WHERE victim_key = $1 AND ($5::text IS NULL OR recipient_agency = $5) AND ($6::text IS NULL OR id::text = $6) AND withdrawn_at IS NULL
     RETURNING id`,
    [victim, now, agency, staff, recipient ?? null, consent ?? null],
  );
  if (closed.length > 0) {
    await recordWithdrawal(ctx, manager, { victim, consents: closed.map(({ id }) => id), at, agency, staff });
  }
  return at;
}
