import type { EntityManager } from 'typeorm';
import { Refusal, rowsOf, Statement, UserErrorCode } from '../../kit/index.js';
import { shelterDay } from '../availability/shelter-day.js';
import { lockUnits } from '../bed-hold/unit-lock.js';
import type { Household } from '../household/fit.js';
import { notFound } from './reader.js';
import { PARTY, SENT } from './sql.js';
import { STATE, UNANSWERED, VERSION_TOLD } from './state-sql.js';
import type { PlacementParty, PlacementState } from './states.js';

/** A placement that nobody else changes until the transaction is over; everything here was read after its locks. */
export interface LockedPlacement {
  readonly id: string;
  readonly unit: string;
  readonly agency: string;
  /** As what the requester has to do with it */
  readonly parties: readonly PlacementParty[];
  readonly state: PlacementState;
  /** As the requester is shown it */
  readonly version: number;
  readonly victim: string | null;
  readonly wallsOf: string | null;
  readonly household: Household | null;
  readonly came: Household | null;
  readonly adults: number;
  readonly childrenCount: number;
  readonly from: string;
  readonly until: string;
  /** The shelter's day */
  readonly today: string;
  readonly unanswered: boolean;
  readonly beds: string[];
  readonly broadcast: string | null;
  readonly waiting: string | null;
  /** The stay that this hold takes over from, while that goes on, and its unit */
  readonly before: { readonly id: string; readonly unit: string } | null;
}

const BEFORE = `(SELECT jsonb_build_object('id', o.id, 'unit', o.unit_id) FROM placement o WHERE o.id = p.transfer_of AND o.live)`;

/** $1 agency, $2 unit, $3 staff, $4 id */
const FIND = `SELECT p.unit_id AS unit, ${BEFORE} AS before FROM placement p WHERE p.id = $4::uuid AND ${PARTY}`;
const READ = new Statement<LockedPlacement & { readonly hosts: boolean; readonly sent: boolean }>(
  'shelter-capacity.locked-placement',
  `SELECT p.id, p.unit_id AS unit, p.agency, p.agency = $1::text AS hosts, ${SENT} AS sent, ${STATE} AS state,
    CASE WHEN p.agency = $1::text THEN p.version ELSE ${VERSION_TOLD} END AS version,
    p.victim_key AS victim, p.walls_of AS "wallsOf",
    p.household, p.came, p.adults, p.children_count AS "childrenCount",
    lower(p.during) AS "from", upper(p.during) AS until, ${shelterDay()} AS today, ${UNANSWERED} AS unanswered,
    ARRAY(SELECT b.bed_id FROM placement_bed b WHERE b.placement_id = p.id) AS beds,
    p.broadcast_id AS broadcast, p.waiting_id AS waiting, ${BEFORE} AS before
  FROM placement p JOIN unit u ON u.id = p.unit_id JOIN shelter s ON s.id = u.shelter_id
  WHERE p.id = $4::uuid AND ${PARTY}`,
);

/**
 * Locks a placement with its unit, the unit of the stay that it takes over from, and `more` units. `requester` holds the own record
 * parameters ($1 agency, $2 unit, $3 staff, …): who is no party to it, or is walled off from its victim, finds nothing.
 * @throws Refusal NOT_FOUND, VERSION_CONFLICT
 */
export async function lockPlacement(
  manager: EntityManager,
  requester: readonly unknown[],
  id: string,
  more: readonly string[] = [],
): Promise<LockedPlacement> {
  const asked = [...requester.slice(0, 3), id];
  const [found] = await rowsOf<Pick<LockedPlacement, 'unit' | 'before'>>(manager, FIND, asked);
  if (!found) throw notFound(['holdId']);
  const units = [found.unit, ...(found.before ? [found.before.unit] : []), ...more];
  await lockUnits(manager, units);
  await rowsOf(manager, 'SELECT FROM placement WHERE id = $1::uuid FOR UPDATE', [id]);
  const [row] = await READ.rowsIn(manager, asked);
  if (!row) throw notFound(['holdId']);
  // it was moved to another unit while the lock was waited for
  if (![row.unit, ...(row.before ? [row.before.unit] : [])].every((unit) => units.includes(unit)))
    throw changedMeanwhile();
  const parties: PlacementParty[] = [
    ...(row.hosts ? ['SHELTER' as const] : []),
    ...(row.sent ? ['SENDER' as const] : []),
  ];
  return { ...row, parties };
}

/** Who has the beds: those who came, else those who were asked for; of older placements no more than how many is known. */
export const householdIn = ({
  came,
  household,
  adults,
  childrenCount,
}: Pick<LockedPlacement, 'came' | 'household' | 'adults' | 'childrenCount'>): Household =>
  came ??
  household ?? {
    adults,
    adultMen: 0,
    children: Array.from({ length: childrenCount }, () => ({ age: 0, sex: 'FEMALE' as const })),
    wheelchair: false,
    pets: false,
  };

/** @throws Refusal VERSION_CONFLICT */
export function assertVersion({ version }: LockedPlacement, expected: number | null | undefined): void {
  if (expected != null && expected !== version) throw changedMeanwhile();
}

export const changedMeanwhile = (): Refusal =>
  new Refusal(
    UserErrorCode.VERSION_CONFLICT,
    {
      en: 'Somebody else has changed it meanwhile. Look again.',
      ru: 'Кто-то уже изменил запись. Посмотрите ещё раз.',
      kk: 'Оны басқа біреу өзгертіп қойды. Қайта қараңыз.',
    },
    ['expectedVersion'],
  );
