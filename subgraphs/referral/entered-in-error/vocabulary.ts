import { registerEnumType } from 'type-graphql';

export enum RecordStatus {
  ACTIVE = 'ACTIVE',
  ENTERED_IN_ERROR = 'ENTERED_IN_ERROR',
}

/** Why a record should not be there. What a report says wrongly is corrected. */
export enum RecordErrorReason {
  OTHER_PERSON = 'OTHER_PERSON',
  RECORDED_TWICE = 'RECORDED_TWICE',
}

registerEnumType(RecordStatus, {
  name: 'RecordStatus',
  description: 'Whether a report, or an assessment of risk, counts.',
  valuesConfig: {
    ACTIVE: { description: 'It counts.' },
    ENTERED_IN_ERROR: { description: 'It should never have been there (FHIR R4 entered-in-error).' },
  },
});

registerEnumType(RecordErrorReason, {
  name: 'RecordErrorReason',
  description: 'Why a record should not be there. What a report says wrongly is corrected instead.',
  valuesConfig: {
    OTHER_PERSON: { description: 'It is about somebody else: record it anew where it belongs.' },
    RECORDED_TWICE: { description: 'It is there twice.' },
  },
});
