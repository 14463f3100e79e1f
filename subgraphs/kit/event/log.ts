import type { DataSource } from 'typeorm';
import type { AccessRule } from '../access.js';
import { Statement } from '../database.js';
import type { ErasedRows } from '../erasure/erase.js';
import { transaction } from '../transaction.js';

/** What a subgraph that tells events says of them; its migrations make the triggers that write them. */
export interface ToldEvents {
  /** Who reads them: whoever reads the records themselves */
  readonly access: AccessRule;
  /** SQL condition on the event `e`: her record is not closed to the requester ($1 agency, $2 unit, $3 staff or null) at this moment */
  readonly open: string;
}

/** An event as its recipient sees it. It names nobody and says nothing: what it is about is opened by the object's id, under the rules of that moment. */
export interface EventRow {
  readonly id: string;
  readonly type: string;
  readonly object: string;
  readonly at: Date;
  readonly position: string;
}

/** Days for which an event can be fetched. */
export const EVENT_DAYS = 30;

/** What is told of her goes with her, delivered or not. */
export const EVENT_ERASES: readonly ErasedRows[] = [
  { table: 'event', subject: 'victim_key' },
  { table: 'event', subject: 'walls_of' },
];

/** Where what is kept begins is remembered, so that whoever was away for longer is told of it. */
const FORGET = `
  WITH gone AS (DELETE FROM event WHERE at < clock_timestamp() - interval '${EVENT_DAYS} days' AND position IS NOT NULL RETURNING position)
  UPDATE event_forgotten SET position = greatest(position, (SELECT max(position) FROM gone))`;

/** What is older than can be fetched. An event that nobody has read yet gets its place first: whoever comes later is told that something is missing. */
export async function forgetEvents(db: DataSource): Promise<void> {
  await numberEvents(db);
  await db.query(FORGET);
}

/** The last place that was given. */
export const EVENT_HEAD = new Statement<{ head: string }>(
  'kit.event-head',
  'SELECT coalesce(max(position), 0)::text AS head FROM event',
);

const UNNUMBERED = new Statement<{ some: boolean }>(
  'kit.events-unnumbered',
  'SELECT EXISTS (SELECT FROM event WHERE position IS NULL) AS some',
);

const NUMBER = `
  WITH told AS MATERIALIZED (
    SELECT id, nextval('event_position_seq') AS position FROM (SELECT id FROM event WHERE position IS NULL ORDER BY written) AS waiting
  )
  UPDATE event e SET position = told.position FROM told WHERE e.id = told.id`;

/**
 * Gives every committed event its place, one process at a time: the lock is held until the places are committed, and the statement after it sees what
 * was committed before. So no place is ever given below one that somebody has read, which neither an identity column nor the id of a transaction can
 * promise (both are drawn before the commit), and of two changes of one record the earlier comes first: the later waited for the record's lock.
 */
export async function numberEvents(db: DataSource): Promise<void> {
  const [unnumbered] = await UNNUMBERED.rows(db, []);
  if (!unnumbered!.some) return;
  await transaction(db, async (manager) => {
    await manager.query("SELECT pg_advisory_xact_lock(hashtextextended('event', 0))");
    await manager.query(NUMBER);
  });
}

/** The recipient is the requester: $1 agency, $2 unit. */
export const OWN_EVENT = 'e.agency = $1::text AND (e.whole_agency OR e.unit IS NOT DISTINCT FROM $2::text)';

export interface EventPageRow {
  /** Everything up to here was looked at */
  readonly until: string;
  readonly missed: boolean;
  readonly events: readonly (Omit<EventRow, 'at'> & { readonly at: string })[];
}

const statements = new Map<string, Statement<EventPageRow>>();

/**
 * One page in one statement, hence of one moment: events above a place, oldest first, those left out that a wall or a closed record keeps from the
 * requester now; and how far it looked. $1 agency, $2 unit, $3 staff, $4 place or null for the beginning, $5 limit
 */
export function eventPage(subgraph: string, { open }: ToldEvents): Statement<EventPageRow> {
  let statement = statements.get(subgraph);
  if (!statement) {
    statement = new Statement(
      `${subgraph}.events`,
      `WITH page AS MATERIALIZED (
         SELECT e.id, e.type, e.object, e.at, e.position FROM event e
         WHERE ${OWN_EVENT} AND e.position > coalesce($4::bigint, 0) AND ${open} ORDER BY e.position LIMIT $5::int
       )
       SELECT CASE WHEN $5::int > 0 AND (SELECT count(*) FROM page) = $5::int THEN (SELECT max(position) FROM page)
           ELSE greatest(coalesce($4::bigint, 0), (SELECT max(position) FROM event), (SELECT position FROM event_forgotten)) END AS until,
         coalesce($4::bigint < (SELECT position FROM event_forgotten), false) AS missed,
         (SELECT coalesce(json_agg(json_build_object('id', id, 'type', type, 'object', object, 'position', position::text,
            'at', to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY position), '[]') FROM page) AS events`,
    );
    statements.set(subgraph, statement);
  }
  return statement;
}
