import { registerEnumType } from 'type-graphql';

export enum HouseholdRelation {
  CHILD = 'CHILD',
  PARENT = 'PARENT',
  SIBLING = 'SIBLING',
  GRANDCHILD = 'GRANDCHILD',
  OTHER_RELATIVE = 'OTHER_RELATIVE',
  NOT_RELATED = 'NOT_RELATED',
}

export enum HouseholdAgeBand {
  UNDER_2 = 'UNDER_2',
  FROM_2_TO_6 = 'FROM_2_TO_6',
  FROM_7_TO_13 = 'FROM_7_TO_13',
  FROM_14_TO_17 = 'FROM_14_TO_17',
  ADULT = 'ADULT',
}

export enum HouseholdSex {
  FEMALE = 'FEMALE',
  MALE = 'MALE',
  UNSPECIFIED = 'UNSPECIFIED',
}

registerEnumType(HouseholdRelation, {
  name: 'HouseholdRelation',
  description: 'What somebody in her household is to her.',
  valuesConfig: {
    CHILD: { description: 'Her child, or a child in her care.' },
    PARENT: { description: 'Her mother or father.' },
    SIBLING: { description: 'Her sister or brother.' },
    GRANDCHILD: { description: 'Her grandchild.' },
    OTHER_RELATIVE: { description: 'Another relative.' },
    NOT_RELATED: { description: 'Not related to her.' },
  },
});

registerEnumType(HouseholdAgeBand, {
  name: 'HouseholdAgeBand',
  description: 'About how old somebody is, when the age is not known. Shelters ask about boys from 14.',
  valuesConfig: {
    UNDER_2: { description: 'Under 2 years.' },
    FROM_2_TO_6: { description: '2 to 6 years.' },
    FROM_7_TO_13: { description: '7 to 13 years.' },
    FROM_14_TO_17: { description: '14 to 17 years.' },
    ADULT: { description: '18 years or older.' },
  },
});

registerEnumType(HouseholdSex, {
  name: 'HouseholdSex',
  description: 'Sex of somebody in the household.',
  valuesConfig: {
    FEMALE: { description: 'Female.' },
    MALE: { description: 'Male.' },
    UNSPECIFIED: { description: 'Not said.' },
  },
});
