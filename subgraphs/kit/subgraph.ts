import { mkdir } from 'node:fs/promises';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import {
  type DocumentNode,
  execute,
  GraphQLError,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isObjectType,
  parse,
  validate,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { type BuildSchemaOptions, buildSchema, createResolversMap, getMetadataStorage } from 'type-graphql';
import type { DataSource, DataSourceOptions, EntityManager } from 'typeorm';
import { z } from 'zod';
import { operationsCalledBy } from './called-by.js';
import type { CategoryOwners } from './category-owners.js';
import type { ClosureReplay } from './closure-log/closure.js';
import { ClosureLog } from './closure-log/closure-log.js';
import { conflictWallResolver } from './conflict-wall.js';
import { SubgraphContext, type SubgraphSecrets } from './context.js';
import { type ErasedRows, eraseWhatIsOver } from './erasure/erase.js';
import { subjectEraseResolver } from './erasure/message.js';
import { hubError } from './errors.js';
import { eventDeliveryResolver } from './event/delivery.js';
import { forgetEvents, type ToldEvents } from './event/log.js';
import { eventResolver } from './event/resolver.js';
import { guardFederationFields, guardRootFields, guardVictimFields, guardVictimReferences } from './guards.js';
import { HubClient, type HubTransport } from './hub-client.js';
import { forgetIdempotencyKeys } from './idempotency.js';
import { executionObserver } from './operating/execution.js';
import type { HoldAction } from './operating/metrics.js';
import { learnNames } from './operating/names.js';
import type { Operating } from './operating/operating.js';
import { gaugesOf, type SubgraphGauges } from './operating/subgraph-gauges.js';
import { traceStatements } from './operating/tracing.js';
import { Outbox, type OutboxOperation } from './outbox.js';
import { OwnRecordForwarding } from './own-record-forwarding.js';
import type { Caller } from './requester.js';
import { RestoreGate } from './restore-mark/gate.js';
import { wallsSync } from './restore-mark/walls-sync.js';
import { runRetention } from './retention/job.js';
import type { JurisdictionCode } from './retention/periods.js';
import { retentionResolver } from './retention/reports.js';
import type { RetainedRows } from './retention/retained.js';
import { logWitnessResolver } from './transparency-log/witness.js';
import { FORGET_ASSERTIONS } from './trust/used-once.js';
import { UntilDone } from './until-done.js';
import type { Category } from './vocabulary.js';

type GraphQLResolverMap = Record<string, Record<string, unknown>>;

/** What a subgraph is, before it has a database and keys. */
export interface SubgraphDefinition {
  readonly name: string;
  /**
   * Categories of the record that are this subgraph's: only an owner extends `Victim`. An owner keeps a copy of the walls and sends its looks at own
   * records on to `consent`; kit sees to both.
   */
  readonly owns?: readonly Category[];
  readonly resolvers: BuildSchemaOptions['resolvers'];
  /** Types that no query returns, `Victim` among them: type-graphql would otherwise take those of every subgraph in the process */
  readonly orphanedTypes: NonNullable<BuildSchemaOptions['orphanedTypes']>;
  /** How entities are found when another subgraph names them. Only `consent` finds `Victim`. */
  readonly references?: Record<string, (reference: never, ctx: SubgraphContext, info: GraphQLResolveInfo) => unknown>;
  readonly entities: NonNullable<DataSourceOptions['entities']>;
  readonly migrations: NonNullable<DataSourceOptions['migrations']>;
  /** Tables that the app login may add to and read, never change */
  readonly appendOnly?: readonly string[];
  /**
   * Tables that its ordinary login cannot touch: those of another login, in a second pool, sealed under a key that seals nothing else. Who holds
   * the one login or the one key has nothing of it.
   */
  readonly vault?: {
    readonly tables: readonly string[];
    /** Of them, those that may only be added to */
    readonly appendOnly: readonly string[];
    /** What the vault's login may do elsewhere: `SELECT (id, state) ON placement` */
    readonly others: readonly string[];
  };
  /** Operations of other subgraphs that this one may call: `consent.consentCoverage` */
  readonly calls: readonly string[];
  /** True for the one that discloses: an assertion to it is used once even for reading */
  readonly discloses?: boolean;
  /** Messages that its outbox may carry */
  readonly messages?: (owners: CategoryOwners) => readonly OutboxOperation[];
  /** What an operator may set for this subgraph: names of environment variables, each with a default */
  readonly settings?: Readonly<Record<string, z.ZodType>>;
  /** Statements that delete what is of no use any more, once an hour; running one twice does no harm */
  readonly forgets?: readonly string[];
  /** Mutations that hold, confirm or release a bed or a time, for the metrics */
  readonly holds?: Readonly<Record<string, HoldAction>>;
  /** Numbers of its own, read when the process is scraped */
  readonly gauges?: SubgraphGauges;
  /** What closes something and is kept outside the database too, and how a restored database closes it again, by kind */
  readonly closures?: Readonly<Record<string, ClosureReplay>>;
  /** What of its tables goes when a person is erased, beside what was sealed under her data keys */
  readonly erases?: readonly ErasedRows[];
  /** What agencies are told of their records in it; its migrations write the events */
  readonly events?: ToldEvents;
  /** Which of its rows go when the period of their category is over; an owner has one for each table about people */
  readonly retains?: readonly RetainedRows[];
  /** Done in the background after each start, and tried again until it is done; must be repeatable */
  readonly onStart?: (db: DataSource, outbox: Outbox, owners: CategoryOwners) => Promise<void>;
  /** Work of its own beside answering. Several processes may do it at once. */
  readonly background?: (runtime: SubgraphRuntime, parts: BackgroundParts) => BackgroundWork;
  /** Done to a restored database, under the owner login, in the transaction that lets it serve again */
  readonly onRestore?: (manager: EntityManager) => Promise<void>;
}

/** What work in the background has in hand beside what its process was given. */
export interface BackgroundParts {
  readonly outbox: Outbox;
  /** Null in a subgraph whose definition has no closures */
  readonly closures: ClosureLog | null;
}

export interface SubgraphRuntime {
  readonly db: DataSource;
  /** Under the login of its vault; left out where nobody asks, as in a worker */
  readonly vault?: DataSource | undefined;
  readonly transport: HubTransport;
  readonly secrets: SubgraphSecrets;
  /** The same list in every process of the hub */
  readonly owners: CategoryOwners;
  /** A healthy subgraph logs nothing */
  readonly operating: Operating;
  /** Which subgraph countersigns the access log; the owner of SHELTER when left out */
  readonly logWitness?: string | undefined;
  /** Values of the definition's settings, by name; those left out have their defaults */
  readonly settings?: Readonly<Record<string, unknown>> | undefined;
  /** Whose retention periods hold; nothing is deleted when left out */
  readonly jurisdiction?: JurisdictionCode | undefined;
  /** Outside the database, on a disk that does not go with it. Needed by a subgraph whose definition has closures */
  readonly closureLogDirectory?: string | undefined;
}

/** Work that goes on between `start` and `stop`, which waits for what is under way. */
export interface BackgroundWork {
  start(): void;
  stop(): Promise<void>;
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
  readonly definition: SubgraphDefinition;
  readonly discloses: boolean;
  readonly db: DataSource;
  execute(
    request: SubgraphRequest,
  ): Promise<{ data?: Record<string, unknown> | null; errors?: readonly GraphQLError[] }>;
  /** True when it can answer: its database is there, migrated, and not one that a restore has left marked. */
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
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

export interface SubgraphDescription {
  readonly schema: GraphQLSchema;
  readonly sdl: string;
  /** Root fields that do not say who may call them */
  readonly unguarded: readonly string[];
  /** Fields of `Victim` that no disclosure could open */
  readonly unclassified: readonly string[];
}

/** What a definition says of itself, and what keeps it from being built. */
export async function describeSubgraph(definition: SubgraphDefinition): Promise<SubgraphDescription> {
  const { name, owns = [], erases = [] } = definition;
  // a field without a resolver of its own is read by graphql-js itself: nothing here uses type-graphql's middlewares
  for (const type of getMetadataStorage().objectTypes) type.simpleResolvers = true;
  const owner = owns.length > 0;
  const schema = await buildSchema({
    resolvers: [
      ...definition.resolvers,
      ...(owner ? [conflictWallResolver(name), subjectEraseResolver(name, erases), logWitnessResolver(name)] : []),
      ...(owner && definition.retains ? [retentionResolver(name)] : []),
      ...(definition.events
        ? [eventResolver(name, definition.events), eventDeliveryResolver(name, definition.events)]
        : []),
    ] as unknown as BuildSchemaOptions['resolvers'],
    orphanedTypes: definition.orphanedTypes,
    validate: false,
    skipCheck: true,
    authMode: 'error',
  });
  if (name !== 'consent') guardVictimReferences(schema);
  return {
    schema,
    sdl: `${FEDERATION}\n${printSchemaWithDirectives(schema)}\n`,
    unguarded: guardRootFields(schema, name),
    unclassified: name === 'consent' ? [] : guardVictimFields(schema, name, owns),
  };
}

type BuiltSubgraph = { readonly schema: GraphQLSchema; readonly sdl: string };

const built = new WeakMap<SubgraphDefinition, Promise<BuiltSubgraph>>();

/**
 * The executable Federation schema of a subgraph and its SDL. It knows no database: whatever opens several hubs in one process builds it once.
 * @throws naming each root field that does not say who may call it, and each field of `Victim` that no disclosure could open
 */
export function buildSubgraph(definition: SubgraphDefinition): Promise<BuiltSubgraph> {
  const schema = built.get(definition) ?? build(definition);
  built.set(definition, schema);
  return schema;
}

async function build(definition: SubgraphDefinition): Promise<BuiltSubgraph> {
  const { schema: bare, sdl, unguarded, unclassified } = await describeSubgraph(definition);
  const faults = [...unguarded, ...unclassified];
  if (faults.length > 0) throw new Error(faults.join('\n'));
  const resolvers = createResolversMap(bare) as GraphQLResolverMap;
  for (const [type, resolve] of Object.entries(definition.references ?? {})) {
    resolvers[type] = { ...resolvers[type], __resolveReference: resolve };
  }
  const schema = buildSubgraphSchema({ typeDefs: parse(sdl), resolvers: resolvers as never });
  guardFederationFields(schema);
  return { schema, sdl };
}

/** Puts a definition to work on a database. The same `execute` is behind the in-process data source and behind HTTP. */
export async function createSubgraph(definition: SubgraphDefinition, runtime: SubgraphRuntime): Promise<Subgraph> {
  const { db, vault = null, secrets, owners } = runtime;
  const { log, metrics, tracing } = runtime.operating;
  const { name, erases = [] } = definition;
  const { schema } = await buildSubgraph(definition);
  learnNames('subgraph', [name]);
  learnNames('field', fieldNames(schema));
  for (const each of [db, ...(vault ? [vault] : [])]) traceStatements(each, tracing);
  const messages = definition.messages?.(owners) ?? [];
  const owner = (definition.owns ?? []).length > 0;
  const calls = operationsCalledBy(definition, owners);
  learnNames(
    'subgraph',
    calls.map((call) => call.split('.')[0]!),
  );
  const hub = new HubClient(name, calls, runtime.transport);
  const fault = (destination: string, error: unknown) =>
    log.warn('messages_wait', { subgraph: name, destination, error });
  const outbox = new Outbox(db, hub, messages, fault);
  const forwarding = owner ? new OwnRecordForwarding(db, hub, fault) : null;
  const { onStart } = definition;
  const starting = onStart
    ? new UntilDone(
        () => onStart(db, outbox, owners).then(() => outbox.wake()),
        () => log.warn('start_waits', { subgraph: name }),
      )
    : null;
  const observe = executionObserver(runtime.operating, name, definition.holds ?? {});
  const endGauges = gaugesOf(runtime.operating, name, db, definition.gauges);
  const closures = await closureLogOf(definition, runtime);
  const settings = z.object(definition.settings ?? {}).parse(runtime.settings ?? {});
  const background = definition.background?.(runtime, { outbox, closures });
  const gate = await RestoreGate.before([db, ...(vault ? [vault] : [])], owner ? wallsSync(hub, erases) : null, () =>
    log.warn('restore_waits', { subgraph: name }),
  );
  /** Once a day, however often the process is started */
  const retention = async () => {
    const { jurisdiction } = runtime;
    if (!jurisdiction || !definition.retains) return;
    const [today] = await db.query(
      "SELECT FROM retention_run WHERE started_at > clock_timestamp() - interval '23 hours'",
    );
    if (!today) await runRetention(db, hub, definition.retains, jurisdiction);
  };
  let hourly: NodeJS.Timeout | undefined;
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
    name,
    definition,
    discloses: definition.discloses ?? false,
    db,
    outbox,
    async execute({ document, variables, operationName, caller }) {
      if (!gate.isOpen) return { errors: [hubError('UNAVAILABLE')] };
      const parsed = typeof document === 'string' ? documentOf(document) : document;
      if (!('kind' in parsed)) {
        metrics.execution(name, 'other', 'BAD_USER_INPUT');
        return { errors: parsed };
      }
      const contextValue = new SubgraphContext(
        name,
        caller,
        db,
        hub,
        outbox,
        secrets,
        owners,
        closures,
        settings,
        vault,
      );
      return observe(parsed, contextValue, async () => {
        const answer = await execute({
          schema,
          document: parsed,
          variableValues: variables,
          operationName,
          contextValue,
        });
        // nothing was run: a variable has not its form, such as a date that is none, which the gateway cannot know
        return 'data' in answer ? answer : { errors: [hubError('BAD_USER_INPUT')] };
      });
    },
    async ready() {
      try {
        await vault?.query('SELECT 1');
        return gate.isOpen && !(await db.showMigrations());
      } catch {
        return false;
      }
    },
    start() {
      gate.start(() => {
        outbox.start();
        forwarding?.start();
        starting?.start();
        closures?.start();
        background?.start();
      });
      hourly = setInterval(
        () =>
          void Promise.all([
            ...[FORGET_ASSERTIONS, ...(definition.forgets ?? [])].map((sql) => db.query(sql)),
            forgetEvents(db),
            eraseWhatIsOver(db, erases),
            retention(),
          ]).catch((error) => log.warn('housekeeping_failed', { subgraph: name, error })),
        HOUR_MS,
      ).unref();
      daily = setInterval(
        () =>
          void forgetIdempotencyKeys(db).catch((error) => log.warn('housekeeping_failed', { subgraph: name, error })),
        DAY_MS,
      ).unref();
    },
    async stop() {
      clearInterval(hourly);
      clearInterval(daily);
      endGauges();
      await gate.stop();
      await Promise.all([outbox.stop(), forwarding?.stop(), starting?.stop(), closures?.stop(), background?.stop()]);
      for (const each of [db, vault]) if (each?.isInitialized) await each.destroy();
    },
  };
}

function fieldNames(schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) ? Object.keys(type.getFields()) : [],
  );
}

/** Signed with what the process signs with now. @throws when the subgraph closes things and has no place outside its database to keep them */
async function closureLogOf(definition: SubgraphDefinition, runtime: SubgraphRuntime): Promise<ClosureLog | null> {
  const { name, closures } = definition;
  const { closureLogDirectory: directory, secrets, operating } = runtime;
  if (!closures) return null;
  if (!directory) throw new Error(`CLOSURE_LOG_DIRECTORY: ${name} keeps there what it closes.`);
  // at the start, not at the first withdrawal, it shows whether there is such a place
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const signingKey = () => {
    const { kid, key } = secrets.signing.newest();
    return { kid, privateKey: key };
  };
  return new ClosureLog(runtime.db, name, Object.keys(closures), { directory, signingKey }, () =>
    operating.log.error('closures_unwritten', { subgraph: name }),
  );
}
