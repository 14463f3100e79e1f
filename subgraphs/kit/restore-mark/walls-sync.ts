import { randomUUID } from 'node:crypto';
import type { HubClient } from '../hub-client.js';
import type { WallsSync } from './gate.js';
import { STANDING_WALLS, STANDING_WALLS_PAGE, type StandingWall } from './standing-walls.js';

const CALL_MS = 5_000;

/**
 * Replaces this subgraph's copy of the walls by those that stand, as `consent` has them. A wall that is added or lifted meanwhile is a message that
 * waits until the mark is lifted, so none is missed. Of several processes the one that takes the mark away first replaces; the others change nothing.
 * @throws when consent cannot be reached: the mark stays
 */
export const wallsSync =
  (hub: HubClient): WallsSync =>
  async (client) => {
    const walls = await standingWalls(hub);
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
    }
    await client.query('COMMIT');
  };

async function standingWalls(hub: HubClient): Promise<StandingWall[]> {
  const walls: StandingWall[] = [];
  for (;;) {
    const page = await hub.call(
      STANDING_WALLS,
      { input: { after: walls.at(-1)?.id ?? null } },
      { requester: null, actor: null, requestId: randomUUID(), deadline: Date.now() + CALL_MS },
    );
    walls.push(...page);
    if (page.length < STANDING_WALLS_PAGE) return walls;
  }
}
