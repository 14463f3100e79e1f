import { registerEnumType } from 'type-graphql';
import { BedDeclineAnswer, BedDeclineReason } from './decline.js';
import { BedStepInError, PlacementState } from './states.js';

registerEnumType(PlacementState, {
  name: 'PlacementState',
  description: 'Where a placement stands.',
  valuesConfig: {
    OFFERED: {
      description: 'Beds are held for a request to many shelters, or for who waits: `bedOfferTake` takes them.',
    },
    HELD: { description: 'Beds are held; the shelter screens.' },
    ACCEPTED_BY_PHONE: {
      description:
        'The shelter has said yes by telephone; it confirms with `bedAccept` or contests with `bedDecline`. The beds are kept until then.',
    },
    ACCEPTED: { description: 'The shelter has said yes; she is expected.' },
    ARRIVED: { description: 'She has arrived.' },
    DEPARTED: { description: 'She has left.' },
    DECLINED: { description: 'The shelter has said no.' },
    LAPSED: { description: 'The hold ran out before the shelter answered.' },
    RELEASED: {
      description: 'Given back by the sender, also by taking another offer; or by the shelter when she did not come.',
    },
    NOT_WANTED_BY_HER: { description: 'She does not want it: no failure of anybody.' },
  },
});

registerEnumType(BedStepInError, {
  name: 'BedStepInError',
  description: 'What a shelter can have recorded wrongly at its door.',
  valuesConfig: {
    ARRIVAL: { description: 'She has not arrived: somebody else has, or nobody. She is expected again.' },
    DEPARTURE: { description: 'She has not left. She is there again, if her beds are still free.' },
  },
});

registerEnumType(BedDeclineReason, {
  name: 'BedDeclineReason',
  description: 'Why a shelter declines; others than the shelter see only `BedDeclineAnswer`.',
  valuesConfig: {
    NO_CAPACITY: { description: 'No bed after all.' },
    HOUSEHOLD_TOO_LARGE: { description: 'The household is too large.' },
    BOY_TOO_OLD: { description: 'A boy is older than the house takes.' },
    ACCESSIBILITY: { description: 'The house is not accessible to her.' },
    PETS: { description: 'Pets cannot be taken.' },
    LANGUAGE: { description: 'Nobody speaks her language.' },
    SUPPORT_NEEDS: { description: 'She needs more support than the house can give.' },
    UNSAFE_LOCATION: { description: 'The house is not safe for her.' },
    CONFLICT_WITH_RESIDENT: { description: 'Somebody who lives there rules it out.' },
    OTHER: { description: 'Another reason.' },
  },
});

registerEnumType(BedDeclineAnswer, {
  name: 'BedDeclineAnswer',
  description: 'What others than the shelter learn of a decline.',
  valuesConfig: {
    NO_CAPACITY: { description: 'No bed after all.' },
    DOES_NOT_FIT: { description: 'Any other reason.' },
  },
});
