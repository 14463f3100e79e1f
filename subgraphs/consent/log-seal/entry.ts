import { createHash } from 'node:crypto';
import { leafHash } from '../../kit/index.js';

/** An entry of the access log as the tree has it: every value as text. */
export interface LogEntry {
  readonly id: string;
  readonly kind: string;
  readonly category: string | null;
  readonly basis: string | null;
  readonly purpose: string;
  readonly agency: string;
  readonly unit: string | null;
  readonly staff: string;
  readonly role: string;
  readonly subgraph: string;
  readonly source: string | null;
  readonly request: string;
  /** Internal key of the victim */
  readonly victim: string;
  /** UTC, milliseconds */
  readonly at: string;
}

/** Columns of `access_log a` as a {@link LogEntry}. */
export const ENTRY = `a.id::text, a.kind, a.category, a.basis, a.purpose, a.agency, a.unit, a.staff, a.role, a.subgraph, a.source_id AS source,
  a.request_id AS request, a.victim_key::text AS victim, to_char(a.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at`;

/**
 * Stands for the victim in the text of a leaf. A receipt shows it to her advocate's agency, which must not learn her internal key nor recognise her in
 * another agency's receipt: so it is another one for each entry.
 */
const commitment = (victim: string, salt: Uint8Array): string =>
  createHash('sha256').update(salt).update(victim).digest('base64');

/** What the leaf of an entry is the hash of: JSON in the form of RFC 8785, version 1. docs/access-log.md says how to make it without this code. */
export const textOf = (e: LogEntry, salt: Uint8Array): string =>
  JSON.stringify({
    agency: e.agency,
    at: e.at,
    basis: e.basis,
    category: e.category,
    id: e.id,
    kind: e.kind,
    purpose: e.purpose,
    request: e.request,
    role: e.role,
    source: e.source,
    staff: e.staff,
    subgraph: e.subgraph,
    unit: e.unit,
    v: '1',
    victim: commitment(e.victim, salt),
  });

/** The leaf of an entry that was no longer there when it was to be sealed: who took it away, under the owner login, took it away too late. */
export const missingText = (id: string): string => JSON.stringify({ id, kind: 'MISSING', v: '1' });

export const leafOf = (text: string): Buffer => leafHash(Buffer.from(text));
