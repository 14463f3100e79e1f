import { isUUID } from 'class-validator';
import { ExamKind } from '../exam-kind/exam-kind.js';

/** One examination that could be held: who, where, when, of which kind. */
export interface Slot {
  readonly clinic: string;
  readonly examiner: string;
  readonly startsAt: Date;
  readonly kind: ExamKind;
  /** The mobile team that comes to a region, and the region; null: in any room of the clinic that is free */
  readonly team: { readonly id: string; readonly region: string } | null;
}

/** An opaque id. It promises nothing: whether the slot is real and free is decided again when it is held. */
export function slotId({ clinic, examiner, startsAt, kind, team }: Slot): string {
  const parts = [clinic, examiner, startsAt.toISOString(), kind, ...(team ? [team.id, team.region] : [])];
  return Buffer.from(parts.join(' ')).toString('base64url');
}

/** The slot behind an id, or null for anything that is not one. */
export function slotOf(id: string): Slot | null {
  const parts = Buffer.from(id, 'base64url').toString().split(' ');
  const [clinic = '', examiner = '', start = '', kind = '', team, region] = parts;
  const startsAt = new Date(start);
  if (!isUUID(clinic) || !isUUID(examiner) || Number.isNaN(startsAt.getTime())) return null;
  if (parts.length !== 4 && (parts.length !== 6 || !isUUID(team) || !region)) return null;
  const known = Object.values(ExamKind).find((k) => k === kind);
  if (!known) return null;
  return { clinic, examiner, startsAt, kind: known, team: team && region ? { id: team, region } : null };
}
