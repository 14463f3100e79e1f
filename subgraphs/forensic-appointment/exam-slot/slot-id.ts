import { isUUID } from 'class-validator';
import { ExamKind } from '../exam-kind/exam-kind.js';

/** One examination that could be held: who, where, when, of which kind. */
export interface Slot {
  readonly clinic: string;
  readonly examiner: string;
  readonly startsAt: Date;
  readonly kind: ExamKind;
}

/** An opaque id. It promises nothing: whether the slot is real and free is decided again when it is held. */
export function slotId({ clinic, examiner, startsAt, kind }: Slot): string {
  return Buffer.from([clinic, examiner, startsAt.toISOString(), kind].join(' ')).toString('base64url');
}

/** The slot behind an id, or null for anything that is not one. */
export function slotOf(id: string): Slot | null {
  const [clinic = '', examiner = '', start = '', kind = '', ...rest] = Buffer.from(id, 'base64url')
    .toString()
    .split(' ');
  const startsAt = new Date(start);
  if (!isUUID(clinic) || !isUUID(examiner) || Number.isNaN(startsAt.getTime()) || rest.length > 0) return null;
  const known = Object.values(ExamKind).find((k) => k === kind);
  return known ? { clinic, examiner, startsAt, kind: known } : null;
}
