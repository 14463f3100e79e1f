import type { HubOperation, SubgraphContext } from '../../kit/index.js';

const COORDINATED: HubOperation<{ staff: string }, string[]> = {
  subgraph: 'directory',
  operation: 'coordinatedAgencies',
  document: 'query ($staff: ID!) { coordinatedAgencies(staff: $staff) }',
};
const OPERATES: HubOperation<{ agency: string }, boolean> = {
  subgraph: 'directory',
  operation: 'agencyOperates',
  document: 'query ($agency: ID!) { agencyOperates(agency: $agency) }',
};

/** Goes into the definition. */
export const STATISTICS_CALLS = ['directory.coordinatedAgencies', 'directory.agencyOperates'] as const;

/** The requester's own agency, and those of the regions that the rota has the requester coordinate. @throws UNAVAILABLE */
export async function agenciesOf(ctx: SubgraphContext): Promise<string[]> {
  const { agency, staff } = ctx.requester;
  return [...new Set([agency, ...(await ctx.hub.call(COORDINATED, { staff }, ctx.caller))])];
}

/** Whether the requester's agency runs the hub. @throws UNAVAILABLE */
export const operatesHub = (ctx: SubgraphContext): Promise<boolean> =>
  ctx.hub.call(OPERATES, { agency: ctx.requester.agency }, ctx.caller);
