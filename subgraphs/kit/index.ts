import 'reflect-metadata';

export { Access, type AccessRule } from './access.js';
export { CATEGORY_OF_DISCLOSURE_FIELD, disclosureField } from './category-fields.js';
export { Classified } from './classified.js';
export { conflictWallApply, conflictWallResolver } from './conflict-wall.js';
export { ConnectionArgs, type ConnectionOf, connectionFrom, connectionType, PageInfo } from './connection.js';
export { SubgraphContext, type SubgraphSecrets } from './context.js';
export { createDataSource, poolOf, Statement } from './database.js';
export { type Disclosure, issueDisclosure, verifyDisclosure } from './disclosure-token.js';
export { type AgencyKeys, DerivedAgencyKeys } from './encryption/agency-keys.js';
export { DataKey } from './encryption/sealed.js';
export { ERROR_MESSAGES, type ErrorCode, hubError } from './errors.js';
export { HubClient, type HubOperation, type HubTransport } from './hub-client.js';
export { KitTables } from './kit-tables.js';
export { type Commit, mutate } from './mutation.js';
export type { OutboxOperation } from './outbox.js';
export { logged, notWalled, ownRecordParameters } from './own-record.js';
export { ACCESS_LOG_APPEND, type OwnRecordLook } from './own-record-forwarding.js';
export { PairwiseIds } from './pairwise-id.js';
export { assertRecipient, type Recipient } from './recipient.js';
export type { Caller, PurposefulRequester, Requester } from './requester.js';
export {
  buildSubgraph,
  createSubgraph,
  type Subgraph,
  type SubgraphDefinition,
  type SubgraphRequest,
  type SubgraphRuntime,
} from './subgraph.js';
export { rowsOf, transaction } from './transaction.js';
export { Payload, Refusal, Refusals, UserError, UserErrorCode } from './user-error.js';
export { AgencyKind, Category, LANGUAGES, type Language, Purpose, Role, type Text } from './vocabulary.js';
