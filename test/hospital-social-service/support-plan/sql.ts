import { Category, logged, notWalled, Statement } from '../../../subgraphs/kit/index.js';

export interface SupportPlanRow {
  readonly id: string;
  readonly victim_key: string;
  readonly agency: string;
  /** YYYY-MM-DD */
  readonly next_contact_on: string;
  readonly recorded_at: Date;
  readonly planned: Buffer;
  /** Null once the data key was destroyed */
  readonly wrapped: Buffer | null;
}

const COLUMNS = 'p.id, p.victim_key, p.agency, p.next_contact_on, p.recorded_at, p.planned, k.wrapped';
const FROM = `FROM support_plan p LEFT JOIN data_key k ON k.subject = p.victim_key::text AND k.agency = p.agency`;
const OWN = `SELECT ${COLUMNS} ${FROM} WHERE p.desk = COALESCE($2, $1)::text AND ${notWalled('p.victim_key')}`;

/** Own record parameters, then $7 the id. */
export const OWN_PLAN = new Statement<SupportPlanRow>(
  'supportPlan.own',
  logged(Category.SUPPORT, `${OWN} AND p.id = $7::uuid`),
);

/** Own record parameters, then $7 and $8 keyset, $9 limit. */
export const OWN_PLANS = new Statement<SupportPlanRow>(
  'supportPlan.ownList',
  `${logged(
    Category.SUPPORT,
    `${OWN} AND (p.recorded_at, p.id) < ($7::timestamptz, $8::uuid) ORDER BY p.recorded_at DESC, p.id DESC LIMIT $9::int`,
    '$9::int',
  )} ORDER BY recorded_at DESC, id DESC`,
);

/** The newest plan of each victim, whichever hospital made it. $1 victims */
export const CURRENT_PLANS = new Statement<SupportPlanRow>(
  'supportPlan.ofVictims',
  `SELECT DISTINCT ON (p.victim_key) ${COLUMNS} ${FROM} WHERE p.victim_key = ANY($1::uuid[])
   ORDER BY p.victim_key, p.recorded_at DESC, p.id DESC`,
);
