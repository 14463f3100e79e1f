import { Statement, type SubgraphContext } from '../../../kit/index.js';
import { evidenceWindows } from '../current.js';
import type { EvidenceWindowSet } from '../vocabulary.js';
import type { EvidenceJurisdiction } from './settings.js';

interface Row {
  readonly now: Date;
  readonly id: string | null;
  readonly content: EvidenceWindowSet | null;
}

/** The newest that is in force, and the time: $1 jurisdiction, $2 the one whose content is known already, or null */
export const WINDOWS_IN_FORCE = new Statement<Row>(
  'forensic.windows-in-force',
  `SELECT clock.now, s.id, CASE WHEN s.id IS DISTINCT FROM $2::uuid THEN s.content END AS content
   FROM (SELECT clock_timestamp() AS now) clock LEFT JOIN LATERAL (
     SELECT id, content FROM evidence_window_set WHERE jurisdiction = $1 AND effective_from <= clock.now
     ORDER BY effective_from DESC, loaded_at DESC LIMIT 1) s ON true`,
);

/** The last one that was read. A version never changes; which one counts is asked each time. */
let read: { readonly id: string; readonly set: EvidenceWindowSet } | null = null;

/**
 * The windows that count at this moment: the newest that were loaded and are in force, else those that come with the hub. One that was loaded before a
 * release that knows more signs takes the words of those from the hub's.
 */
export async function windowsInForce(ctx: SubgraphContext): Promise<{ set: EvidenceWindowSet; now: Date }> {
  const { EVIDENCE_JURISDICTION: jurisdiction } = ctx.settings as { EVIDENCE_JURISDICTION: EvidenceJurisdiction };
  const ours = evidenceWindows(jurisdiction);
  const known = read;
  const [row] = await WINDOWS_IN_FORCE.rows(ctx.db, [jurisdiction, known?.id ?? null]);
  const { now, id, content } = row!;
  if (id === null) return { set: ours, now };
  if (id === known?.id) return { set: known.set, now };
  const { dangerSigns, changes } = content!;
  const set: EvidenceWindowSet = {
    ...content!,
    dangerSigns: { ...ours.dangerSigns, ...dangerSigns },
    changes: { ...ours.changes, ...changes },
  };
  read = { id, set };
  return { set, now };
}
