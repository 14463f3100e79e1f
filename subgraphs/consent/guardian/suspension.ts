import type { EntityManager } from 'typeorm';
import { type ClosureReplay, rowsOf } from '../../kit/index.js';
import { groupOf } from '../record-join/group.js';
import { lockVictim } from '../victim/lock.js';
import { SUSPENSION_RULES } from './relations.js';

/** A report names somebody, by what that person is to the victim whom it is about. */
export interface Naming {
  readonly report: string;
  readonly victim: string;
  readonly relations: readonly string[];
}

/**
 * SQL: the reports that say something of the guardian `g`, each with whether it is about the child or about another of the child's guardians. Whoever has
 * more records than one, because she said so, is one person: what is reported on any of them counts, and her own never against herself.
 */
export const REPORTS_OF_GUARDIAN = `
  SELECT n.report, n.relations, 'CHILD' AS about FROM perpetrator_naming n WHERE n.victim_key = ANY(ARRAY(${groupOf('g.victim_key')}))
  UNION ALL
  SELECT n.report, n.relations, 'GUARDIAN' FROM guardian other
  JOIN perpetrator_naming n ON n.victim_key = ANY(ARRAY(${groupOf('other.own_key')}))
  WHERE other.victim_key = ANY(ARRAY(${groupOf('g.victim_key')})) AND other.own_key IS NOT NULL
    AND (g.own_key IS NULL OR other.own_key <> ALL(ARRAY(${groupOf('g.own_key')})))`;

/**
 * Suspends those guardians of the children whom a report names or may name, unless a court or an authority has decided about that report. To be
 * called under the children's locks, after whatever may have changed it: a report, a guardian who was recorded, or records that were joined.
 */
export async function suspendNamed(manager: EntityManager, children: readonly string[]): Promise<void> {
  await rowsOf(
    manager,
    `UPDATE guardian g SET suspended_at = clock_timestamp()
     WHERE g.suspended_at IS NULL AND g.victim_key = ANY($1::uuid[]) AND EXISTS (
       SELECT FROM (${REPORTS_OF_GUARDIAN}) report CROSS JOIN unnest(report.relations) AS relation
       JOIN unnest($2::text[], $3::text[], $4::text[]) AS rule(about, named, guardian) ON rule.about = report.about AND rule.named = relation
       WHERE rule.guardian = g.relation AND report.report <> ALL(g.decided_reports))`,
    [children, ...[0, 1, 2].map((column) => SUSPENSION_RULES.map((rule) => rule[column]))],
  );
}

/** Keeps that a report names somebody and suspends whom it names. False when it was known already, or nobody is known under that key. */
export async function keepNaming(manager: EntityManager, { report, victim, relations }: Naming): Promise<boolean> {
  await lockVictim(manager, victim);
  const kept = await rowsOf(
    manager,
    `INSERT INTO perpetrator_naming (report, victim_key, relations) SELECT $1, key, $3 FROM victim WHERE key = $2
     ON CONFLICT (report) DO NOTHING RETURNING report`,
    [report, victim, relations],
  );
  if (kept.length === 0) return false;
  await suspendAround(manager, victim);
  return true;
}

/** Suspends whom reports about her, or about a child whose guardian she is, name: her and the child by whichever of their records. Under her lock. */
export async function suspendAround(manager: EntityManager, victim: string): Promise<void> {
  const rows = await rowsOf<{ child: string }>(
    manager,
    `WITH hers AS (${groupOf('$1')}), named AS (
       SELECT key FROM hers UNION SELECT g.victim_key FROM guardian g JOIN hers ON hers.key = g.own_key)
     SELECT DISTINCT child.key AS child FROM named CROSS JOIN LATERAL (${groupOf('named.key')}) child ORDER BY 1`,
    [victim],
  );
  const children = rows.map(({ child }) => child);
  for (const child of children) await lockVictim(manager, child);
  await suspendNamed(manager, children);
}

/** A lifting is not replayed: what is lost of it stays suspended until it is lifted again. */
export const GUARDIAN_CLOSURES: Readonly<Record<string, ClosureReplay>> = {
  'perpetrator-named': async (manager, { payload }) => void (await keepNaming(manager, payload as unknown as Naming)),
};
