import type { EntityManager } from 'typeorm';
import { rowsOf } from '../../kit/index.js';
import type { ExamPriority } from '../evidence-window/vocabulary.js';
import type { ExamKind } from '../exam-kind/exam-kind.js';
import { examNeed } from '../exam-slot/need.js';
import { freeSlotsBetween } from '../exam-slot/sql.js';
import { ExaminerSex, ExamSkill } from '../examiner/types.js';
import { AppointmentState } from './life-cycle.js';
import { INHERIT } from './override-sql.js';
import { CHANGE_STATE, MOVE } from './step-sql.js';
import { tryTakeSlot } from './take-slot.js';

/** An appointment that an urgent one has displaced, as it was. */
export interface Displaced {
  readonly id: string;
  readonly state: AppointmentState;
  readonly priority: ExamPriority;
  readonly kind: ExamKind;
  readonly startsAt: Date;
  readonly victim: string | null;
  readonly localReference: string | null;
  readonly referralCode: string | null;
  readonly agency: string;
  readonly unit: string | null;
  readonly staff: string;
  readonly replaces: string | null;
  readonly team: string | null;
  readonly region: string | null;
  /** Of its examiner: whom she accepted */
  readonly sex: ExaminerSex;
  readonly languages: readonly string[];
  readonly skills: readonly ExamSkill[];
}

const DAY_MS = 24 * 3_600_000;
/** How far on a displaced appointment may be moved */
const WITHIN_MS = 7 * DAY_MS;
const SLOTS_TRIED = 50;

/**
 * Gives a displaced appointment the next time at its clinic, not before its own, with an examiner of the same sex who speaks at least the same languages, in the
 * state in which it was. Its parties find the new one where the old one was, and why. False when nothing fits within a week.
 */
export async function rebook(manager: EntityManager, clinic: string, was: Displaced, by: string): Promise<boolean> {
  const { kind, team, region } = was;
  const need = examNeed(kind, {
    ...{ clinic, team, region, inRoom: !team },
    sex: was.sex === ExaminerSex.UNSPECIFIED ? null : was.sex,
    paediatric: was.skills.includes(ExamSkill.PAEDIATRIC),
  });
  const until = new Date(was.startsAt.getTime() + WITHIN_MS);
  const free = await freeSlotsBetween(manager, need, [was.startsAt, until], SLOTS_TRIED);
  const fits = free
    .filter(({ languages }) => was.languages.every((language) => languages.includes(language)))
    .sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  for (const { examiner, startsAt } of fits)
    if (await moveTo(manager, { clinic, examiner, startsAt }, was, by)) return true;
  return false;
}

/** Gives a displaced appointment a time, in the state in which it was, for its parties to find. False when that cannot be had. */
export async function moveTo(
  manager: EntityManager,
  place: { readonly clinic: string; readonly examiner: string; readonly startsAt: Date },
  was: Omit<Displaced, 'sex' | 'languages' | 'skills'>,
  by: string,
  holdMinutes?: number,
): Promise<boolean> {
  const { kind, victim, priority, localReference, referralCode, agency, unit, staff, team, region } = was;
  const slot = { ...place, kind, team: team && region ? { id: team, region } : null };
  const id = await tryTakeSlot(manager, slot, {
    ...{ victim, priority, localReference, referralCode, holder: { agency, unit, staff } },
    ...(was.replaces ? { replaces: was.replaces } : {}),
    ...(holdMinutes ? { holdMinutes } : {}),
  });
  if (!id) return false;
  if (was.state === AppointmentState.CONFIRMED) await rowsOf(manager, CHANGE_STATE, [id, was.state, null]);
  await rowsOf(manager, MOVE, [id, was.id, 'CLINIC_CHANGED_TIMES', by]);
  await rowsOf(manager, INHERIT, [id, was.id]);
  return true;
}
