import { AgencyKind, Purpose, Role } from '../../subgraphs/kit/index.js';

export interface SeedAgreement {
  readonly kind: AgencyKind;
  readonly role: Role;
  readonly purposes: readonly Purpose[];
}

const POLICE_PURPOSES = [Purpose.POLICE_RESPONSE, Purpose.PROTECTION_ORDER, Purpose.EMERGENCY];
const ADVOCATE_PURPOSES = [
  Purpose.SUPPORT,
  Purpose.SHELTER,
  Purpose.SUBJECT_REQUEST,
  Purpose.PROTECTION_ORDER,
  Purpose.EMERGENCY,
];
const SHELTER_PURPOSES = [Purpose.SHELTER, Purpose.SUPPORT, Purpose.EMERGENCY];

const agreement = (kind: AgencyKind, role: Role, ...purposes: Purpose[]): SeedAgreement => ({ kind, role, purposes });

/** Which purposes of use a role may state at a kind of agency: a first version, to be reviewed by a lawyer. */
export const SEED_AGREEMENTS: readonly SeedAgreement[] = [
  agreement(AgencyKind.POLICE, Role.OFFICER, ...POLICE_PURPOSES),
  agreement(AgencyKind.POLICE, Role.DUTY_OFFICER, ...POLICE_PURPOSES),
  agreement(AgencyKind.FORENSIC_CLINIC, Role.SCHEDULER, Purpose.FORENSIC_EXAM),
  agreement(AgencyKind.FORENSIC_CLINIC, Role.EXAMINER, Purpose.FORENSIC_EXAM, Purpose.MEDICAL_CARE, Purpose.EMERGENCY),
  agreement(AgencyKind.SHELTER, Role.SHELTER_STAFF, ...SHELTER_PURPOSES),
  agreement(AgencyKind.SHELTER, Role.ADVOCATE, ...ADVOCATE_PURPOSES),
  agreement(AgencyKind.CRISIS_CENTRE, Role.SHELTER_STAFF, ...SHELTER_PURPOSES),
  agreement(AgencyKind.CRISIS_CENTRE, Role.ADVOCATE, ...ADVOCATE_PURPOSES),
  agreement(AgencyKind.HELPLINE, Role.HELPLINE_OPERATOR, Purpose.SUPPORT, Purpose.SHELTER, Purpose.EMERGENCY),
  agreement(AgencyKind.HOSPITAL, Role.CLINICIAN, Purpose.MEDICAL_CARE, Purpose.EMERGENCY),
  agreement(AgencyKind.COURT, Role.CLERK, Purpose.COURT, Purpose.PROTECTION_ORDER),
  agreement(AgencyKind.SOCIAL_SERVICE, Role.SOCIAL_WORKER, Purpose.SUPPORT),
  // of a house of its own, or one that the hub's operator has imported
  agreement(AgencyKind.SOCIAL_SERVICE, Role.SHELTER_STAFF, ...SHELTER_PURPOSES),
  agreement(AgencyKind.LEGAL_AID, Role.LAWYER, Purpose.LEGAL_AID),
  ...Object.values(AgencyKind).flatMap((kind) => [
    agreement(kind, Role.STEWARD, Purpose.STEWARDSHIP),
    agreement(kind, Role.ADMINISTRATOR),
    agreement(kind, Role.INTEGRATOR),
  ]),
];
