import { Access, type AccessRule, Purpose, Role } from '../kit/index.js';

const CASE_PURPOSES = [
  Purpose.POLICE_RESPONSE,
  Purpose.MEDICAL_CARE,
  Purpose.FORENSIC_EXAM,
  Purpose.SHELTER,
  Purpose.SUPPORT,
  Purpose.LEGAL_AID,
  Purpose.PROTECTION_ORDER,
  Purpose.COURT,
  Purpose.EMERGENCY,
] as const;

/** Those who work on a case. A steward, an administrator and an integrator see no personal data. */
const CASE_ROLES = [
  Role.OFFICER,
  Role.DUTY_OFFICER,
  Role.SCHEDULER,
  Role.EXAMINER,
  Role.SHELTER_STAFF,
  Role.ADVOCATE,
  Role.HELPLINE_OPERATOR,
  Role.CLINICIAN,
  Role.CLERK,
  Role.SOCIAL_WORKER,
  Role.LAWYER,
] as const;

/** A court takes no reports and records no details of its own: they reach it with a referral. */
const REPORT_ROLES = CASE_ROLES.filter((role) => role !== Role.CLERK);

/** Everybody who works on a case. */
export const CASE_WORK: AccessRule = { purposes: CASE_PURPOSES, roles: CASE_ROLES };
export const CaseWork = () => Access(CASE_WORK);

/** For those who hear from her what happened and who she is. */
export const TakesReports = () => Access({ purposes: CASE_PURPOSES, roles: REPORT_ROLES });
