import {
  ACCESS_LOG_APPEND,
  Category,
  EVENT_ERASES,
  KIT_MIGRATIONS,
  notWalled,
  type SubgraphDefinition,
  together,
} from '../kit/index.js';
import { CASE_WORK } from './access.js';
import { CONSENT_CALLS, PERPETRATOR_NAMED } from './consent-client.js';
import { DutyNoticeResolver } from './duty-notice/resolver.js';
import { DUTY_SETTINGS } from './duty-notice/settings.js';
import { DUTY_CALLS } from './duty-notice/tell.js';
import { dutyWork } from './duty-notice/work.js';
import { INCIDENT_CLOSURES } from './incident/in-error.js';
import { IncidentResolver } from './incident/resolver.js';
import { VictimIncidentResolver } from './incident/victim-fields.js';
import { Referral } from './migrations/0002-referral.js';
import { SafeContact } from './migrations/0003-safe-contact.js';
import { Named } from './migrations/0004-named.js';
import { IdentityTokens } from './migrations/0005-identity-tokens.js';
import { RiskAssessment } from './migrations/0006-risk-assessment.js';
import { Retention } from './migrations/0012-retention.js';
import { IncidentCorrections } from './migrations/0013-incident-corrections.js';
import { ReferralLife } from './migrations/0014-referral-life.js';
import { ReferralLifeChecked } from './migrations/0015-referral-life-checked.js';
import { ResponseClock } from './migrations/0020-response-clock.js';
import { DutyNotice } from './migrations/0021-duty-notice.js';
import { ReferralEvents } from './migrations/0115-events.js';
import { IncidentsInError } from './migrations/0116-incidents-in-error.js';
import { IncidentsInErrorChecked } from './migrations/0117-incidents-in-error-checked.js';
import { NoCopyOfAnError } from './migrations/0118-no-copy-of-an-error.js';
import { AssessmentsInError } from './migrations/0119-assessments-in-error.js';
import { AssessmentsInErrorChecked } from './migrations/0120-assessments-in-error-checked.js';
import { SafeFrom } from './migrations/0125-safe-from.js';
import { QuestionEvents } from './migrations/0126-question-events.js';
import { BroughtStaysBrought } from './migrations/0127-brought-stays-brought.js';
import { PersonDetailsResolver } from './person-details/resolver.js';
import { VictimPersonResolver } from './person-details/victim-fields.js';
import { RecordPairResolver } from './record-pair/resolver.js';
import { ReferralDraftResolver } from './referral/draft/resolver.js';
import { DRAFT_SETTINGS } from './referral/draft/settings.js';
import { FORGET_DRAFTS } from './referral/draft/sql.js';
import { lapses } from './referral/lapse.js';
import { ReferralMutationResolver } from './referral/mutations.js';
import { ReferralQueryResolver } from './referral/queries.js';
import { REFERRAL_CLOSURES } from './referral/replay.js';
import { ReferralRoutesResolver, ROUTE_CALLS } from './referral/routes.js';
import { VictimReferralResolver } from './referral/victim-fields.js';
import { RESPONSE_SETTINGS } from './response-clock/policy.js';
import { ResponseClockResolver } from './response-clock/resolver.js';
import { STATISTICS_CALLS } from './response-times/directory.js';
import { ResponseTimesResolver } from './response-times/resolver.js';
import { RETAINS } from './retention.js';
import { CountedInResolver } from './risk-assessment/counted-in.js';
import { RISK_CLOSURES } from './risk-assessment/in-error.js';
import { INSTRUMENT_SETTINGS } from './risk-assessment/instrument/local.js';
import { RiskInstrumentResolver } from './risk-assessment/instrument/resolver.js';
import { RiskAssessmentResolver } from './risk-assessment/resolver.js';
import { VictimRiskResolver } from './risk-assessment/victim-fields.js';
import { SAFE_CONTACT_CLOSURES } from './safe-contact/replay.js';
import { SafeContactResolver } from './safe-contact/resolver.js';
import { Victim } from './victim.js';

export { caughtBy } from './duty-notice/catcher.js';

/** Incidents, person details (identity, safe contact, household), assessments of risk and referrals. */
export const referral: SubgraphDefinition = {
  name: 'referral',
  owns: [Category.IDENTITY, Category.CONTACT, Category.HOUSEHOLD, Category.INCIDENT, Category.RISK, Category.REFERRAL],
  resolvers: [
    IncidentResolver,
    VictimIncidentResolver,
    PersonDetailsResolver,
    VictimPersonResolver,
    SafeContactResolver,
    ReferralMutationResolver,
    ReferralDraftResolver,
    ReferralQueryResolver,
    ReferralRoutesResolver,
    VictimReferralResolver,
    ResponseClockResolver,
    ResponseTimesResolver,
    DutyNoticeResolver,
    RiskAssessmentResolver,
    CountedInResolver,
    RiskInstrumentResolver,
    VictimRiskResolver,
    RecordPairResolver,
  ],
  orphanedTypes: [Victim],
  entities: [],
  migrations: [
    ...KIT_MIGRATIONS,
    Referral,
    SafeContact,
    Named,
    IdentityTokens,
    RiskAssessment,
    Retention,
    IncidentCorrections,
    ReferralLife,
    ReferralLifeChecked,
    ResponseClock,
    DutyNotice,
    ReferralEvents,
    IncidentsInError,
    IncidentsInErrorChecked,
    NoCopyOfAnError,
    SafeFrom,
    QuestionEvents,
    BroughtStaysBrought,
    AssessmentsInError,
    AssessmentsInErrorChecked,
  ],
  settings: { ...RESPONSE_SETTINGS, ...DUTY_SETTINGS, ...DRAFT_SETTINGS, ...INSTRUMENT_SETTINGS },
  background: (runtime) => together([dutyWork(runtime), lapses(runtime)]),
  // codes of what nobody has answered
  forgets: [
    "UPDATE duty_message SET open = false WHERE open AND chosen_at < clock_timestamp() - interval '1 day'",
    FORGET_DRAFTS,
  ],
  retains: RETAINS,
  erases: [
    { table: 'identity_token', subject: 'victim_key' },
    { table: 'referral_draft', subject: 'victim_key' },
    ...EVENT_ERASES,
  ],
  events: { access: CASE_WORK, open: notWalled('e.victim_key') },
  calls: ['directory.recipientKnown', ...CONSENT_CALLS, ...ROUTE_CALLS, ...DUTY_CALLS, ...STATISTICS_CALLS],
  closures: { ...SAFE_CONTACT_CLOSURES, ...REFERRAL_CLOSURES, ...INCIDENT_CLOSURES, ...RISK_CLOSURES },
  messages: () => [PERPETRATOR_NAMED, ACCESS_LOG_APPEND],
};

export { InstrumentSchema } from './risk-assessment/instrument/instrument.js';
