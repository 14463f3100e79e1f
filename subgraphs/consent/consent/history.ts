import type { EntityManager } from 'typeorm';
import { rowsOf, Statement } from '../../kit/index.js';
import type { ConsentEvent } from './types.js';
import type { ConsentEventKind } from './vocabulary.js';

/** In the transaction of what happened, which has written the consent's new end. */
export async function recordEvent(
  manager: EntityManager,
  kind: `${ConsentEventKind}`,
  consent: string,
  by: { readonly agency: string; readonly staff: string },
  asked: { readonly language?: string; readonly interpreter?: string } = {},
): Promise<void> {
  await rowsOf(
    manager,
    `INSERT INTO consent_event (consent, kind, agency, staff, language, interpreter, expires_at)
     SELECT id, $2, $3, $4, $5, $6, expires_at FROM consent WHERE id = $1`,
    [consent, kind, by.agency, by.staff, asked.language ?? null, asked.interpreter ?? null],
  );
}

/**
 * What happened to consents, oldest first. Where she took one back is told to no recipient: it would say where she goes.
 * $1 consents, $2 agency, $3 whether she herself asks
 */
export const EVENTS_OF_CONSENTS = new Statement<ConsentEvent & { consent: string }>(
  'consent.events',
  `SELECT consent, kind, at, expires_at AS "expiresAt",
     CASE WHEN $3::boolean OR agency = $2::text THEN agency END AS agency, CASE WHEN $3::boolean OR agency = $2::text THEN staff END AS staff
   FROM consent_event WHERE consent = ANY($1::uuid[]) ORDER BY consent, id`,
);
