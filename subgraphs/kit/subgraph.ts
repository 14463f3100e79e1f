import { buildSubgraphSchema } from '@apollo/subgraph';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import {
  type DocumentNode,
  execute,
  GraphQLError,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  parse,
  validate,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { type BuildSchemaOptions, buildSchema, createResolversMap, getMetadataStorage } from 'type-graphql';
import type { DataSource, DataSourceOptions } from 'typeorm';
import { SubgraphContext, type SubgraphSecrets } from './context.js';
import { faultLine } from './fault-line.js';
import { guardRootFields, guardVictimFields } from './guards.js';
import { HubClient, type HubTransport } from './hub-client.js';
import { forgetIdempotencyKeys } from './idempotency.js';
import { Outbox, type OutboxOperation } from './outbox.js';
import { OwnRecordForwarding } from './own-record-forwarding.js';
import type { Caller } from './requester.js';

type GraphQLResolverMap = Record<string, Record<string, unknown>>;

/** What a subgraph is, before it has a database and keys. */
export interface SubgraphDefinition {
  readonly name: string;
  readonly resolvers: BuildSchemaOptions['resolvers'];
  /** Types that no query returns, `Victim` among them: type-graphql would otherwise take those of every subgraph in the process */
  readonly orphanedTypes: NonNullable<BuildSchemaOptions['orphanedTypes']>;
  /** How entities are found when another subgraph names them. Only `consent` finds `Victim`. */
  readonly references?: Record<string, (reference: never, ctx: SubgraphContext, info: GraphQLResolveInfo) => unknown>;
  readonly entities: NonNullable<DataSourceOptions['entities']>;
  readonly migrations: NonNullable<DataSourceOptions['migrations']>;
  /** Tables that the app login may add to and read, never change */
  readonly appendOnly?: readonly string[];
  /** Operations of other subgraphs that this one may call: `consent.consentCoverage` */
  readonly calls: readonly string[];
  /** Messages that its outbox may carry */
  readonly messages?: readonly OutboxOperation[];
}

export interface SubgraphRuntime {
  readonly db: DataSource;
  readonly transport: HubTransport;
  readonly secrets: SubgraphSecrets;
  /** Called, without personal data, when another subgraph could not be reached; a healthy hub never calls it */
  readonly fault: (message: string) => void;
}

export interface SubgraphRequest {
  readonly document: string | DocumentNode;
  readonly variables: Record<string, unknown>;
  readonly operationName?: string | null;
  readonly caller: Caller;
}

/** A subgraph at work: its schema over its own database. */
export interface Subgraph {
  readonly name: string;
  readonly db: DataSource;
  execute(
    request: SubgraphRequest,
  ): Promise<{ data?: Record<string, unknown> | null; errors?: readonly GraphQLError[] }>;
  /** True when it can answer: its database is there and migrated. */
  ready(): Promise<boolean>;
  start(): void;
  stop(): Promise<void>;
  readonly outbox: Outbox;
}

const FEDERATION = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@external", "@requires", "@shareable", "@inaccessible", "@composeDirective"])
  @link(url: "https://dereu.example/classified/v1.0", import: ["@classified"])
  @composeDirective(name: "@classified")

"The category of a victim's record that a field gives away; OPAQUE for none."
directive @classified(category: String!) on FIELD_DEFINITION
`;

const PARSED = 1_000;
const DAY_MS = 86_400_000;

/** The executable Federation schema of a subgraph and its SDL. Fails when a root field does not say who may call it. */
export async function buildSubgraph(definition: SubgraphDefinition): Promise<{ schema: GraphQLSchema; sdl: string }> {
  // a field without a resolver of its own is read by graphql-js itself: nothing here uses type-graphql's middlewares
  for (const type of getMetadataStorage().objectTypes) type.simpleResolvers = true;
  const bare = await buildSchema({
    resolvers: definition.resolvers,
    orphanedTypes: definition.orphanedTypes,
    validate: false,
    skipCheck: true,
    authMode: 'error',
  });
  guardRootFields(bare, definition.name);
  if (definition.name !== 'consent') guardVictimFields(bare, definition.name);
  const sdl = `${FEDERATION}\n${printSchemaWithDirectives(bare)}\n`;
  const resolvers = createResolversMap(bare) as GraphQLResolverMap;
  for (const [type, resolve] of Object.entries(definition.references ?? {})) {
    resolvers[type] = { ...resolvers[type], __resolveReference: resolve };
  }
  const schema = buildSubgraphSchema({ typeDefs: parse(sdl), resolvers: resolvers as never });
  return { schema, sdl };
}

/** Puts a definition to work on a database. The same `execute` is behind the in-process data source and behind HTTP. */
export async function createSubgraph(definition: SubgraphDefinition, runtime: SubgraphRuntime): Promise<Subgraph> {
  const { db, secrets } = runtime;
  const { schema } = await buildSubgraph(definition);
  const hub = new HubClient(definition.name, definition.calls, runtime.transport);
  const fault = (destination: string) =>
    runtime.fault(`${definition.name}: ${destination} cannot be reached, its messages wait`);
  const outbox = new Outbox(db, hub, definition.messages ?? [], fault);
  const forwarding = definition.calls.includes('consent.accessLogAppend')
    ? new OwnRecordForwarding(db, hub, fault)
    : null;
  let daily: NodeJS.Timeout | undefined;
  const documents = new LRUCache<string, DocumentNode>({ max: PARSED });

  /** Parsed and validated once per text. */
  function documentOf(text: string): DocumentNode | readonly GraphQLError[] {
    let document = documents.get(text);
    if (document) return document;
    try {
      document = parse(text, { noLocation: true });
    } catch (error) {
      return [error as GraphQLError];
    }
    const errors = validate(schema, document);
    if (errors.length > 0) return errors;
    documents.set(text, document);
    return document;
  }

  return {
    name: definition.name,
    db,
    outbox,
    async execute({ document, variables, operationName, caller }) {
      const parsed = typeof document === 'string' ? documentOf(document) : document;
      if (!('kind' in parsed)) return { errors: parsed };
      const contextValue = new SubgraphContext(definition.name, caller, db, hub, outbox, secrets);
      const answer = await execute({
        schema,
        document: parsed,
        variableValues: variables,
        operationName,
        contextValue,
      });
      for (const error of answer.errors ?? []) {
        const line = faultLine(error, caller.requestId);
        if (line) runtime.fault(`${definition.name}: ${line}`);
      }
      return answer;
    },
    async ready() {
      try {
        return !(await db.showMigrations());
      } catch {
        return false;
      }
    },
    start() {
      outbox.start();
      forwarding?.start();
      daily = setInterval(
        () =>
          void forgetIdempotencyKeys(db).catch(() =>
            runtime.fault(`${definition.name}: old idempotency keys stay for another day`),
          ),
        DAY_MS,
      ).unref();
    },
    async stop() {
      clearInterval(daily);
      await Promise.all([outbox.stop(), forwarding?.stop()]);
      if (db.isInitialized) await db.destroy();
    },
  };
}
