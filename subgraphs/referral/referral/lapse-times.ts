import { RESPONSE_POLICIES, type ResponseJurisdiction } from '../response-clock/policy.js';
import type { ReferralUrgency } from './vocabulary.js';

/** After how many minutes a referral of an urgency lapses, by each version of the policy: for a parameter of {@link lapsesAt}. */
export const lapsePeriods = (settings: Readonly<Record<string, unknown>>, urgency: ReferralUrgency): string =>
  JSON.stringify(
    RESPONSE_POLICIES[settings.RESPONSE_JURISDICTION as ResponseJurisdiction].map(({ inForceFrom, lapses }) => ({
      from: inForceFrom,
      minutes: lapses[urgency],
    })),
  );

/** SQL: the instant at which a referral lapses that nobody answers from now on, by the version that is in force by the database's clock. */
export const lapsesAt = (parameter: string): string => `clock_timestamp() + make_interval(mins => (
  SELECT v.minutes FROM jsonb_to_recordset(${parameter}::jsonb) AS v ("from" timestamptz, minutes int)
  WHERE v."from" <= clock_timestamp() ORDER BY v."from" DESC LIMIT 1))`;
