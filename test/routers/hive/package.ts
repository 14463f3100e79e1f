import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import type { DocumentNode, ExecutionArgs, ExecutionResult } from 'graphql';
import type { GatewayContext } from '../../../gateway/index.js';

/** What is used of Hive Gateway, so that the hub's types hold where it is not installed. */
export interface HivePlugin {
  onExecute?(payload: { args: ExecutionArgs; setResultAndStopExecution(result: ExecutionResult): void }): unknown;
  onSubgraphExecute?(payload: {
    executionRequest: { document: DocumentNode; variables?: Record<string, unknown> };
  }): void;
  onFetch?(payload: HiveFetch): void;
}

export interface HiveFetch {
  readonly context: Partial<GatewayContext>;
  readonly executionRequest?: { readonly subgraphName?: string };
  setFetchFn(send: (url: string, options: HiveFetchOptions) => Promise<Response>): void;
}

export interface HiveFetchOptions {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly signal?: AbortSignal;
}

export interface HiveOptions {
  readonly supergraph: string;
  /** Its planner */
  readonly unifiedGraphHandler: unknown;
  readonly plugins: () => readonly object[];
  readonly transportEntries: Readonly<Record<string, object>>;
  readonly maskedErrors: boolean;
  readonly logging: boolean;
  readonly landingPage: boolean;
  readonly graphiql: boolean;
  readonly requestId: boolean;
  readonly disableIntrospection?: { disableIf: () => boolean };
}

export interface Hive {
  fetch(url: string, request: RequestInit, context: GatewayContext): Promise<Response>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Installed apart, by `npm run test:routers`: it is looked for from that folder. */
const load = createRequire(resolve('test/routers/package.json'));
export const { createGatewayRuntime } = load('@graphql-hive/gateway-runtime') as {
  createGatewayRuntime(options: HiveOptions): Hive;
};
export const { unifiedGraphHandler } = load('@graphql-hive/router-runtime') as { unifiedGraphHandler: unknown };
