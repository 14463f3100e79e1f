import { registerEnumType } from 'type-graphql';

/** Who stands behind a count, as others may know it. */
export enum BedCountedBy {
  SHELTER_STAFF = 'SHELTER_STAFF',
  ADMINISTRATOR = 'ADMINISTRATOR',
}

registerEnumType(BedCountedBy, {
  name: 'BedCountedBy',
  description: 'Who counted.',
  valuesConfig: {
    SHELTER_STAFF: { description: 'Staff at the shelter.' },
    ADMINISTRATOR: { description: 'An administrator of its agency.' },
  },
});
