/** The consented record, in one federated query over consent, referral, forensic-appointment and shelter-capacity. */
export const RECORD = `query Record($id: ID!) {
  victim(id: $id) {
    id
    sharing { category state basis until }
    identity { familyName givenName }
    safeContact { channel number }
    household { members { relation age } }
    incidents(first: 5) { edges { node { id violence account } } }
    referrals(first: 10) { edges { node { id state service recipient } } }
    appointments(first: 5) { edges { node { id state startsAt } } }
    stays(first: 5) { edges { node { id state shelterName } } }
  }
}`;
