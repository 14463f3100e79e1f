import { type AccessRule, AgencyKind, Purpose, Role } from '../../kit/index.js';

export { AT_CLINIC } from '../appointment/access.js';

/** Whoever has a kit in hand: the clinic, a laboratory, the police, a court. */
export const CUSTODY_CHAIN: AccessRule = {
  purposes: [Purpose.FORENSIC_EXAM, Purpose.MEDICAL_CARE, Purpose.POLICE_RESPONSE, Purpose.COURT],
  kinds: [AgencyKind.FORENSIC_CLINIC, AgencyKind.POLICE, AgencyKind.COURT, AgencyKind.HOSPITAL],
  roles: [Role.EXAMINER, Role.SCHEDULER, Role.OFFICER, Role.DUTY_OFFICER, Role.CLERK, Role.CLINICIAN],
};
