import { z } from 'zod';
import { milliseconds, PROCESS_SETTINGS, port, urlSettings } from '../subgraphs/kit/index.js';

/** Read first: the supergraph says which subgraphs there are, and so which addresses are needed. */
export const SUPERGRAPH_SETTING = z.object({ SUPERGRAPH_FILE: z.string().min(1).default('schema/supergraph.graphql') });

const BEFORE_SUBGRAPHS = {
  ...PROCESS_SETTINGS,
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: port.default(4000),
  ...SUPERGRAPH_SETTING.shape,
  DEADLINE_MS: milliseconds(100, 60_000).default(2_000),
  /** How long ago a token may have been issued */
  TOKEN_MAXIMUM_AGE_MS: milliseconds(10_000, 3_600_000).default(300_000),
  /** Where clients reach this gateway, when that is not where it listens: what their assertions and /.well-known name */
  PUBLIC_URL: z.url().optional(),
  OPERATIONS_FOLDER: z.string().min(1).default('schema/operations'),
  /** Whether only registered operations run; in production when not set */
  REGISTERED_OPERATIONS_ONLY: z.stringbool().optional(),
  TRUST_LIST_REFRESH_MS: milliseconds(1_000, 300_000).default(10_000),
  TRUST_LIST_MAXIMUM_AGE_MS: milliseconds(10_000, 86_400_000).default(900_000),
};

/** What the process of the gateway is told. */
export const gatewaySettings = (subgraphs: readonly string[]) =>
  z.object({ ...BEFORE_SUBGRAPHS, ...urlSettings(subgraphs) });
