import { ReferralCountersDocument } from '../../generated/graphql';
import { TITLE as ANSWERS } from '../answers/title';
import { TITLE as PLACES } from '../beds/title';
import { Case } from '../case/Case';
import { CASE } from '../case/words';
import { counted } from '../frame/counted';
import { later } from '../frame/later';
import type { Section } from '../frame/roles';
import { TITLE as RECORDED } from '../recorded/title';
import { TITLE as TIMES } from '../times/title';

export const sections: readonly Section[] = [
  { id: 'new', title: CASE.title, screen: Case },
  { id: 'places', title: PLACES, screen: later(async () => (await import('../beds/Beds')).Beds) },
  { id: 'times', title: TIMES, screen: later(async () => (await import('../times/Times')).Times) },
  {
    id: 'answers',
    title: ANSWERS,
    screen: later(async () => (await import('../answers/Answers')).Answers),
    useCount: counted(ReferralCountersDocument, ({ referralCounters: n }) => n.outboxNeedsAction + n.inboxNeedsAction),
  },
  { id: 'recorded', title: RECORDED, screen: later(async () => (await import('../recorded/Recorded')).Recorded) },
];
