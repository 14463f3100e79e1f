import { registerEnumType } from 'type-graphql';

export enum ConsentForm {
  WRITTEN = 'WRITTEN',
  ORAL_WITNESSED = 'ORAL_WITNESSED',
}

export enum ConsentInterpreter {
  NONE = 'NONE',
  PROFESSIONAL = 'PROFESSIONAL',
  STAFF_MEMBER = 'STAFF_MEMBER',
  RELATIVE = 'RELATIVE',
}

export enum ConsentWitness {
  STAFF_MEMBER = 'STAFF_MEMBER',
  OTHER_AGENCY = 'OTHER_AGENCY',
  INDEPENDENT_PERSON = 'INDEPENDENT_PERSON',
}

export enum ConsentEventKind {
  GRANTED = 'GRANTED',
  CONFIRMED = 'CONFIRMED',
  RENEWED = 'RENEWED',
  WITHDRAWN = 'WITHDRAWN',
}

export enum ConsentState {
  PROVISIONAL = 'PROVISIONAL',
  ACTIVE = 'ACTIVE',
  SUSPENDED = 'SUSPENDED',
  EXPIRED = 'EXPIRED',
  WITHDRAWN = 'WITHDRAWN',
}

export enum ConsentLanguage {
  kk = 'kk',
  ru = 'ru',
  en = 'en',
  other = 'other',
}

registerEnumType(ConsentForm, {
  name: 'ConsentForm',
  description: 'How she agreed.',
  valuesConfig: {
    WRITTEN: { description: 'In writing.' },
    ORAL_WITNESSED: { description: 'By word, before a witness: for a provisional consent at the scene only.' },
  },
});

registerEnumType(ConsentInterpreter, {
  name: 'ConsentInterpreter',
  description: 'Who interpreted.',
  valuesConfig: {
    NONE: { description: 'Nobody: it was explained in her language.' },
    PROFESSIONAL: { description: 'A professional interpreter.' },
    STAFF_MEMBER: { description: 'A member of staff.' },
    RELATIVE: { description: 'A relative. Always refused: it is here so that it can be refused with a reason.' },
  },
});

registerEnumType(ConsentWitness, {
  name: 'ConsentWitness',
  description: 'What kind of person witnessed it: never a name, never a relative.',
  valuesConfig: {
    STAFF_MEMBER: { description: 'A second member of staff of the agency that took it.' },
    OTHER_AGENCY: { description: 'A member of staff of another agency.' },
    INDEPENDENT_PERSON: { description: 'Somebody without ties to her family or to the agency.' },
  },
});

registerEnumType(ConsentEventKind, {
  name: 'ConsentEventKind',
  description: 'What happened to a consent.',
  valuesConfig: {
    GRANTED: { description: 'She agreed.' },
    CONFIRMED: { description: 'An advocate asked her again, without the police.' },
    RENEWED: { description: 'She was asked again, in writing, and it lasts longer.' },
    WITHDRAWN: { description: 'She took it back.' },
  },
});

registerEnumType(ConsentState, {
  name: 'ConsentState',
  description: 'Life of a consent (FHIR Consent: active, inactive).',
  valuesConfig: {
    PROVISIONAL: { description: 'In force, taken at the scene, to be confirmed by an advocate.' },
    ACTIVE: { description: 'In force.' },
    SUSPENDED: {
      description:
        'Opens nothing while a report names the guardian who gave it. Told to her alone; to others it is over.',
    },
    EXPIRED: { description: 'Over: its time has passed, or the guardian who gave it cannot speak for her any more.' },
    WITHDRAWN: { description: 'She took it back.' },
  },
});

registerEnumType(ConsentLanguage, {
  name: 'ConsentLanguage',
  description: 'Language in which the consent was read out.',
  valuesConfig: {
    kk: { description: 'Kazakh.' },
    ru: { description: 'Russian.' },
    en: { description: 'English.' },
    other: { description: 'Another language, through an interpreter.' },
  },
});
