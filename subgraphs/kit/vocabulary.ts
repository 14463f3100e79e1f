import { registerEnumType } from 'type-graphql';

/** The kinds of agency that take part in the hub. */
export enum AgencyKind {
  POLICE = 'POLICE',
  FORENSIC_CLINIC = 'FORENSIC_CLINIC',
  SHELTER = 'SHELTER',
  CRISIS_CENTRE = 'CRISIS_CENTRE',
  HELPLINE = 'HELPLINE',
  HOSPITAL = 'HOSPITAL',
  COURT = 'COURT',
  SOCIAL_SERVICE = 'SOCIAL_SERVICE',
  LEGAL_AID = 'LEGAL_AID',
}

/** What a staff member does at an agency. One role per staff record; a person with two jobs has two records. */
export enum Role {
  OFFICER = 'OFFICER',
  DUTY_OFFICER = 'DUTY_OFFICER',
  SCHEDULER = 'SCHEDULER',
  EXAMINER = 'EXAMINER',
  SHELTER_STAFF = 'SHELTER_STAFF',
  ADVOCATE = 'ADVOCATE',
  HELPLINE_OPERATOR = 'HELPLINE_OPERATOR',
  CLINICIAN = 'CLINICIAN',
  CLERK = 'CLERK',
  SOCIAL_WORKER = 'SOCIAL_WORKER',
  LAWYER = 'LAWYER',
  STEWARD = 'STEWARD',
  ADMINISTRATOR = 'ADMINISTRATOR',
  INTEGRATOR = 'INTEGRATOR',
}

/** Why personal data is asked for. HL7's general codes have none for police protection or shelter, hence our own. */
export enum Purpose {
  POLICE_RESPONSE = 'POLICE_RESPONSE',
  MEDICAL_CARE = 'MEDICAL_CARE',
  FORENSIC_EXAM = 'FORENSIC_EXAM',
  SHELTER = 'SHELTER',
  SUPPORT = 'SUPPORT',
  LEGAL_AID = 'LEGAL_AID',
  PROTECTION_ORDER = 'PROTECTION_ORDER',
  COURT = 'COURT',
  STEWARDSHIP = 'STEWARDSHIP',
  SUBJECT_REQUEST = 'SUBJECT_REQUEST',
  EMERGENCY = 'EMERGENCY',
}

/** The parts of a victim's record that she opens one by one. */
export enum Category {
  IDENTITY = 'IDENTITY',
  CONTACT = 'CONTACT',
  HOUSEHOLD = 'HOUSEHOLD',
  INCIDENT = 'INCIDENT',
  RISK = 'RISK',
  REFERRAL = 'REFERRAL',
  FORENSIC = 'FORENSIC',
  SHELTER = 'SHELTER',
  PROTECTION = 'PROTECTION',
  SUPPORT = 'SUPPORT',
}

export type Language = 'kk' | 'ru' | 'en';
export const LANGUAGES: readonly Language[] = ['kk', 'ru', 'en'];

/** A text in the three languages of the hub. */
export type Text = Readonly<Record<Language, string>>;

registerEnumType(AgencyKind, {
  name: 'AgencyKind',
  description: 'The kinds of agency that take part in the hub.',
  valuesConfig: {
    POLICE: { description: 'A police department.' },
    FORENSIC_CLINIC: { description: 'A clinic or centre that makes forensic medical examinations.' },
    SHELTER: { description: 'A shelter that takes in households.' },
    CRISIS_CENTRE: { description: 'A crisis centre: support, advocacy and often beds of its own.' },
    HELPLINE: { description: 'A telephone helpline.' },
    HOSPITAL: { description: 'A hospital or the ambulance service.' },
    COURT: { description: 'A court.' },
    SOCIAL_SERVICE: { description: 'A social service of the state or of a municipality.' },
    LEGAL_AID: { description: 'A provider of legal aid.' },
  },
});

registerEnumType(Role, {
  name: 'Role',
  description: 'What a staff member does at an agency.',
  valuesConfig: {
    OFFICER: { description: 'Police officer who takes reports and makes referrals.' },
    DUTY_OFFICER: { description: 'Police officer on duty for a unit.' },
    SCHEDULER: { description: 'Schedules examinations at a clinic.' },
    EXAMINER: { description: 'Forensic examiner.' },
    SHELTER_STAFF: { description: 'Runs intake and beds of a shelter or crisis centre.' },
    ADVOCATE: { description: 'Accompanies her; works for her and not for an authority.' },
    HELPLINE_OPERATOR: { description: 'Answers a helpline.' },
    CLINICIAN: { description: 'Doctor or nurse who treats her.' },
    CLERK: { description: 'Clerk of a court.' },
    SOCIAL_WORKER: { description: 'Social worker.' },
    LAWYER: { description: 'Lawyer.' },
    STEWARD: { description: 'Keeps the quality of records without reading them.' },
    ADMINISTRATOR: { description: 'Administers an agency or the hub; sees no personal data.' },
    INTEGRATOR: { description: "Connects an agency's own system; sees no personal data by itself." },
  },
});

registerEnumType(Purpose, {
  name: 'Purpose',
  description: 'Why personal data is asked for; stated in the header Purpose-Of-Use.',
  valuesConfig: {
    POLICE_RESPONSE: { description: 'Police response to a report.' },
    MEDICAL_CARE: { description: 'Treatment (HL7 TREAT).' },
    FORENSIC_EXAM: { description: 'A forensic medical examination.' },
    SHELTER: { description: 'Finding and giving a place of safety.' },
    SUPPORT: { description: 'Advocacy, psychological and social support.' },
    LEGAL_AID: { description: 'Legal advice and representation.' },
    PROTECTION_ORDER: { description: 'Applying for, serving or enforcing a protective order.' },
    COURT: { description: 'Proceedings before a court.' },
    STEWARDSHIP: { description: 'Quality of records, without their content.' },
    SUBJECT_REQUEST: { description: 'She asks to see what is hers (HL7 PATRQT), an advocate beside her.' },
    EMERGENCY: { description: 'Danger to life (HL7 ETREAT).' },
  },
});

registerEnumType(Category, {
  name: 'Category',
  description: "The parts of a victim's record that she opens one by one.",
  valuesConfig: {
    IDENTITY: { description: 'Who she is: name, date of birth, documents.' },
    CONTACT: { description: 'How she may be reached safely.' },
    HOUSEHOLD: { description: 'Her children and whoever comes with her.' },
    INCIDENT: { description: 'What happened.' },
    RISK: { description: 'Risk assessments.' },
    REFERRAL: { description: 'Who referred her to whom.' },
    FORENSIC: { description: 'Forensic examinations and appointments.' },
    SHELTER: { description: 'Bed requests and stays.' },
    PROTECTION: { description: 'Protective orders and hearings.' },
    SUPPORT: { description: 'Counselling and support.' },
  },
});
