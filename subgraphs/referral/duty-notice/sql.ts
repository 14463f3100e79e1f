import { Category, logged, notWalled, Statement } from '../../kit/index.js';
import type { ReferralService } from '../referral/vocabulary.js';
import type { DutyRung } from '../response-clock/policy.js';
import type { ResponseStep } from '../response-clock/vocabulary.js';

export interface NoticeRow {
  readonly id: string;
  readonly referral: string;
  readonly victim_key: string | null;
  readonly step: ResponseStep;
  readonly tell: DutyRung;
  readonly service: ReferralService;
  readonly raised_at: Date;
  readonly acknowledged_at: Date | null;
  readonly acknowledged_agency: string | null;
  /** Null for whom it is not said */
  readonly told: number | null;
}

const NOTICE = `n.id, n.referral, r.victim_key, n.step, n.tell, r.service, n.raised_at, n.acknowledged_at, n.acknowledged_agency,
  (SELECT count(*)::int FROM duty_message sent WHERE sent.notice = n.id AND sent.sent_at IS NOT NULL) AS told`;
/** The requester's desk ($1 agency, $2 unit) was told by `m`: what goes to an agency is for all its staff, and staff of a whole agency hear of its units. */
const TOLD_HERE =
  'm.agency = $1::uuid AND m.sent_at IS NOT NULL AND (m.unit IS NULL OR $2::uuid IS NULL OR m.unit = $2::uuid)';

/** A notice, and the hour that the ladder has for its rung. */
export interface NoticeOfReferral extends NoticeRow {
  readonly hour: Date;
  /** By the database's clock */
  readonly now: Date;
}

/** $1 ids of referrals that the requester is shown */
export const NOTICES_OF_REFERRALS = new Statement<NoticeOfReferral>(
  'referral.noticesOfReferrals',
  `SELECT ${NOTICE}, t.started_at + make_interval(mins => (t.ladder -> n.rung ->> 'minutes')::int) AS hour, clock_timestamp() AS now
   FROM duty_notice n JOIN referral r ON r.id = n.referral JOIN response_timer t ON t.referral = n.referral AND t.step = n.step WHERE n.referral = ANY($1::uuid[]) ORDER BY n.raised_at, n.id`,
);

/** $7 id: one of which the requester's desk was told */
export const OWN_NOTICE = new Statement<NoticeRow>(
  'referral.ownNotice',
  logged(
    Category.REFERRAL,
    `SELECT ${NOTICE} FROM duty_notice n JOIN referral r ON r.id = n.referral WHERE n.id = $7::uuid AND ${notWalled('r.victim_key')}
       AND EXISTS (SELECT FROM duty_message m WHERE m.notice = n.id AND ${TOLD_HERE})`,
  ),
);

/** Those of which the requester's desk was told, the last first. $7 and $8 keyset, $9 limit */
export const OWN_NOTICES = new Statement<NoticeRow & { chosen_at: Date; message: string }>(
  'referral.ownNotices',
  `${logged(
    Category.REFERRAL,
    `SELECT ${NOTICE}, m.chosen_at, m.id AS message FROM duty_message m JOIN duty_notice n ON n.id = m.notice JOIN referral r ON r.id = n.referral
     WHERE ${TOLD_HERE} AND (m.chosen_at, m.id) < ($7::timestamptz, $8::uuid) AND ${notWalled('r.victim_key')}
       AND NOT EXISTS (SELECT FROM duty_message other WHERE other.notice = m.notice AND other.agency = m.agency AND other.sent_at IS NOT NULL
         AND (other.chosen_at, other.id) < (m.chosen_at, m.id) AND (other.unit IS NULL OR $2::uuid IS NULL OR other.unit = $2::uuid))
     ORDER BY m.chosen_at DESC, m.id DESC LIMIT $9::int`,
    '$9::int',
  )} ORDER BY chosen_at DESC, message DESC`,
);
