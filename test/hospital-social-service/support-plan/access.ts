import { Access, AgencyKind, Purpose, Role } from '../../../subgraphs/kit/index.js';

/** Those who plan with her at a hospital. */
export const PlansSupport = () =>
  Access({
    purposes: [Purpose.MEDICAL_CARE, Purpose.SUPPORT],
    kinds: [AgencyKind.HOSPITAL],
    roles: [Role.CLINICIAN, Role.SOCIAL_WORKER],
  });
