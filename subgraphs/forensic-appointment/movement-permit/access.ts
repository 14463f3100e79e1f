import { type AccessRule, AgencyKind, Purpose, Role } from '../../kit/index.js';

/** Who may issue permits for a medical visit; which of these kinds the law of the place lets, the operator says ({@link PERMIT_SETTINGS}). */
export const PERMIT_OFFICE: AccessRule = {
  purposes: [Purpose.POLICE_RESPONSE, Purpose.FORENSIC_EXAM, Purpose.MEDICAL_CARE],
  kinds: [AgencyKind.POLICE, AgencyKind.FORENSIC_CLINIC, AgencyKind.HOSPITAL],
  roles: [Role.OFFICER, Role.DUTY_OFFICER, Role.SCHEDULER, Role.EXAMINER, Role.CLINICIAN],
};
