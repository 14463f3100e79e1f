import { SEED_AGENCIES, SEED_STAFF } from '../../standalone/seed/agencies.js';
import { seedId } from '../../standalone/seed/index.js';
import type { Requester } from '../../subgraphs/kit/index.js';

/** A member of staff stating a purpose. */
export type Person = Requester & { readonly account: string; readonly purpose: string };

export const person = (account: string, purpose: string): Person => {
  const staff = SEED_STAFF.find((each) => each.account === account)!;
  const agency = SEED_AGENCIES.find(({ slug }) => slug === staff.agency)!;
  return {
    account,
    agency: seedId(`agency:${agency.slug}`),
    agencyKind: agency.kind,
    unit: staff.unit ? seedId(`unit:${agency.slug}/${staff.unit}`) : null,
    staff: seedId(`staff:${account}`),
    role: staff.role,
    purpose: purpose as Person['purpose'],
    language: 'en',
  };
};

export const OFFICER = person('officer-almaty', 'POLICE_RESPONSE');
export const ADVOCATE = person('advocate-almaty', 'SUPPORT');
/** Of the hub's operator: reads nothing */
export const STEWARD = person('steward', 'STEWARDSHIP');
export const CLERK = person('clerk-almaty', 'COURT');
/** She herself, the advocate beside her */
export const SHE = person('advocate-almaty', 'SUBJECT_REQUEST');
/** Few enough that a consent often meets somebody whom it is for. */
export const PEOPLE: readonly Person[] = [
  OFFICER,
  person('officer-almaty', 'PROTECTION_ORDER'),
  person('officer-almaty', 'EMERGENCY'),
  person('duty-officer-almaty', 'EMERGENCY'),
  person('officer-almaty-2', 'POLICE_RESPONSE'),
  person('duty-officer-almaty', 'POLICE_RESPONSE'),
  person('scheduler-almaty', 'FORENSIC_EXAM'),
  person('examiner-almaty', 'FORENSIC_EXAM'),
  person('examiner-almaty', 'MEDICAL_CARE'),
  person('intake-almaty', 'SHELTER'),
  ADVOCATE,
  SHE,
  person('clinician-almaty', 'MEDICAL_CARE'),
  CLERK,
];
