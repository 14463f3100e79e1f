import { Category, Role } from '../../kit/index.js';

/** After break-glass practice (HL7 ETREAT): for danger to life, timed, looked at by a second person. To be reviewed by a lawyer of each jurisdiction. */
export const EMERGENCY_POLICY = {
  /** Minutes that it lasts at most */
  minutes: 60,
  /** Hours within which somebody else must have confirmed or reviewed it */
  reviewHours: 24,
  /** How often one member of staff may open one within how many hours */
  perStaff: { times: 3, hours: 24 },
  /** As many that nobody has reviewed in time keep the whole unit from opening another */
  overduePerUnit: 3,
  /** Never how she is reached nor where she is, whatever is stated */
  categories: Object.values(Category).filter(
    (c) => c !== Category.CONTACT && c !== Category.SHELTER,
  ) as readonly Category[],
  /** Who answers emergencies. An agreement must let the role state the purpose EMERGENCY as well. */
  openedBy: [
    Role.OFFICER,
    Role.DUTY_OFFICER,
    Role.CLINICIAN,
    Role.EXAMINER,
    Role.HELPLINE_OPERATOR,
    Role.SHELTER_STAFF,
    Role.ADVOCATE,
  ],
  /** The second person at once, of the same agency. Officers do not vouch for one another. */
  confirmedBy: [
    Role.DUTY_OFFICER,
    Role.CLINICIAN,
    Role.EXAMINER,
    Role.HELPLINE_OPERATOR,
    Role.SHELTER_STAFF,
    Role.ADVOCATE,
  ],
  /** A steward of any agency, or an advocate of another one */
  reviewedBy: [Role.STEWARD, Role.ADVOCATE],
} as const;

/** Who has something to do with the queue: stewards and advocates see it whole, everybody else what their own agency has opened. */
export const SEES_QUEUE: readonly Role[] = [Role.STEWARD, ...EMERGENCY_POLICY.openedBy];
export const SEES_ALL: readonly Role[] = EMERGENCY_POLICY.reviewedBy;
