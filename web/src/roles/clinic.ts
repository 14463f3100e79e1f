import { ReferralCountersDocument } from '../../generated/graphql';
import { Calendar } from '../calendar/Calendar';
import { counted } from '../frame/counted';
import { later } from '../frame/later';
import type { ScreenProps, Section } from '../frame/roles';
import { TITLE as RECEIVED } from '../received/title';
import { CLINIC_TITLES } from './clinic-titles';

export const sections: readonly Section[] = [
  { id: 'calendar', title: CLINIC_TITLES.calendar, screen: Calendar },
  {
    id: 'received',
    title: RECEIVED,
    useCount: counted(ReferralCountersDocument, ({ referralCounters: n }) => n.inboxNeedsAction),
    screen: later<ScreenProps>(async () => (await import('../received/Referrals')).Referrals),
  },
  {
    id: 'queue',
    title: CLINIC_TITLES.queue,
    screen: later<ScreenProps>(async () => (await import('../queue/Queue')).Queue),
  },
  {
    id: 'kits',
    title: CLINIC_TITLES.kits,
    screen: later<ScreenProps>(async () => (await import('../kits/Kits')).Kits),
  },
  {
    id: 'sheet',
    title: CLINIC_TITLES.sheet,
    screen: later<ScreenProps>(async () => (await import('../sheet/Sheet')).Sheet),
  },
  {
    id: 'passes',
    title: CLINIC_TITLES.passes,
    screen: later<ScreenProps>(async () => (await import('../permits/Permits')).Permits),
  },
];
