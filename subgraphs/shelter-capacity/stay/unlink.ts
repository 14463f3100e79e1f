import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import {
  ACCESS_LOG_APPEND,
  Category,
  type Closure,
  type ClosureReplay,
  enqueue,
  type OwnRecordLook,
  Refusal,
  rowsOf,
  type SubgraphContext,
  UserErrorCode,
} from '../../kit/index.js';
import { assertVersion, lockPlacement } from '../placement/locked.js';
import { stateAfter } from '../placement/states.js';
import type { BedLinkErrorReason } from './types.js';

const CLOSURE = 'stay-link-in-error';

/** A link that was made in error, as it is kept outside the database: what is done, and what her access log says of it. */
interface Unlinking
  extends Pick<OwnRecordLook, 'victim' | 'agency' | 'unit' | 'staff' | 'role' | 'purpose' | 'requestId'> {
  readonly placement: string;
  /** Id of the mark, for ever */
  readonly unlinking: string;
  readonly reason: BedLinkErrorReason;
}

/** Once for each id. A stay that is linked with another record by now, or with none, stays so. $1 id, $2 placement, $3 record, $4 reason, $5 agency, $6 staff, $7 when */
const UNLINK = `WITH marked AS (
    INSERT INTO placement_unlinked (id, placement_id, waiting_id, victim_key, reason, agency, staff, at)
    SELECT $1::uuid, p.id, p.waiting_id, $3::uuid, $4, $5, $6, coalesce($7::timestamptz, clock_timestamp()) FROM placement p WHERE p.id = $2::uuid
    ON CONFLICT (id) DO NOTHING RETURNING placement_id, victim_key, agency, staff, at
  ), unlinked AS (
    UPDATE placement p SET victim_key = NULL, version = p.version + 1 FROM marked
    WHERE p.id = marked.placement_id AND p.victim_key = marked.victim_key RETURNING p.id, p.unit_id, p.during
  ), told AS (
    INSERT INTO placement_step (placement_id, step, at, agency, staff, unit_id, during, beds)
    SELECT u.id, 'UNLINK', marked.at, marked.agency, marked.staff, u.unit_id, u.during,
      ARRAY(SELECT b.bed_id FROM placement_bed b WHERE b.placement_id = u.id AND b.live) FROM unlinked u CROSS JOIN marked
  ) SELECT at FROM marked`;

/** The last mark of a placement. $1 placement */
const LAST =
  'SELECT reason FROM placement_unlinked WHERE placement_id = $1::uuid AND reason IS NOT NULL ORDER BY at DESC LIMIT 1';

/**
 * Takes the link of a stay with a record away that was made in error, inside the caller's transaction: it is on nobody's record then, and can be linked with the right one.
 * Her access log says so, and her walls go on for the stay. Done already with the same reason, it does nothing.
 * @throws Refusal NOT_FOUND, NOT_PERMITTED, VERSION_CONFLICT, WRONG_STATE when it is linked with no record, or was taken away with another reason
 */
export async function unlink(
  manager: EntityManager,
  ctx: SubgraphContext,
  requester: readonly unknown[],
  request: { readonly holdId: string; readonly expectedVersion: number; readonly reason: BedLinkErrorReason },
): Promise<string> {
  const locked = await lockPlacement(manager, requester, request.holdId);
  stateAfter('unlink', locked.parties, locked.state);
  const { id, victim } = locked;
  const { reason } = request;
  if (!victim) {
    const [last] = await rowsOf<{ reason: BedLinkErrorReason }>(manager, LAST, [id]);
    if (last?.reason === reason) return id;
    throw last ? unlinkedOtherwise() : notLinked();
  }
  assertVersion(locked, request.expectedVersion);
  const { agency, unit, staff, role, purpose } = ctx.purposeful;
  const who = { agency, unit, staff, role, purpose, requestId: ctx.caller.requestId };
  const done: Unlinking = { placement: id, unlinking: randomUUID(), victim, reason, ...who };
  await carryOut(manager, done, null);
  await ctx.closures.record(manager, CLOSURE, id, done);
  return id;
}

/**
 * Of a line of the closure log (`at`) her log is told in any case: the stay may be gone with the database, and the message to her log with it. Sent again it is no second
 * entry: its id is that of the mark.
 */
async function carryOut(manager: EntityManager, done: Unlinking, at: string | null): Promise<void> {
  const { placement, unlinking, reason, ...logged } = done;
  const [marked] = await rowsOf<{ at: Date }>(manager, UNLINK, [
    ...[unlinking, placement, logged.victim, reason, logged.agency, logged.staff, at],
  ]);
  const when = at ?? marked!.at.toISOString();
  const entry: OwnRecordLook = {
    ...logged,
    ...{ sourceId: `${CLOSURE}:${unlinking}`, enteredInError: true, category: Category.SHELTER },
    at: when,
  };
  await enqueue(manager, ACCESS_LOG_APPEND, [{ looks: [entry] }]);
}

/** Otherwise the stay would be on the wrong woman's record again, and open to whom she has opened SHELTER. */
export const LINK_CLOSURES: Readonly<Record<string, ClosureReplay>> = {
  [CLOSURE]: (manager, { payload, at }: Closure) => carryOut(manager, payload as unknown as Unlinking, at),
};

const notLinked = (): Refusal =>
  new Refusal(
    UserErrorCode.WRONG_STATE,
    {
      en: 'It is linked with no record.',
      ru: 'Место не связано ни с одной записью.',
      kk: 'Орын ешбір жазбамен байланыспаған.',
    },
    ['holdId'],
  );

const unlinkedOtherwise = (): Refusal =>
  new Refusal(
    UserErrorCode.WRONG_STATE,
    {
      en: 'The link was taken away already, with another reason.',
      ru: 'Связь уже снята, с другой причиной.',
      kk: 'Байланыс басқа себеппен алынып қойған.',
    },
    ['reason'],
  );
