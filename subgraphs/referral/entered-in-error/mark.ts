import type { EntityManager } from 'typeorm';
import { type ClosureReplay, Refusal, rowsOf, type SubgraphContext, UserErrorCode } from '../../kit/index.js';
import type { Copied } from '../share-copies.js';
import type { RecordErrorReason } from './vocabulary.js';

/** Records that may have been entered in error: their table has `error_reason`, `error_at` and `error_by`. */
export interface Markable {
  readonly copied: Copied;
  /** Closure of a mark */
  readonly closure: string;
  /** Event by which whoever had a copy is told */
  readonly event: string;
}

export interface MarkableRow {
  readonly id: string;
  readonly error_reason: RecordErrorReason | null;
}

/** $1 record, $2 reason, $3 staff, $4 when */
const MARK = ({ table }: Copied) => `UPDATE ${table} SET error_reason = $2, error_by = $3,
  error_at = coalesce($4::timestamptz, clock_timestamp()) WHERE id = $1::uuid AND error_at IS NULL`;

/**
 * What others were brought of it may be about somebody else, and goes. They are told by their own referral, and can ask back: nobody alone takes a true record from
 * everybody unseen. $1 record, $2 event
 */
const TAKE_BACK = ({
  copies,
  record,
}: Copied) => `WITH gone AS (DELETE FROM ${copies} WHERE ${record} = $1::uuid RETURNING referral)
  SELECT event_tell($2::text, r.id, r.victim_key, NULL, r.recipient::text, r.recipient_unit::text, r.recipient_unit IS NULL)
  FROM gone JOIN referral r ON r.id = gone.referral`;

async function markAndTakeBack(
  manager: EntityManager,
  { copied, event }: Markable,
  values: readonly unknown[],
): Promise<void> {
  await rowsOf(manager, MARK(copied), values);
  await rowsOf(manager, TAKE_BACK(copied), [values[0], event]);
}

/**
 * Marks a record of the requester's own desk, that the caller has locked, as entered in error, inside the caller's transaction; for ever, and nothing of it is
 * changed. From then on it is on nobody's record and counts nowhere. Again with the same reason nothing happens.
 * @throws Refusal WRONG_STATE (it was marked with another reason)
 */
export async function markInError(
  manager: EntityManager,
  ctx: SubgraphContext,
  what: Markable,
  { id, error_reason: before }: MarkableRow,
  reason: RecordErrorReason,
): Promise<void> {
  if (before === reason) return;
  if (before) throw alreadyInError();
  const { staff } = ctx.requester;
  await markAndTakeBack(manager, what, [id, reason, staff, null]);
  await ctx.closures.record(manager, what.closure, id, { [what.copied.record]: id, reason, staff });
}

/** Otherwise others would read again what may be about somebody else. */
export const markedAgain = (what: Markable): Readonly<Record<string, ClosureReplay>> => ({
  [what.closure]: (manager, { payload, at }) =>
    markAndTakeBack(manager, what, [payload[what.copied.record], payload.reason, payload.staff, at]),
});

const alreadyInError = (): Refusal =>
  new Refusal(
    UserErrorCode.WRONG_STATE,
    {
      en: 'This is marked already, with another reason.',
      ru: 'Отметка уже стоит, с другой причиной.',
      kk: 'Бұл басқа себеппен белгіленіп қойған.',
    },
    ['reason'],
  );
