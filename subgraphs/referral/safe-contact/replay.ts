import type { EntityManager } from 'typeorm';
import { type ClosureReplay, rowsOf, type SubgraphContext } from '../../kit/index.js';

/** What she answered, by its name; nothing of what it was. */
const SUSPEND = 'INSERT INTO contact_suspension (asking) SELECT $1::uuid';

/** Nobody goes by what she answered then, whoever has a copy of it. The closure's subject is the victim, whose answers are awaited. */
export async function suspend(
  manager: EntityManager,
  ctx: SubgraphContext,
  victim: string,
  asking: string,
): Promise<void> {
  await rowsOf(manager, `${SUSPEND} ON CONFLICT DO NOTHING`, [asking]);
  await ctx.closures.record(manager, 'contact-suspended', victim, { asking });
}

/** Before the version with her newer answer is written: so is the one before older than the closure, and the newer one younger. */
export const recordReplaced = (
  ctx: SubgraphContext,
  manager: EntityManager,
  victim: string,
  agency: string,
  asking: string,
): Promise<void> => ctx.closures.record(manager, 'contact-rule-replaced', victim, { victim, agency, asking });

/**
 * A suspension holds again. Where the newer answer is lost the older one is suspended too: it may have been the narrower one, or said that the
 * telephone is not safe any more.
 */
export const SAFE_CONTACT_CLOSURES: Readonly<Record<string, ClosureReplay>> = {
  'contact-suspended': async (manager, { payload }) => {
    await rowsOf(manager, `${SUSPEND} ON CONFLICT DO NOTHING`, [payload.asking]);
  },
  'contact-rule-replaced': async (manager, { payload: { victim, agency, asking }, at }) => {
    await rowsOf(
      manager,
      `${SUSPEND} FROM person_details WHERE victim_key = $2::uuid AND agency = $3::uuid AND superseded_at IS NULL AND recorded_at < $4
       ON CONFLICT DO NOTHING`,
      [asking, victim, agency, at],
    );
  },
};
