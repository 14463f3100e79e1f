/** Why a shelter declines: data, because most referrals that fail do so for a nameable barrier. */
export enum BedDeclineReason {
  NO_CAPACITY = 'NO_CAPACITY',
  HOUSEHOLD_TOO_LARGE = 'HOUSEHOLD_TOO_LARGE',
  BOY_TOO_OLD = 'BOY_TOO_OLD',
  ACCESSIBILITY = 'ACCESSIBILITY',
  PETS = 'PETS',
  LANGUAGE = 'LANGUAGE',
  SUPPORT_NEEDS = 'SUPPORT_NEEDS',
  UNSAFE_LOCATION = 'UNSAFE_LOCATION',
  CONFLICT_WITH_RESIDENT = 'CONFLICT_WITH_RESIDENT',
  OTHER = 'OTHER',
}

export enum BedDeclineAnswer {
  NO_CAPACITY = 'NO_CAPACITY',
  DOES_NOT_FIT = 'DOES_NOT_FIT',
}

/** What others than the shelter learn: "too near to him" would tell where the shelter is, "knows a resident" who lives there. */
export function declineAnswer(reason: BedDeclineReason): BedDeclineAnswer {
  return reason === BedDeclineReason.NO_CAPACITY ? BedDeclineAnswer.NO_CAPACITY : BedDeclineAnswer.DOES_NOT_FIT;
}
