import type { EntityManager } from 'typeorm';
import { type ClosureReplay, rowsOf } from '../../kit/index.js';
import { lockVictim } from '../victim/lock.js';
import { SUSPENSION_RULES } from './relations.js';

/** A report names somebody, by what that person is to the victim whom it is about. */
export interface Naming {
  readonly report: string;
  readonly victim: string;
  readonly relations: readonly string[];
}

/** SQL: the reports that say something of the guardian `g`, each with whether it is about the child or about another of the child's guardians. */
export const REPORTS_OF_GUARDIAN = `
  SELECT n.report, n.relations, 'CHILD' AS about FROM perpetrator_naming n WHERE n.victim_key = g.victim_key
  UNION ALL
  SELECT n.report, n.relations, 'GUARDIAN' FROM guardian other JOIN perpetrator_naming n ON n.victim_key = other.own_key
  WHERE other.victim_key = g.victim_key AND other.own_key IS DISTINCT FROM g.own_key`;

/**
 * Suspends those guardians of the children whom a report names or may name, unless a court or an authority has decided about that report. To be
 * called under the children's locks, after whatever may have changed it: a report, or a guardian who was recorded.
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
  const children = await rowsOf<{ child: string }>(
    manager,
    'SELECT DISTINCT victim_key AS child FROM guardian WHERE own_key = $1 ORDER BY 1',
    [victim],
  );
  for (const { child } of children) await lockVictim(manager, child);
  await suspendNamed(manager, [victim, ...children.map(({ child }) => child)]);
  return true;
}

/** A lifting is not replayed: what is lost of it stays suspended until it is lifted again. */
export const GUARDIAN_CLOSURES: Readonly<Record<string, ClosureReplay>> = {
  'perpetrator-named': async (manager, { payload }) => void (await keepNaming(manager, payload as unknown as Naming)),
};
