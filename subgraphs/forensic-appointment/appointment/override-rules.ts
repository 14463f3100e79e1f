import { ExamPriority } from '../evidence-window/vocabulary.js';
import { AppointmentState } from './life-cycle.js';
import { isMoreUrgent } from './urgency.js';

/** An appointment that stands where an urgent one is to be. */
export interface Standing {
  readonly state: AppointmentState;
  readonly priority: ExamPriority;
}

/**
 * What an urgent examination may displace: a hold that nobody has confirmed, or a confirmed ROUTINE appointment, and only one that is less urgent than
 * itself. Never somebody who is there already, and never an equal.
 */
export function mayDisplace(urgent: ExamPriority, { state, priority }: Standing): boolean {
  if (!isMoreUrgent(urgent, priority)) return false;
  return state === AppointmentState.HELD || (state === AppointmentState.CONFIRMED && priority === ExamPriority.ROUTINE);
}
