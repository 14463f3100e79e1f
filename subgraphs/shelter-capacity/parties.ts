import { AgencyKind, Purpose, Role } from '../kit/index.js';

/** Who looks for a bed and holds one: everybody who meets her and refers her. */
export const REFERRING_ROLES = [
  Role.OFFICER,
  Role.DUTY_OFFICER,
  Role.HELPLINE_OPERATOR,
  Role.CLINICIAN,
  Role.EXAMINER,
  Role.SHELTER_STAFF,
  Role.ADVOCATE,
  Role.SOCIAL_WORKER,
  Role.LAWYER,
] as const;

/** What those who refer may be doing when they follow their own holds. Not EMERGENCY: it never opens shelter. */
export const REFERRING_PURPOSES = [
  Purpose.POLICE_RESPONSE,
  Purpose.MEDICAL_CARE,
  Purpose.FORENSIC_EXAM,
  Purpose.SHELTER,
  Purpose.SUPPORT,
  Purpose.LEGAL_AID,
  Purpose.PROTECTION_ORDER,
] as const;

/**
 * The agencies that may have houses: who brings one in, who sets it up, and who screens and receives guests there are of the same kinds, so that no house is
 * entered that nobody may run. A social service has some of its own, and the hub's operator, which is one, imports those of other systems.
 * The directory counts a social service among those that are called back, because most have none; one that has is left out here (`placement/call-back.ts`).
 */
export const SHELTER_KINDS = [AgencyKind.SHELTER, AgencyKind.CRISIS_CENTRE, AgencyKind.SOCIAL_SERVICE] as const;
/** The purposes for which their staff screen and receive guests. */
export const SHELTER_PURPOSES = [Purpose.SHELTER, Purpose.SUPPORT] as const;
