import type { EntityManager } from 'typeorm';
import { Refusal, Refusals, type Requester, rowsOf, type Text, UserErrorCode } from '../../kit/index.js';
import { STALE_SECONDS } from '../availability/count-age.js';
import { lockUnit } from '../bed-hold/unit-lock.js';
import { CHANGED, setBeds } from '../import/bed-count.js';
import { changedMeanwhile, lockShelter } from '../own-shelters.js';
import { assertParticipation } from '../shelter/participation.js';
import { BEDS_IN_USE } from '../unit/unit-changes.js';
import { publishRefusal } from './refusals.js';
import type { BedAvailabilityPublishInput, BedCountInput } from './types.js';

interface CountedUnit {
  readonly id: string;
  readonly kind: string;
  readonly beds: number;
  /** To which a count of its kind goes */
  readonly counted: boolean;
}

/**
 * In the order in which units are locked. A count of a kind goes to its unit in service, else to the newest: units that were put together into one stay out of
 * service. $1 shelter
 */
const UNITS = `SELECT u.id, u.kind, u.beds_in_service AS beds,
    row_number() OVER (PARTITION BY u.kind ORDER BY u.beds_in_service > 0 DESC, u.observed_at DESC NULLS LAST, u.id) = 1 AS counted
  FROM unit u WHERE u.shelter_id = $1 ORDER BY u.id`;

/** $1 shelter, $2 time or null. `newer`: a count of a later time is there. */
const TIME = `SELECT t.at, t.at > clock_timestamp() + interval '1 minute' OR t.at < clock_timestamp() - make_interval(secs => ${STALE_SECONDS}) AS wrong,
    EXISTS (SELECT FROM unit u CROSS JOIN LATERAL (SELECT o.observed_at FROM bed_observation o WHERE o.unit_id = u.id ORDER BY o.version DESC LIMIT 1) o
      WHERE u.shelter_id = $1 AND o.observed_at > t.at) AS newer
  FROM (SELECT coalesce($2::timestamptz, clock_timestamp()) AS at) t`;

/**
 * Beds that the hub's own placements occupied at that time: of guests who are there still, and of those who departed since, whom the
 * retention index finds. $1 unit, $3 time.
 */
const OCCUPIED_THEN = `SELECT pb.bed_id FROM placement_bed pb JOIN placement p ON p.id = pb.placement_id
    WHERE pb.unit_id = $1 AND pb.live AND p.state = 'ARRIVED' AND p.arrived_at <= $3::timestamptz
  UNION SELECT pb.bed_id FROM placement p JOIN placement_bed pb ON pb.placement_id = p.id
    WHERE coalesce(p.departed_at, p.held_until) > $3::timestamptz AND p.state = 'DEPARTED' AND p.unit_id = $1 AND p.arrived_at <= $3::timestamptz`;

/** $2 version, $4 beds, $5 occupied or null for what the hub derives, $6 staff, $7 role */
const OBSERVE = `INSERT INTO bed_observation (unit_id, agency, version, beds, occupied, others, observed_at, staff, role)
  SELECT u.id, u.agency, $2, $4::int, coalesce($5::int, least(known.beds, $4::int)), greatest(coalesce($5::int, 0) - known.beds, 0),
    least($3::timestamptz, clock_timestamp()), $6, $7
  FROM unit u CROSS JOIN (SELECT count(*)::int AS beds FROM (${OCCUPIED_THEN}) x) known WHERE u.id = $1`;

/**
 * Publishes a count, inside a transaction: a row for each unit, none overwritten. What the hub itself knew to be occupied at that time is
 * taken from it once, here; the rest are guests of whom it has no placement. Of two at once one is refused: counts have a version of their own, as they are no
 * change of what the shelter is; a unit that has other beds by it has another version.
 * @throws Refusals NOT_FOUND, VERSION_CONFLICT, INVALID, WRONG_STATE, NOT_AVAILABLE
 */
export async function publishCounts(
  manager: EntityManager,
  { agency, staff, role }: Requester,
  input: BedAvailabilityPublishInput,
): Promise<string> {
  const shelter = await lockShelter(manager, agency, input.shelterId);
  if (shelter.countsVersion !== input.expectedVersion) throw changedMeanwhile();
  const counts = input.counts ?? null;
  if (shelter.participation === 'VIEW_ONLY') throw publishRefusal('VIEW_ONLY');
  if (counts && shelter.participation === 'BED_BY_BED') throw publishRefusal('DERIVED');
  if (!counts && shelter.participation === 'COUNTS_ONLY') throw publishRefusal('COUNTS_MISSING');
  const units = await rowsOf<CountedUnit>(manager, UNITS, [shelter.id]);
  if (counts) {
    await assertParticipation(manager, shelter.id, ['counts']);
    assertCounts(counts, units);
  }
  // the time is looked at when the locks are held: what is placed until then is placed before the count
  for (const unit of units) await lockUnit(manager, unit.id);
  const [time] = await rowsOf<{ at: Date; wrong: boolean; newer: boolean }>(manager, TIME, [
    shelter.id,
    input.observedAt ?? null,
  ]);
  if (time!.wrong) throw publishRefusal('TIME');
  if (time!.newer) throw publishRefusal('NEWER');
  for (const unit of units) {
    const at = counts?.findIndex(({ kind }) => kind === unit.kind) ?? -1;
    const count = counts?.[at];
    if (counts && !(count && unit.counted)) continue;
    if (count && !(await setBeds(manager, unit.id, count.beds)))
      throw new Refusal(UserErrorCode.NOT_AVAILABLE, BEDS_IN_USE, ['counts', String(at), 'beds']);
    const beds = count?.beds ?? unit.beds;
    if (beds !== unit.beds) await rowsOf(manager, CHANGED, [unit.id]);
    // what the hub derives is as fresh as when staff last looked
    if (!count)
      await rowsOf(manager, 'UPDATE unit SET observed_at = greatest(observed_at, $2) WHERE id = $1', [
        unit.id,
        time!.at,
      ]);
    await rowsOf(manager, OBSERVE, [
      unit.id,
      input.expectedVersion + 1,
      time!.at,
      beds,
      count?.occupied ?? null,
      staff,
      role,
    ]);
  }
  await rowsOf(manager, 'UPDATE shelter SET counts_version = counts_version + 1 WHERE id = $1', [shelter.id]);
  return shelter.id;
}

/** Every kind once, no kind that the shelter does not have, and none occupied that is no bed. */
function assertCounts(counts: readonly BedCountInput[], units: readonly CountedUnit[]): void {
  const invalid = (text: Text, ...field: string[]) => new Refusal(UserErrorCode.INVALID, text, ['counts', ...field]);
  const faults = counts.flatMap(({ kind, beds, occupied }, i) => [
    ...(counts.findIndex((other) => other.kind === kind) < i ? [invalid(TWICE, String(i), 'kind')] : []),
    ...(units.some((unit) => unit.kind === kind) ? [] : [invalid(NO_SUCH_KIND, String(i), 'kind')]),
    ...(occupied > beds ? [invalid(MORE_THAN_BEDS, String(i), 'occupied')] : []),
  ]);
  const missing = units.some((unit) => unit.beds > 0 && !counts.some(({ kind }) => kind === unit.kind));
  if (missing) faults.push(invalid(KIND_MISSING));
  if (faults.length > 0) throw new Refusals(faults);
}

const TWICE: Text = {
  en: 'The same kind comes twice.',
  ru: 'Один вид указан дважды.',
  kk: 'Бір түр екі рет берілген.',
};
const NO_SUCH_KIND: Text = {
  en: 'The shelter has no unit of this kind. Add it first.',
  ru: 'В приюте нет мест этого вида. Сначала добавьте их.',
  kk: 'Баспанада бұл түрдегі орын жоқ. Алдымен қосыңыз.',
};
const MORE_THAN_BEDS: Text = {
  en: 'More beds are occupied than there are.',
  ru: 'Занято больше мест, чем есть.',
  kk: 'Бос емес орын бар орыннан көп.',
};
const KIND_MISSING: Text = {
  en: 'Count every kind of unit that the shelter has, in one call.',
  ru: 'Укажите все виды мест приюта сразу.',
  kk: 'Баспананың барлық орын түрін бірден көрсетіңіз.',
};
