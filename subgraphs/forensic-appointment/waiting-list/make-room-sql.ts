import { Statement } from '../../kit/index.js';
import type { Displaced } from '../appointment/rebook.js';
import type { ExamKind } from '../exam-kind/exam-kind.js';
import type { ExaminerSex } from '../examiner/types.js';

/** Hours before it begins, and before the new time begins, from which on nobody is moved who has been told a time. A working value, grade B. */
export const NOTICE_HOURS = 4;
/** How many others are looked at: a chain of moves is short, and each of them is locked */
const OTHERS = 40;

/** Somebody who has a time from the waiting list and may be moved, with what she asked for. */
export interface MovableRow extends Displaced {
  readonly wait: string;
  readonly medicalNeed: boolean;
  readonly earliest: Date;
  readonly latest: Date;
  readonly wishedSex: ExaminerSex | null;
  readonly wishedLanguage: string | null;
  readonly wishedRegion: string | null;
  readonly paediatric: boolean;
  readonly kind: ExamKind;
  readonly examiner: string;
  readonly from: Date;
  readonly to: Date;
}

/**
 * Who may be moved at a clinic ($1) so that somebody else is served before $2: offers that nobody has confirmed, and confirmed times whose holders agreed. Locked in
 * the order of their ids; one that is being confirmed or cancelled at this moment stays where it is. Nobody is moved in whose way a wall has come.
 */
export const MOVABLE = new Statement<MovableRow>(
  'forensic.movable',
  `SELECT a.id, a.state, a.priority, a.kind, a.starts_at AS "startsAt", a.victim_key AS victim, a.local_reference AS "localReference",
    a.referral_code AS "referralCode", a.holder_agency AS agency, a.holder_unit AS unit, a.holder_staff AS staff, a.replaces, a.team_region AS region,
    CASE WHEN a.team_region IS NOT NULL THEN a.place_id END AS team, e.sex, e.languages, e.skills, e.id AS examiner,
    a.starts_at - make_interval(mins => a.buffer_before_minutes) AS "from", a.ends_at + make_interval(mins => a.buffer_after_minutes) AS "to",
    x.id AS wait, x.medical_need AS "medicalNeed", x.earliest, x.latest, x.examiner_sex AS "wishedSex", x.language AS "wishedLanguage",
    x.region_code AS "wishedRegion", x.paediatric
  FROM clinic c JOIN appointment a ON a.clinic_agency = c.agency AND a.clinic_id = c.id AND a.starts_at > clock_timestamp() AND a.starts_at < $2::timestamptz
    JOIN exam_wait x ON x.id = a.wait_id JOIN examiner e ON e.id = a.examiner_id
  WHERE c.id = $1::uuid AND a.replaces IS NULL
    AND (a.state = 'HELD' AND a.held_until > clock_timestamp() AND x.state = 'WAITING'
      OR a.state = 'CONFIRMED' AND x.may_be_moved AND a.starts_at > clock_timestamp() + interval '${NOTICE_HOURS} hours')
    AND NOT EXISTS (SELECT FROM appointment r WHERE r.replaces = a.id AND r.state = 'HELD')
    AND NOT EXISTS (SELECT FROM conflict_wall k WHERE k.victim_key = a.victim_key AND k.subject IN (a.holder_agency, a.holder_unit, a.holder_staff))
  ORDER BY a.id LIMIT ${OTHERS} FOR UPDATE OF a SKIP LOCKED`,
);

/** An entry whose offer was given to somebody more urgent waits again; that offer was none that it let lapse. $1 entry */
export const OFFER_AGAIN = `UPDATE exam_wait SET offers = offers - 1, version = version + 1 WHERE id = $1::uuid AND state = 'WAITING' AND offers > 0`;
