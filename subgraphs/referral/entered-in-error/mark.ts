import type { EntityManager } from 'typeorm';
import {
  ACCESS_LOG_APPEND,
  type Closure,
  type ClosureReplay,
  enqueue,
  type OwnRecordLook,
  Refusal,
  rowsOf,
  type SubgraphContext,
  UserErrorCode,
} from '../../kit/index.js';
import { broughtBy, type Copied } from '../share-copies.js';
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

/** Who marks a record, in which request: what her access log says of it. */
type Marking = Pick<OwnRecordLook, 'staff' | 'role' | 'purpose' | 'requestId'>;

interface MarkedRow {
  readonly victim_key: string | null;
  readonly agency: string;
  readonly unit: string | null;
  readonly error_at: Date;
}

/** $1 record, $2 reason, $3 staff, $4 when */
const MARK = ({ table }: Copied) => `UPDATE ${table} SET error_reason = $2, error_by = $3,
  error_at = coalesce($4::timestamptz, clock_timestamp()) WHERE id = $1::uuid AND error_at IS NULL
  RETURNING victim_key, agency, unit, error_at`;

/**
 * What others were brought of it may be about somebody else, and goes. They are told by each referral that brought it, and can ask back: nobody alone takes a true record from
 * everybody unseen. $1 record, $2 event
 */
const TAKE_BACK = (
  copied: Copied,
) => `WITH s AS (DELETE FROM ${copied.copies} WHERE ${copied.record} = $1::uuid RETURNING agency, referral)
  SELECT event_tell($2::text, r.id, r.victim_key, NULL, r.recipient::text, r.recipient_unit::text, r.recipient_unit IS NULL)
  FROM s JOIN ${copied.table} t ON t.id = $1::uuid JOIN referral r ON r.id = s.referral OR ${broughtBy(copied)}`;

async function markAndTakeBack(
  manager: EntityManager,
  { copied, event, closure }: Markable,
  values: readonly unknown[],
  marking: Marking | null,
): Promise<void> {
  const [id] = values;
  const [marked] = await rowsOf<MarkedRow>(manager, MARK(copied), values);
  await rowsOf(manager, TAKE_BACK(copied), [id, event]);
  if (!marked?.victim_key || !marking) return;
  // under one id for ever: sent again after a restore, it is no second entry
  const entry: OwnRecordLook = {
    ...marking,
    ...{ sourceId: `${closure}:${id}`, enteredInError: true, victim: marked.victim_key, category: copied.category },
    ...{ agency: marked.agency, unit: marked.unit, at: marked.error_at.toISOString() },
  };
  await enqueue(manager, ACCESS_LOG_APPEND, [{ looks: [entry] }]);
}

/**
 * Marks a record of the requester's own desk, that the caller has locked, as entered in error, inside the caller's transaction; for ever, and nothing of it is
 * changed. From then on it is on nobody's record and counts nowhere; her access log says that it was marked. Again with the same reason nothing happens.
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
  const { staff, role, purpose } = ctx.purposeful;
  const marking = { staff, role, purpose, requestId: ctx.caller.requestId };
  await markAndTakeBack(manager, what, [id, reason, staff, null], marking);
  await ctx.closures.record(manager, what.closure, id, { [what.copied.record]: id, reason, ...marking });
}

/** Otherwise others would read again what may be about somebody else. A line of before her log said so has no role: then it goes on saying nothing. */
export const markedAgain = (what: Markable): Readonly<Record<string, ClosureReplay>> => ({
  [what.closure]: (manager, { payload, at }) =>
    markAndTakeBack(
      manager,
      what,
      [payload[what.copied.record], payload.reason, payload.staff, at],
      payload.role ? markingOf(payload) : null,
    ),
});

const markingOf = ({ staff, role, purpose, requestId }: Closure['payload']) =>
  ({ staff, role, purpose, requestId }) as Marking;

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
