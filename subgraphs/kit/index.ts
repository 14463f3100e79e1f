import 'reflect-metadata';

export { Access, type AccessRule, accessRuleOf } from './access.js';
export { calledBy, operationsCalledBy } from './called-by.js';
export { CATEGORY_OF_DISCLOSURE_FIELD, disclosureField } from './category-fields.js';
export { type CategoryOwners, categoryOwners, OWNERS, ownerNames, parseCategoryOwners } from './category-owners.js';
export { Classified } from './classified.js';
export type { Closure, ClosureReplay } from './closure-log/closure.js';
export { RESTORE_MARK } from './closure-log/migration.js';
export { readClosureLog } from './closure-log/read.js';
export {
  conflictWallApply,
  PENDING_WALLS,
  PENDING_WALLS_AFTER_MS,
  PENDING_WALLS_MAXIMUM_AGE_MS,
  type PendingWall,
} from './conflict-wall.js';
export { ConnectionArgs, type ConnectionOf, connectionFrom, connectionType, PageInfo } from './connection.js';
export { sqlState } from './contention.js';
export { SubgraphContext, type SubgraphSecrets, type Vault } from './context.js';
export { createDataSource, openVault, poolOf, Statement } from './database.js';
export { type Disclosure, issueDisclosure, verifyDisclosure } from './disclosure-token.js';
export { eachInTurn } from './each-in-turn.js';
export { type AgencyKeys, DerivedAgencyKeys, openBytes, sealBytes } from './encryption/agency-keys.js';
export { DataKey } from './encryption/sealed.js';
export { DATA_KEYS, type ErasedRows, eraseSubject } from './erasure/erase.js';
export { subjectErase } from './erasure/message.js';
export { ERROR_MESSAGES, type ErrorCode, hubError } from './errors.js';
export { type EventToDeliver, type EventWanted, eventToDeliver } from './event/delivery.js';
export { EVENT_ERASES, type ToldEvents } from './event/log.js';
export { eventHeadOperation, eventsOperation } from './event/resolver.js';
export { before } from './http/deadline.js';
export { listening, type SubgraphServer, type SubgraphServerOptions, startSubgraphServer } from './http/server.js';
export { isLoopback, type TlsFiles, tlsFilesIn, tlsOptions } from './http/tls.js';
export { HttpTransport, type HttpTransportOptions } from './http/transport.js';
export { HubClient, type HubOperation, type HubRequest, type HubResponse, type HubTransport } from './hub-client.js';
export { HUB_ISSUER } from './hub-issuer.js';
export { keyed } from './keyed.js';
export { KIT_MIGRATIONS } from './kit-migrations.js';
export { type Commit, invalidFields, mutate } from './mutation.js';
export { EVENTS, type LogEvent } from './operating/events.js';
export { faultFields } from './operating/fault.js';
export type { Fields, LimitKind } from './operating/fields.js';
export { ALIVE, Health } from './operating/health.js';
export { LOG_LEVELS, type Log, type LogLevel } from './operating/log.js';
export type { Metrics } from './operating/metrics.js';
export { isKnownName, learnNames } from './operating/names.js';
export { createOperating, type Operating } from './operating/operating.js';
export { outcomeOf } from './operating/outcome.js';
export { endOnFault } from './operating/process-faults.js';
export { type OperationsServer, startOperationsServer } from './operating/server.js';
export type { SubgraphGauges } from './operating/subgraph-gauges.js';
export { NO_TRACING, type Note, type Tracing } from './operating/tracing.js';
export { type ExaminedOperation, examineOperation, OperationFault } from './operation/examine.js';
export { MAXIMUM_TOKENS, OPERATION_LIMITS, operationLimits } from './operation/limits.js';
export { withoutValue } from './operation/without-value.js';
export { enqueue, type Outbox, type OutboxOperation } from './outbox.js';
export { logged, notWalled, ownRecordParameters } from './own-record.js';
export { ACCESS_LOG_APPEND, type OwnRecordLook } from './own-record-forwarding.js';
export { pageOfVictim } from './page-of-victim.js';
export { PairwiseIds } from './pairwise-id.js';
export { keepsOut, PendingWalls } from './pending-walls.js';
export { main, type Running } from './process/lifetime.js';
export { OPERATIONS_SETTINGS, operated, operatingOf } from './process/operations.js';
export { publicAddress } from './process/public-address.js';
export {
  ConfigError,
  milliseconds,
  origins,
  PROCESS_SETTINGS,
  port,
  postgresUrl,
  readCategoryOwners,
  readSettings,
  settingOf,
  urlSettings,
} from './process/settings.js';
export {
  type OpenSubgraph,
  openSubgraph,
  originsIn,
  runSubgraph,
  subgraphSettings,
} from './process/subgraph-process.js';
export { runWorker, workerSettings } from './process/worker-process.js';
export { assertRecipient, type Recipient, recipientKnown } from './recipient.js';
export { neighboursOf, REGION_CODES } from './region/neighbours.js';
export { Repeated } from './repeated.js';
export type { Caller, PurposefulRequester, Requester } from './requester.js';
export { ERASED_SUBJECTS_PAGE, ErasedSubjectsInput } from './restore-mark/erased-subjects.js';
export {
  keepsWalls,
  STANDING_WALLS_PAGE,
  StandingWall,
  StandingWallsInput,
} from './restore-mark/standing-walls.js';
export { type RetentionCount, retentionDue, runRetention } from './retention/job.js';
export { JURISDICTION_CODES, JURISDICTIONS, type JurisdictionCode } from './retention/periods.js';
export type { RetainedRows } from './retention/retained.js';
export { newCode, parseCode, spokenCode } from './spoken-code/code.js';
export {
  type BackgroundParts,
  type BackgroundWork,
  buildSubgraph,
  createSubgraph,
  describeSubgraph,
  type Subgraph,
  type SubgraphDefinition,
  type SubgraphDescription,
  type SubgraphRequest,
  type SubgraphRuntime,
} from './subgraph.js';
export { together } from './together.js';
export { rowsOf, transaction } from './transaction.js';
export {
  consistencyRanges,
  EMPTY_ROOT,
  Frontier,
  folded,
  inclusionRanges,
  leafHash,
  type Place,
  placesOf,
  type Range,
  rootOfInclusion,
} from './transparency-log/merkle.js';
export {
  type Checkpoint,
  checkpointText,
  cosignedAt,
  isSignedBy,
  parseCheckpoint,
  parseNote,
  signedCheckpoint,
} from './transparency-log/note.js';
export { firstLeafOf } from './transparency-log/witness.js';
export { logHeld, logWitness } from './transparency-log/witness-operation.js';
export { GATEWAY, signAssertion, verifyAssertion } from './trust/assertion.js';
export {
  KeyFolder,
  type Keys,
  type OwnKeys,
  OwnKeysSchema,
  secretsFrom,
  type TrustedKeys,
  TrustedKeysSchema,
  trustedFrom,
} from './trust/key-folder.js';
export { KeySet, type PrivateKey, type PublicKey, publicHalf, type SharedKey } from './trust/key-set.js';
export { makeOwnKeys, makeSharedKey, makeSigningKey, random, trustedBy } from './trust/make-keys.js';
export { everySigningKey, RETIRED_KEYS_FILE, retiredBy } from './trust/retired-keys.js';
export { UsedOnce } from './trust/used-once.js';
export { Payload, Refusal, Refusals, UserError, UserErrorCode } from './user-error.js';
export { AgencyKind, Category, LANGUAGES, type Language, Purpose, Role, type Text } from './vocabulary.js';
