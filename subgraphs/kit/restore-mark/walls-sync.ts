import { randomUUID } from 'node:crypto';
import { type ErasedRows, eraseSubject } from '../erasure/erase.js';
import type { HubClient } from '../hub-client.js';
import type { Caller } from '../requester.js';
import { ERASED_SUBJECTS, ERASED_SUBJECTS_PAGE } from './erased-subjects.js';
import type { WallsSync } from './gate.js';
import { STANDING_WALLS, STANDING_WALLS_PAGE, type StandingWall } from './standing-walls.js';

const CALL_MS = 5_000;

/**
 * Replaces this subgraph's copy of the walls by those that stand, as `consent` has them, and erases again whoever is erased. A wall that is added or lifted meanwhile is a message that
 * waits until the mark is lifted, so none is missed. Of several processes the one that takes the mark away first replaces; the others change nothing.
 * @throws when consent cannot be reached: the mark stays
 */
export const wallsSync =
  (hub: HubClient, erases: readonly ErasedRows[]): WallsSync =>
  async (client) => {
    const walls = await pages(STANDING_WALLS_PAGE, (last?: StandingWall) =>
      hub.call(STANDING_WALLS, { input: { after: last?.id ?? null } }, caller()),
    );
    const erased = await pages(ERASED_SUBJECTS_PAGE, (last?: string) =>
      hub.call(ERASED_SUBJECTS, { input: { after: last ?? null } }, caller()),
    );
    await client.query('BEGIN');
    const { rowCount } = await client.query("DELETE FROM restore_mark WHERE state = 'WALLS_MISSING'");
    if (rowCount) {
      await client.query('DELETE FROM conflict_wall');
      await client.query(
        `INSERT INTO conflict_wall (id, victim_key, subject_kind, subject)
         SELECT id, victim, "subjectKind", subject
         FROM jsonb_to_recordset($1) AS w (id uuid, victim uuid, "subjectKind" text, subject text)`,
        [JSON.stringify(walls)],
      );
      for (const subject of erased)
        await eraseSubject((sql, values) => client.query(sql, [...values]), erases, subject);
    }
    await client.query('COMMIT');
  };

const caller = (): Caller => ({
  requester: null,
  actor: null,
  requestId: randomUUID(),
  deadline: Date.now() + CALL_MS,
});

async function pages<T>(size: number, next: (last?: T) => Promise<T[]>): Promise<T[]> {
  const all: T[] = [];
  for (;;) {
    const page = await next(all.at(-1));
    all.push(...page);
    if (page.length < size) return all;
  }
}
