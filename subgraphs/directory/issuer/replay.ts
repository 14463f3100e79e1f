import type { EntityManager } from 'typeorm';
import { type ClosureReplay, HUB_ISSUER, rowsOf, type SubgraphContext } from '../../kit/index.js';

export const recordRemoved = (ctx: SubgraphContext, manager: EntityManager, issuer: string): Promise<void> =>
  ctx.closures.record(manager, 'issuer-removed', issuer, { issuer });

/** Trusted again, or with other keys, another audience or agency: the old keys were perhaps stolen. All of it, as it is in this transaction. */
export async function recordTrusted(ctx: SubgraphContext, manager: EntityManager, issuer: string): Promise<void> {
  const [state] = await rowsOf<object>(
    manager,
    'SELECT issuer, audience, jwks, agency_id AS agency, discovered FROM issuer WHERE issuer = $1',
    [issuer],
  );
  await ctx.closures.record(manager, 'issuer-trusted', issuer, state!);
}

/**
 * A provider of an agency that this state does not know vouches for nobody. Keys that were discovered later than these stay, and the provider
 * is asked again at once. $1 issuer, $2 audience, $3 keys, $4 agency, $5 whether they were discovered, $6 at, $7 the hub itself
 */
const TRUST = `
  UPDATE issuer i SET audience = $2, discovered = $5, tried_at = NULL, refreshed_at = greatest(i.refreshed_at, $6::timestamptz),
    jwks = CASE WHEN $5 AND i.discovered AND i.refreshed_at >= $6::timestamptz THEN i.jwks ELSE $3::jsonb END,
    agency_id = CASE WHEN p.known THEN $4::uuid ELSE i.agency_id END,
    removed_at = CASE WHEN NOT p.known THEN coalesce(i.removed_at, $6::timestamptz) END
  FROM (SELECT EXISTS (SELECT FROM agency WHERE id = $4::uuid) AS known) p WHERE i.issuer = $1 AND i.issuer <> $7`;

export const ISSUER_CLOSURES: Readonly<Record<string, ClosureReplay>> = {
  'issuer-removed': async (manager, { payload, at }) => {
    await rowsOf(
      manager,
      'UPDATE issuer SET removed_at = $2 WHERE issuer = $1 AND removed_at IS NULL AND issuer <> $3',
      [payload.issuer, at, HUB_ISSUER],
    );
  },
  'issuer-trusted': async (manager, { payload: { issuer, audience, jwks, agency, discovered }, at }) => {
    const values = [issuer, audience, JSON.stringify(jwks), agency, discovered, at, HUB_ISSUER];
    await rowsOf(manager, TRUST, values);
  },
};
