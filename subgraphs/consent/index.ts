import type { GraphQLResolveInfo } from 'graphql';
import {
  conflictWallApply,
  KIT_MIGRATIONS,
  ownerNames,
  type SubgraphContext,
  type SubgraphDefinition,
  subjectErase,
  transaction,
} from '../kit/index.js';
import { AccessLogResolver } from './access-log/resolver.js';
import { enrolKeepers } from './conflict-wall/keepers.js';
import { PendingWallResolver } from './conflict-wall/pending.js';
import { WALL_CLOSURES } from './conflict-wall/replay.js';
import { ConflictWallResolver } from './conflict-wall/resolver.js';
import { OpenRoutesResolver } from './conflict-wall/routes.js';
import { SUBJECT_CALLS } from './conflict-wall/subject.js';
import { ConsentAgainResolver } from './consent/again.js';
import { CONSENT_SETTINGS } from './consent/policy.js';
import { ConsentResolver } from './consent/resolver.js';
import { ConsentHistoryResolver, VictimConsentResolver } from './consent/victim-fields.js';
import { VictimEmergencyResolver } from './emergency-access/hers.js';
import { EMERGENCY_CLOSURES } from './emergency-access/replay.js';
import { EmergencyAccessResolver } from './emergency-access/resolver.js';
import { EmergencyReviewResolver } from './emergency-access/review.js';
import { ERASURE_CLOSURES } from './erasure/replay.js';
import { ErasureResolver } from './erasure/resolver.js';
import { CONSENT_ERASES } from './erasure/shred.js';
import { erasures } from './erasure/waiting.js';
import { PerpetratorNamedResolver } from './guardian/naming.js';
import { GuardianResolver } from './guardian/resolver.js';
import { GUARDIAN_CLOSURES } from './guardian/suspension.js';
import { LEGAL_BASIS_CLOSURES, LegalBasisKeepingResolver } from './legal-basis/keeping.js';
import { LegalBasisResolver } from './legal-basis/resolver.js';
import { LegalBasisFieldsResolver, VictimLegalBasisResolver } from './legal-basis/victim-fields.js';
import { RetentionHeldResolver } from './legal-hold/for-retention.js';
import { LEGAL_HOLD_CLOSURES } from './legal-hold/replay.js';
import { LegalHoldResolver } from './legal-hold/resolver.js';
import { SEALING_NOW } from './log-seal/gauges.js';
import { LogReceiptResolver } from './log-seal/resolver.js';
import { newEpochIsDue } from './log-seal/seal.js';
import { sealing } from './log-seal/sealing.js';
import { Consent } from './migrations/0002-consent.js';
import { WallKeepers } from './migrations/0003-wall-keepers.js';
import { LegalBasisOfVictim } from './migrations/0004-legal-basis-of-victim.js';
import { Terms } from './migrations/0004-terms.js';
import { Guardians } from './migrations/0005-guardians.js';
import { NarrowedWalls } from './migrations/0006-narrowed-walls.js';
import { EmergencyAccess } from './migrations/0007-emergency-access.js';
import { SubjectAccess } from './migrations/0008-subject-access.js';
import { Erasure } from './migrations/0009-erasure.js';
import { RecordJoins } from './migrations/0010-record-joins.js';
import { SealedLog } from './migrations/0011-sealed-log.js';
import { VictimsPerHour } from './migrations/0012-victims-per-hour.js';
import { NoticeEvents } from './migrations/0115-events.js';
import { MarksInError } from './migrations/0116-marks-in-error.js';
import { AccessLogChecked } from './migrations/0117-access-log-checked.js';
import { LinkedRecordsResolver } from './record-join/linked-records.js';
import { JOIN_CLOSURES } from './record-join/replay.js';
import { RecordJoinResolver } from './record-join/resolver.js';
import { SubjectPageResolver } from './subject-access/page-resolver.js';
import { SUBJECT_ACCESS_CLOSURES } from './subject-access/replay.js';
import { SubjectCodeResolver } from './subject-access/resolver.js';
import { VictimResolver } from './victim/resolver.js';
import { Victim } from './victim/types.js';
import { openVictim } from './victim/victim.js';
import { ThrottledStaffResolver } from './victims-per-hour/resolver.js';
import { VICTIMS_PER_HOUR } from './victims-per-hour/settings.js';
import { FORGET_HOURS } from './victims-per-hour/sql.js';
import { CONSENT_CLOSURES } from './withdrawal/closing.js';
import { NOTICES_TOLD, WithdrawalNoticeResolver } from './withdrawal/notices.js';
import { WithdrawalResolver } from './withdrawal/resolver.js';

/** Pseudonyms, consents, other legal bases, conflict walls, the disclosure decision and her access log. */
export const consent: SubgraphDefinition = {
  name: 'consent',
  discloses: true,
  resolvers: [
    VictimResolver,
    ConsentResolver,
    ConsentAgainResolver,
    VictimConsentResolver,
    ConsentHistoryResolver,
    WithdrawalResolver,
    WithdrawalNoticeResolver,
    GuardianResolver,
    PerpetratorNamedResolver,
    LegalBasisResolver,
    LegalBasisKeepingResolver,
    VictimLegalBasisResolver,
    LegalBasisFieldsResolver,
    ConflictWallResolver,
    PendingWallResolver,
    OpenRoutesResolver,
    AccessLogResolver,
    ErasureResolver,
    LegalHoldResolver,
    RetentionHeldResolver,
    LogReceiptResolver,
    RecordJoinResolver,
    LinkedRecordsResolver,
    ThrottledStaffResolver,
    SubjectCodeResolver,
    SubjectPageResolver,
    EmergencyAccessResolver,
    EmergencyReviewResolver,
    VictimEmergencyResolver,
  ],
  orphanedTypes: [Victim],
  references: {
    Victim: (reference: { key: string }, ctx: SubgraphContext, info: GraphQLResolveInfo) =>
      openVictim(ctx, reference.key, info),
  },
  entities: [],
  migrations: [
    ...KIT_MIGRATIONS,
    Consent,
    WallKeepers,
    Terms,
    Guardians,
    LegalBasisOfVictim,
    NarrowedWalls,
    EmergencyAccess,
    SubjectAccess,
    Erasure,
    RecordJoins,
    SealedLog,
    VictimsPerHour,
    NoticeEvents,
    MarksInError,
    AccessLogChecked,
  ],
  events: NOTICES_TOLD,
  appendOnly: [
    'access_log',
    'consent_event',
    'legal_basis_review',
    'suspension_lifting',
    'log_epoch',
    'log_leaf',
    'log_node',
    'log_checkpoint',
    'log_cosignature',
  ],
  settings: { ...CONSENT_SETTINGS, ...VICTIMS_PER_HOUR },
  forgets: FORGET_HOURS,
  erases: CONSENT_ERASES,
  calls: ['directory.recipientKnown', 'directory.agencyKinds', ...SUBJECT_CALLS],
  closures: {
    ...CONSENT_CLOSURES,
    ...LEGAL_BASIS_CLOSURES,
    ...GUARDIAN_CLOSURES,
    ...WALL_CLOSURES,
    ...SUBJECT_ACCESS_CLOSURES,
    ...ERASURE_CLOSURES,
    ...LEGAL_HOLD_CLOSURES,
    ...EMERGENCY_CLOSURES,
    ...JOIN_CLOSURES,
  },
  messages: (owners) => [...ownerNames(owners).map(conflictWallApply), ...ownerNames(owners).map(subjectErase)],
  gauges: SEALING_NOW,
  onRestore: newEpochIsDue,
  onStart: (db, outbox, owners) => transaction(db, (manager) => enrolKeepers(manager, outbox, owners)),
  background: (runtime, parts) => {
    const works = [erasures(runtime, parts), sealing(runtime)];
    return {
      start: () => void works.map((work) => work.start()),
      stop: async () => void (await Promise.all(works.map((work) => work.stop()))),
    };
  },
};

export { ENTRY as LOG_ENTRY_COLUMNS, type LogEntry, leafOf, missingText, textOf } from './log-seal/entry.js';
export { newEpochIsDue, sealAll } from './log-seal/seal.js';
