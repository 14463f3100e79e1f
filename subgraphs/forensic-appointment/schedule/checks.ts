import type { EntityManager } from 'typeorm';
import { rowsOf } from '../../kit/index.js';
import { noSuch } from '../clinic/administration.js';
import type { ScheduleExceptionAddInput } from './inputs.js';
import { isWallTime, occurrences, type Recurrence, recurrenceFault, type WallTime, yearsAfter } from './recurrence.js';
import { badRule, endsBeforeItBegins, noSuchDate, notOfThisKind, past } from './refusals.js';
import { ScheduleExceptionKind as Kind, ScheduleKind } from './vocabulary.js';

/** The wall clock of a clinic, by the database. */
export async function wallClock(manager: EntityManager, clinic: string): Promise<WallTime> {
  const [row] = await rowsOf<{ now: WallTime }>(
    manager,
    `SELECT to_char(clock_timestamp() AT TIME ZONE zone, 'YYYY-MM-DD"T"HH24:MI:SS') AS now FROM clinic WHERE id = $1::uuid`,
    [clinic],
  );
  return row!.now;
}

/** A rule takes place some time from now on, and never before it has ended. @throws Refusal INVALID */
export function assertRecurrence(recurrence: Recurrence, now: WallTime): void {
  if (!isWallTime(recurrence.startsAt)) throw noSuchDate('startsAt');
  const fault = recurrenceFault(recurrence);
  if (fault) throw badRule(fault);
  const since = recurrence.startsAt > now ? recurrence.startsAt : `${now.slice(0, 10)}T00:00:00`;
  const ahead = occurrences(recurrence, since, yearsAfter(since));
  if (ahead.length === 0) throw recurrence.rrule ? badRule('NEVER') : past('startsAt');
}

/** @throws Refusal INVALID, NOT_FOUND */
export async function assertOwner(
  manager: EntityManager,
  clinic: string,
  kind: ScheduleKind | Kind.LEAVE,
  examiner: string | null,
): Promise<void> {
  if ((kind === ScheduleKind.OPEN) === (examiner !== null)) throw notOfThisKind('examinerId');
  if (examiner === null) return;
  const [there] = await rowsOf(manager, 'SELECT FROM examiner WHERE id = $1::uuid AND clinic_id = $2::uuid', [
    examiner,
    clinic,
  ]);
  if (!there) throw noSuch('examinerId');
}

/** @throws Refusal INVALID, NOT_FOUND */
export async function assertException(manager: EntityManager, input: ScheduleExceptionAddInput): Promise<void> {
  const { clinicId, kind, examinerId = null, ruleId = null, startsAt, endsAt = null, reason = null } = input;
  const ofRule = kind === Kind.EXDATE || kind === Kind.RDATE;
  if (ofRule !== (ruleId !== null)) throw notOfThisKind('ruleId');
  if (ofRule === (endsAt !== null)) throw notOfThisKind('endsAt');
  if ((kind === Kind.CLOSED) !== (reason !== null)) throw notOfThisKind('reason');
  if ((kind === Kind.LEAVE) !== (examinerId !== null)) throw notOfThisKind('examinerId');
  if (kind === Kind.LEAVE) await assertOwner(manager, clinicId, kind, examinerId);
  if (!isWallTime(startsAt)) throw noSuchDate('startsAt');
  if (endsAt !== null && !isWallTime(endsAt)) throw noSuchDate('endsAt');
  if (endsAt !== null && endsAt <= startsAt) throw endsBeforeItBegins();
  if ((endsAt ?? startsAt) <= (await wallClock(manager, clinicId))) throw past(endsAt ? 'endsAt' : 'startsAt');
  if (ruleId === null) return;
  const [rule] = await rowsOf<Recurrence>(
    manager,
    `SELECT to_char(starts_at, 'YYYY-MM-DD"T"HH24:MI:SS') AS "startsAt", minutes, rrule FROM schedule_rule
     WHERE id = $1::uuid AND clinic_id = $2::uuid AND ended_at IS NULL`,
    [ruleId, clinicId],
  );
  if (!rule) throw noSuch('ruleId');
  const [occurs] = occurrences(rule, `${startsAt}:00`, `${startsAt}:01`);
  if (kind === Kind.EXDATE && !occurs) throw badOccurrence();
}

const badOccurrence = () => noSuchDate('startsAt');
