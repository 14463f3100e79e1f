import { type AgencyKind, type HubOperation, type SubgraphContext } from '../../kit/index.js';

const AGENCY_KINDS: HubOperation<{ ids: string[] }, { id: string; kind: AgencyKind }[]> = {
  subgraph: 'directory',
  operation: 'agencyKinds',
  document: 'query ($ids: [ID!]!) { agencyKinds(ids: $ids) { id kind } }',
};

/** Of what she may wait for in all */
const SHARE_OF_THE_WAIT = 0.5;

/**
 * The kinds of some agencies, in one call that is made also when there are none. A directory that does not answer takes nothing from her but the
 * word for whom: she sees what is open, and can close it.
 */
export async function agencyKinds(
  ctx: SubgraphContext,
  agencies: readonly string[],
): Promise<(agency: string) => AgencyKind | null> {
  const now = Date.now();
  const deadline = now + Math.max(0, ctx.caller.deadline - now) * SHARE_OF_THE_WAIT;
  const known = await ctx.hub
    .call(AGENCY_KINDS, { ids: [...new Set(agencies)] }, { ...ctx.caller, deadline })
    .catch(() => []);
  const kinds = new Map(known.map(({ id, kind }) => [id, kind]));
  return (agency) => kinds.get(agency) ?? null;
}
