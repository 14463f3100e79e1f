import { ExamPriority } from '../evidence-window/vocabulary.js';

/** From the most urgent to the least. */
const ORDER: readonly ExamPriority[] = [
  ExamPriority.STAT,
  ExamPriority.ASAP,
  ExamPriority.URGENT,
  ExamPriority.ROUTINE,
];

/** Whether one is more urgent than the other. */
export const isMoreUrgent = (one: ExamPriority, other: ExamPriority): boolean => urgencyRank(one) < urgencyRank(other);

/** 0 for the most urgent. */
export const urgencyRank = (priority: ExamPriority): number => ORDER.indexOf(priority);

/** SQL: the place of a priority in that order, 1 the most urgent. */
export const urgencyOf = (column: string): string =>
  `array_position(ARRAY[${ORDER.map((priority) => `'${priority}'`).join(', ')}], ${column})`;
