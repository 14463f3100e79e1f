import { BedRequestCountersDocument, ReferralCountersDocument } from '../../generated/graphql';
import { ELSEWHERE } from '../beds/title';
import { counted } from '../frame/counted';
import { later } from '../frame/later';
import type { Section } from '../frame/roles';
import { Places } from '../places/Places';
import { PLACES } from '../places/words';
import { TITLE as RECEIVED } from '../received/title';
import { TITLE as REQUESTS } from '../requests/title';
import { TITLE as GUESTS } from '../stays/title';

export const sections: readonly Section[] = [
  { id: 'places', title: PLACES.title, screen: Places },
  {
    id: 'requests',
    title: REQUESTS,
    screen: later(async () => (await import('../requests/Requests')).Requests),
    useCount: counted(BedRequestCountersDocument, ({ bedRequestCounters: n }) => n.toScreen + n.toOffer),
  },
  {
    id: 'received',
    title: RECEIVED,
    useCount: counted(ReferralCountersDocument, ({ referralCounters: n }) => n.inboxNeedsAction),
    screen: later(async () => (await import('../received/Referrals')).Referrals),
  },
  { id: 'guests', title: GUESTS, screen: later(async () => (await import('../stays/Stays')).Stays) },
  { id: 'elsewhere', title: ELSEWHERE, screen: later(async () => (await import('../beds/Elsewhere')).Elsewhere) },
];
