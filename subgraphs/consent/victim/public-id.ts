import type { SubgraphContext } from '../../kit/index.js';

export function publicIdOf(ctx: SubgraphContext, key: string): string {
  return ctx.secrets.pairwise!.toPublic(key, ctx.requester.agency);
}

/** Null for an id that was not made for the requester's agency. */
export function keyOf(ctx: SubgraphContext, publicId: string): string | null {
  return ctx.secrets.pairwise!.toKey(publicId, ctx.requester.agency);
}
