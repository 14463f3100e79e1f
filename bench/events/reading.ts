import { randomUUID } from 'node:crypto';
import { type Caller, type EventToDeliver, eventToDeliver, type HubTransport } from '../../subgraphs/kit/index.js';
import { POLICE, UNIT } from './load.js';

/** At most; one in forty events is the reader's */
const PAGES = 50;
const PAGE =
  'query ($after: String) { referralEvents(first: 100, after: $after) { events { id type object at } cursor } }';

/** Times in ms: of pages of a hundred by a system that was away for long, and of an endpoint's questions for the next event, at its first and far on. */
export async function reading(transport: HubTransport, caller: Caller, rows: number) {
  const asked = async <T>(document: string, variables: Record<string, unknown>, by: Caller) => {
    const from = performance.now();
    const { data, errors } = await transport.call('referral', {
      document,
      variables,
      caller: { ...by, requestId: randomUUID() },
    });
    const ms = performance.now() - from;
    const found = Object.values(data ?? {})[0] as T | undefined;
    if (errors?.length || !found) throw new Error(JSON.stringify(errors));
    return { ms, found };
  };
  const pages: number[] = [];
  const full = Math.min(PAGES, Math.floor(rows / 4_000) - 1);
  for (let n = 0, after: string | null = null; n < full; n++) {
    const { ms, found }: { ms: number; found: { events: object[]; cursor: string } } = await asked(
      PAGE,
      { after },
      caller,
    );
    if (found.events.length !== 100) throw new Error('A page is not full.');
    after = found.cursor;
    pages.push(ms);
  }
  const directory: Caller = { ...caller, requester: null, actor: 'directory' };
  const next = (after: string | null, since: Date) => {
    const input = { agency: POLICE, unit: UNIT, after, since: since.toISOString(), types: ['referral'], id: null };
    return asked<EventToDeliver>(eventToDeliver('referral').document, { input }, directory);
  };
  const [first, following]: [number[], number[]] = [[], []];
  for (let n = 0; n < PAGES; n++) {
    first.push((await next(null, new Date())).ms);
    following.push((await next(String(Math.floor((rows * (n + 1)) / (PAGES + 2))), new Date(0))).ms);
  }
  return { page: pages, first, following };
}
