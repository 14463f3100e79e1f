import { type HubOperation, keyed, Role, type SubgraphContext } from '../../kit/index.js';
import { calendarOf } from './calendar.js';
import { FEED_BY_SECRET, TIMES_OF_CLINIC, TIMES_OF_EXAMINER } from './sql.js';
import type { ReadFeed } from './types.js';

interface Place {
  readonly agency: string;
  readonly unit: string | null;
  readonly role: Role;
}

const STAFF_PLACE: HubOperation<{ id: string }, Place | null> = {
  subgraph: 'directory',
  operation: 'staffPlace',
  document: 'query ($id: ID!) { staffPlace(id: $id) { agency unit role } }',
};

/** Those who may have a feed, as who they are now */
const OWNERS: readonly Role[] = [Role.SCHEDULER, Role.EXAMINER];

/**
 * The calendar at a secret address; null for an unknown, revoked or expired one, and for an owner who does not work at that clinic any more: the
 * directory is asked each time, and when it does not answer nothing is told. It is no look at a record: it says nothing of anybody, and is read each half hour.
 * @throws when the directory does not answer
 */
export async function readFeed(ctx: SubgraphContext, secret: string): Promise<ReadFeed | null> {
  const [feed] = await FEED_BY_SECRET.rows(ctx.db, [secretHmac(ctx, secret)]);
  if (!feed) return null;
  const { agency, staff } = feed;
  const place = await ctx.hub.call(STAFF_PLACE, { id: staff }, ctx.caller);
  if (place?.agency !== agency || !OWNERS.includes(place.role)) return null;
  const whose = [agency, place.unit, staff, feed.clinic];
  const times = feed.examiner
    ? await TIMES_OF_EXAMINER.rows(ctx.db, [...whose, feed.examiner])
    : await TIMES_OF_CLINIC.rows(ctx.db, whose);
  const key = keyed(ctx.secrets, 'exam-feed/uid', feed.id);
  return { agency, unit: place.unit, staff, calendar: calendarOf(times, key, feed.now) };
}

/** What is kept of the secret in an address. */
export const secretHmac = (ctx: SubgraphContext, secret: string): Buffer =>
  keyed(ctx.secrets, 'exam-feed/secret', secret);
