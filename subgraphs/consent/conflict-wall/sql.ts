import { Statement } from '../../kit/index.js';
import type { ConflictWall } from './types.js';

const COLUMNS = `id, subject_kind AS "subjectKind", subject, reason, identify_by AS "identifyBy", added_at AS "addedAt",
  lifted_at IS NULL AS standing`;

/** $1 id */
export const WALL_BY_ID = new Statement<ConflictWall>(
  'consent.wallById',
  `SELECT ${COLUMNS} FROM conflict_wall WHERE id = $1::uuid`,
);

/** $1 victim */
export const WALLS_OF_VICTIM = new Statement<ConflictWall>(
  'consent.wallsOfVictim',
  `SELECT ${COLUMNS} FROM conflict_wall WHERE victim_key = $1::uuid AND lifted_at IS NULL ORDER BY added_at DESC, id LIMIT 100`,
);
