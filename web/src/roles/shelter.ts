import { later } from '../frame/later';
import type { Section } from '../frame/roles';
import { Places } from '../places/Places';
import { PLACES } from '../places/words';
import { TITLE as RECEIVED } from '../received/title';
import { Requests } from '../requests/Requests';
import { REQUESTS } from '../requests/words';
import { STAYS } from '../stays/words';

export const sections: readonly Section[] = [
  { id: 'places', title: PLACES.title, screen: Places },
  { id: 'requests', title: REQUESTS.title, screen: Requests },
  { id: 'received', title: RECEIVED, screen: later(async () => (await import('../received/Referrals')).Referrals) },
  { id: 'guests', title: STAYS.title, screen: later(async () => (await import('../stays/Stays')).Stays) },
];
