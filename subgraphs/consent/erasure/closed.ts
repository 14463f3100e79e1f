/**
 * SQL condition: she has not asked to have the record in `column` erased. Part of every statement that opens or names a record: from the moment she
 * asks, it is closed to everybody, whatever the basis, and shredding it later changes no answer.
 */
export const notClosed = (column: string): string =>
  `NOT EXISTS (SELECT FROM erasure e WHERE e.victim_key = ${column} AND e.cancelled_at IS NULL)`;

/** SQL condition: something stands that keeps the record in `column` from being destroyed. */
export const held = (column: string): string =>
  `EXISTS (SELECT FROM legal_hold h WHERE h.victim_key = ${column} AND h.lifted_at IS NULL)`;
