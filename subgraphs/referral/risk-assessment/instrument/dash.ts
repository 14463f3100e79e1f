import { RiskLevel } from '../vocabulary.js';
import { type Instrument, numbered } from './instrument.js';

interface Thresholds {
  /** Items answered yes */
  readonly yes: number;
  /** Events in twelve months */
  readonly events: number;
}

/** Where thresholds are set otherwise, that is another version: `2009 KZ-75`, say. */
function dash(version: string, { yes, events }: Thresholds): Instrument {
  return {
    id: 'DASH',
    version,
    name: 'SafeLives Dash risk checklist',
    source: 'SafeLives, safelives.org.uk; the threshold for a MARAC differs locally',
    recordedAt: '2026-11-25',
    grade: 'V',
    reviewedBy: null,
    items: numbered(1, 24),
    rules: [
      {
        id: 'YES_ITEMS',
        level: RiskLevel.HIGH,
        when: { atLeast: yes, of: numbered(1, 24) },
        text: {
          en: `Yes to ${yes} items or more.`,
          ru: `«Да» на ${yes} и более пунктов.`,
          kk: `${yes} немесе одан көп тармаққа «иә».`,
        },
      },
      {
        id: 'REPEATED_EVENTS',
        level: RiskLevel.HIGH,
        when: { eventsIn12Months: events },
        text: {
          en: `${events} events or more in twelve months.`,
          ru: `${events} и более случаев за двенадцать месяцев.`,
          kk: `Он екі айда ${events} немесе одан көп оқиға.`,
        },
      },
    ],
  };
}

export const DASH = dash('2009', { yes: 14, events: 3 });
