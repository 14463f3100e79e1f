import type { GraphQLResolveInfo } from 'graphql';
import { type Category, disclosureField, hubError, issueDisclosure, type SubgraphContext } from '../../kit/index.js';
import { type Asked, decide, type OpenCategory } from '../disclosure/decision.js';
import { touchedCategories } from '../disclosure/touched-categories.js';

/** A token outlasts the request's deadline by this much, so that a slow clock in another process does not refuse it. */
const GRACE_MS = 5_000;

/** A victim who is open to the requester: what `victim(id)` and a reference from another subgraph answer. */
export interface OpenVictim {
  readonly key: string;
  readonly open: readonly OpenCategory[];
  /** `identityDisclosure`, …: present for the categories that the selection touches and that are open */
  readonly [disclosure: `${string}Disclosure`]: string;
}

/**
 * The one way to a `Victim` in this subgraph. Null unless something is open: unknown, unconsented, expired, withdrawn and walled
 * are one answer, by the same statement.
 */
export async function openVictim(
  ctx: SubgraphContext,
  key: string,
  info: GraphQLResolveInfo,
): Promise<OpenVictim | null> {
  const asked: Asked = { key, touched: touchedCategories(info) };
  const open = await ctx.load('victim', asked, (all) => decide(ctx, all));
  if (open.length === 0) return null;
  const expires = Math.max(ctx.caller.deadline, Date.now()) + GRACE_MS;
  const tokens = asked.touched
    .filter((category) => open.some((o) => o.category === category))
    .map((category) => [disclosureField(category), token(ctx, key, category, expires)] as const);
  return { key, open, ...Object.fromEntries(tokens) };
}

function token(ctx: SubgraphContext, victim: string, category: Category, expires: number): string {
  const secret = ctx.secrets.disclosure[ctx.owners[category] ?? ''];
  if (!secret) throw hubError('UNAVAILABLE');
  return issueDisclosure(secret.newest(), {
    victim,
    category,
    requester: ctx.purposeful,
    requestId: ctx.caller.requestId,
    expires,
  });
}
