import { Category, type RetainedRows } from '../kit/index.js';
import { INCIDENT_COPIES } from './incident/share.js';
import { RISK_COPIES } from './risk-assessment/share.js';
import { passOnCopies } from './share-copies.js';

/** When a referral ended; null while it is open. As its index has it. */
const ended = (r: string) =>
  `COALESCE(${r}.completed_at, ${r}.declined_at, ${r}.not_wanted_at, ${r}.cancelled_at, ${r}.expired_at)`;

/** As long as anybody works on something of hers, what they work with is kept. */
const NOTHING_OPEN = `NOT EXISTS (SELECT FROM referral open WHERE open.victim_key = t.victim_key AND ${ended('open')} IS NULL)`;

/** A version of her details holds three categories: the whole goes when its period is over, which is that of IDENTITY. */
export const RETAINS: readonly RetainedRows[] = [
  {
    table: 'person_details',
    category: Category.IDENTITY,
    from: 'COALESCE(t.superseded_at, t.recorded_at)',
    over: `t.superseded_at IS NOT NULL OR ${NOTHING_OPEN}`,
    first: [
      `DELETE FROM identity_token i USING person_details d WHERE d.id = ANY($1::uuid[]) AND d.superseded_at IS NULL
         AND i.agency = d.agency AND i.victim_key = d.victim_key`,
    ],
  },
  {
    table: 'contact_attempt',
    category: Category.CONTACT,
    from: 't.started_at',
    over: `t.outcome IS NOT NULL AND ${NOTHING_OPEN}`,
  },
  {
    table: 'incident',
    category: Category.INCIDENT,
    from: 't.reported_at',
    over: NOTHING_OPEN,
    first: [
      'DELETE FROM incident_share WHERE incident = ANY($1::uuid[])',
      'DELETE FROM incident_version WHERE incident = ANY($1::uuid[])',
      `DELETE FROM data_key WHERE subject = ANY(ARRAY(SELECT 'incident:' || id FROM unnest($1::uuid[]) AS id))`,
    ],
  },
  {
    table: 'risk_assessment',
    category: Category.RISK,
    from: 't.assessed_at',
    over: NOTHING_OPEN,
    first: ['DELETE FROM risk_assessment_share WHERE assessment = ANY($1::uuid[])'],
  },
  // long gone before: see `referral/draft/`
  { table: 'referral_draft', category: Category.REFERRAL, from: 't.kept_until' },
  {
    table: 'referral',
    category: Category.REFERRAL,
    from: ended('t'),
    first: [
      // nobody raises or tells one of them meanwhile
      'SELECT FROM response_timer WHERE referral = ANY($1::uuid[]) ORDER BY referral, step FOR UPDATE',
      'SELECT FROM duty_notice WHERE referral = ANY($1::uuid[]) ORDER BY id FOR UPDATE',
      'DELETE FROM referral_question WHERE referral = ANY($1::uuid[])',
      ...[INCIDENT_COPIES, RISK_COPIES].flatMap((copied) => passOnCopies(copied, ended)),
      'DELETE FROM duty_message WHERE notice = ANY(ARRAY(SELECT id FROM duty_notice WHERE referral = ANY($1::uuid[])))',
      'DELETE FROM duty_notice WHERE referral = ANY($1::uuid[])',
      'DELETE FROM response_timer WHERE referral = ANY($1::uuid[])',
    ],
  },
];
