import { type AccessRule, AgencyKind, Purpose, Role } from '../../kit/index.js';

/** Who makes and reads appointments: clinics, and those who hold a time for her. */
export const BOOKING: AccessRule = {
  purposes: [
    Purpose.FORENSIC_EXAM,
    Purpose.MEDICAL_CARE,
    Purpose.POLICE_RESPONSE,
    Purpose.SUPPORT,
    Purpose.SHELTER,
    Purpose.EMERGENCY,
  ],
  kinds: [
    AgencyKind.FORENSIC_CLINIC,
    AgencyKind.POLICE,
    AgencyKind.CRISIS_CENTRE,
    AgencyKind.SHELTER,
    AgencyKind.HELPLINE,
    AgencyKind.HOSPITAL,
  ],
  roles: [
    Role.SCHEDULER,
    Role.EXAMINER,
    Role.OFFICER,
    Role.DUTY_OFFICER,
    Role.SHELTER_STAFF,
    Role.ADVOCATE,
    Role.HELPLINE_OPERATOR,
    Role.CLINICIAN,
  ],
};

/** Who records what happens at the clinic. */
export const AT_CLINIC: AccessRule = {
  purposes: [Purpose.FORENSIC_EXAM, Purpose.MEDICAL_CARE, Purpose.EMERGENCY],
  kinds: [AgencyKind.FORENSIC_CLINIC],
  roles: [Role.SCHEDULER, Role.EXAMINER],
};
