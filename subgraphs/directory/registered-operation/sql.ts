import { Statement } from '../../kit/index.js';
import type { RegisteredOperation } from './types.js';

const COLUMNS = `id, name, sha256, document, kind, categories, cost, created_at AS "registeredAt", withdrawn_at AS "withdrawnAt"`;

/** $1 agency, $2 id */
export const REGISTERED_OPERATION = new Statement<RegisteredOperation>(
  'registered_operation',
  `SELECT ${COLUMNS} FROM registered_operation WHERE agency_id = $1::uuid AND id = $2::uuid`,
);

/** Newest first: $1 agency, $2 true for those in force only, $3 and $4 time and id that the page lies before, $5 limit */
export const REGISTERED_OPERATIONS = new Statement<RegisteredOperation>(
  'registered_operations',
  `SELECT ${COLUMNS} FROM registered_operation
   WHERE agency_id = $1::uuid AND (withdrawn_at IS NULL OR NOT $2) AND (created_at, id) < ($3::timestamptz, $4::uuid)
   ORDER BY created_at DESC, id DESC LIMIT $5`,
);

/** $1 agency, $2 SHA-256 */
export const DOCUMENT = new Statement<{ document: string }>(
  'registered_document',
  'SELECT document FROM registered_operation WHERE agency_id = $1::uuid AND sha256 = $2 AND withdrawn_at IS NULL',
);

/**
 * The registration of a document that is in force already, or a new one. $1 agency, $2 name, $3 document, $4 SHA-256, $5 kind, $6 categories,
 * $7 cost, $8 staff
 */
export const REGISTER = `
  INSERT INTO registered_operation (agency_id, name, document, sha256, kind, categories, cost, registered_by)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
  ON CONFLICT (agency_id, sha256) WHERE withdrawn_at IS NULL DO UPDATE SET name = excluded.name RETURNING id`;
