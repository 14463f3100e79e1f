import { inclusionRanges, Statement, type SubgraphContext } from '../../kit/index.js';
import { ENTRY, type LogEntry, textOf } from './entry.js';
import { hashesOf, type Query } from './tree.js';
import type { LogReceipt } from './types.js';

/** $1 ids of entries. The newest checkpoint that is countersigned, or the newest of all. */
const SEALED = new Statement<
  LogEntry & { epoch: number; leaf: string; salt: Buffer; size: string; checkpoint: string }
>(
  'accessLog.sealed',
  `SELECT l.epoch, l.leaf, l.salt, c.size, ${ENTRY},
     c.note || coalesce((SELECT string_agg(w.line, '' ORDER BY w.witness) FROM log_cosignature w WHERE w.epoch = c.epoch AND w.size = c.size), '')
       AS checkpoint
   FROM unnest($1::bigint[]) AS asked (id) JOIN access_log a USING (id)
   CROSS JOIN LATERAL (SELECT * FROM log_leaf s WHERE s.entry_id = a.id ORDER BY s.epoch DESC LIMIT 1) l
   JOIN log_checkpoint c ON c.epoch = l.epoch AND c.size = coalesce(
     (SELECT max(w.size) FROM log_cosignature w WHERE w.epoch = l.epoch AND w.size > l.leaf),
     (SELECT max(n.size) FROM log_checkpoint n WHERE n.epoch = l.epoch))`,
);

/** Receipts of a page of entries by two statements; null for what is not sealed yet. */
export async function receiptsOf(ctx: SubgraphContext, ids: readonly string[]): Promise<(LogReceipt | null)[]> {
  const sealed = await SEALED.rows(ctx.db, [ids]);
  const query: Query = (sql, values) => ctx.db.query(sql, [...values]);
  const rangesOf = ({ leaf, size }: { leaf: string; size: string }) =>
    inclusionRanges(Number(leaf), { from: 0, to: Number(size) });
  const hash = await hashesOf(
    query,
    sealed.map((each) => ({ epoch: each.epoch, ranges: rangesOf(each) })),
  );
  const receipts = new Map(
    sealed.map((each): [string, LogReceipt] => [
      each.id,
      {
        leafIndex: Number(each.leaf),
        treeSize: Number(each.size),
        entry: textOf(each, each.salt),
        auditPath: rangesOf(each).map((range) => hash(each.epoch, range).toString('base64')),
        checkpoint: each.checkpoint,
      },
    ]),
  );
  return ids.map((id) => receipts.get(id) ?? null);
}
