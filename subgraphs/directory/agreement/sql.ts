import { Statement } from '../../kit/index.js';
import type { Agreement } from './types.js';

/** $1 kind or null, $2 role or null. At most one row for each kind and role, hence no pages. */
export const AGREEMENTS = new Statement<Agreement>(
  'agreements',
  `SELECT kind, role, purposes FROM agreement
   WHERE ($1::text IS NULL OR kind = $1) AND ($2::text IS NULL OR role = $2) ORDER BY kind, role`,
);

/** $1 kind, $2 role, $3 purposes */
export const SET = `INSERT INTO agreement (kind, role, purposes) VALUES ($1, $2, $3)
  ON CONFLICT (kind, role) DO UPDATE SET purposes = excluded.purposes`;
