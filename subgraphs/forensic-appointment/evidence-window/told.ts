import { AgencyKind } from '../../kit/index.js';

/**
 * Who is told hours: who examines, who treats, and who works for her and helps her decide. An officer or a court with a table of hours becomes the
 * gatekeeper who says "too late"; they are told to go now, and how evidence is kept. A kind that is not here is not told.
 */
export const TOLD_OF_WINDOWS: readonly AgencyKind[] = [
  AgencyKind.FORENSIC_CLINIC,
  AgencyKind.HOSPITAL,
  AgencyKind.HELPLINE,
  AgencyKind.CRISIS_CENTRE,
  AgencyKind.SHELTER,
  AgencyKind.SOCIAL_SERVICE,
  AgencyKind.LEGAL_AID,
];

export const isToldOfWindows = (kind: AgencyKind): boolean => TOLD_OF_WINDOWS.includes(kind);
