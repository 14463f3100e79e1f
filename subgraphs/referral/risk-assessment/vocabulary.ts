import { registerEnumType } from 'type-graphql';

/** From the lowest to the highest. The lowest is no statement of safety. */
export enum RiskLevel {
  NOT_SHOWN = 'NOT_SHOWN',
  ELEVATED = 'ELEVATED',
  HIGH = 'HIGH',
}

export enum RiskAnswer {
  YES = 'YES',
  NO = 'NO',
  NOT_ANSWERED = 'NOT_ANSWERED',
}

registerEnumType(RiskLevel, {
  name: 'RiskLevel',
  description: 'What an assessment of risk has shown. Nothing is ever closed because it is low.',
  valuesConfig: {
    NOT_SHOWN: { description: 'The instrument has not shown a raised risk. That is not safety.' },
    ELEVATED: { description: 'Raised, below the threshold of the highest level.' },
    HIGH: { description: 'High danger.' },
  },
});

registerEnumType(RiskAnswer, {
  name: 'RiskAnswer',
  description: 'Answer to an item of an instrument. Not answered is not "no".',
  valuesConfig: {
    YES: { description: 'Yes.' },
    NO: { description: 'No.' },
    NOT_ANSWERED: { description: 'Not asked, not known, or she did not want to answer.' },
  },
});
