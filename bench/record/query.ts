/** The measured question: the consented record in one federated query over consent, referral, forensic-appointment and shelter-capacity. */
export const RECORD_QUERY = `query Record($id: ID!) {
  victim(id: $id) {
    id
    sharing { category state basis until }
    identity { familyName givenName }
    referrals(first: 5) { edges { node { id state service recipient } } }
    appointments(first: 5) { edges { node { id state startsAt } } }
    stays(first: 5) { edges { node { id state shelterName } } }
  }
}`;

/** Who asks: the crisis centre that she has opened her record to. */
export const READER = { account: 'intake-almaty', purpose: 'SHELTER' } as const;
