import { z } from 'zod';
import { milliseconds, PROCESS_SETTINGS, port, urlSettings } from '../subgraphs/kit/index.js';
import { CONSOLE_SETTINGS } from './console/settings.js';
import { RATE_LIMITS, type RateLimitSettings } from './protection/rate-limits.js';

/** Read first: the supergraph says which subgraphs there are, and so which addresses are needed. */
export const SUPERGRAPH_SETTING = z.object({ SUPERGRAPH_FILE: z.string().min(1).default('schema/supergraph.graphql') });

const PROXY = /^(?:loopback|linklocal|uniquelocal|[\da-f.:]{2,39}(?:\/\d{1,3})?)$/i;
const count = (standard: number) => z.coerce.number().int().min(1).max(10_000_000).default(standard);

/** How much may be asked of one gateway, and whose word on the caller's address is believed. */
export const RATE_LIMIT_SETTINGS = {
  STAFF_REQUESTS_PER_MINUTE: count(RATE_LIMITS.staffPerMinute),
  STAFF_REQUESTS_AT_ONCE: count(RATE_LIMITS.staffAtOnce),
  AGENCY_REQUESTS_PER_MINUTE: count(RATE_LIMITS.agencyPerMinute),
  AGENCY_REQUESTS_AT_ONCE: count(RATE_LIMITS.agencyAtOnce),
  SOURCE_REFUSALS_PER_MINUTE: count(RATE_LIMITS.sourcePerMinute),
  SOURCE_TRIES_PER_MINUTE: count(RATE_LIMITS.sourceTriesPerMinute),
  TRIES_PER_MINUTE: count(RATE_LIMITS.triesPerMinute),
  /** Addresses or subnets of the reverse proxies before this gateway, separated by commas */
  TRUSTED_PROXIES: z
    .string()
    .refine(
      (text) => text.split(',').every((one) => PROXY.test(one.trim())),
      'must be addresses or subnets, separated by commas',
    )
    .optional(),
};

type Read = z.infer<z.ZodObject<typeof RATE_LIMIT_SETTINGS>>;

export const rateLimitsIn = (settings: Read): { rateLimits: RateLimitSettings; trustedProxies?: string } => ({
  rateLimits: {
    staffPerMinute: settings.STAFF_REQUESTS_PER_MINUTE,
    staffAtOnce: settings.STAFF_REQUESTS_AT_ONCE,
    agencyPerMinute: settings.AGENCY_REQUESTS_PER_MINUTE,
    agencyAtOnce: settings.AGENCY_REQUESTS_AT_ONCE,
    sourcePerMinute: settings.SOURCE_REFUSALS_PER_MINUTE,
    sourceTriesPerMinute: settings.SOURCE_TRIES_PER_MINUTE,
    triesPerMinute: settings.TRIES_PER_MINUTE,
  },
  ...(settings.TRUSTED_PROXIES ? { trustedProxies: settings.TRUSTED_PROXIES } : {}),
});

/** A name alone: `notes.example` */
export const hostName = z
  .string()
  .regex(
    /^[a-z\d]([a-z\d-]*[a-z\d])?(\.[a-z\d]([a-z\d-]*[a-z\d])?)*$/i,
    'must be a host name alone, without scheme or port',
  );

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
  /** Where she reaches the pages for her, and nothing else is answered; under paths of this gateway when not set */
  SUBJECT_HOST: hostName.optional(),
  /** Where checkpoints check permits, and nothing else is answered; under a path of this gateway when not set */
  PERMIT_HOST: hostName.optional(),
  ...CONSOLE_SETTINGS,
  OPERATIONS_FOLDER: z.string().min(1).default('schema/operations'),
  /** Whether only registered operations run; in production when not set */
  REGISTERED_OPERATIONS_ONLY: z.stringbool().optional(),
  ...RATE_LIMIT_SETTINGS,
  TRUST_LIST_REFRESH_MS: milliseconds(1_000, 300_000).default(10_000),
  TRUST_LIST_MAXIMUM_AGE_MS: milliseconds(10_000, 86_400_000).default(900_000),
};

/** What the process of the gateway is told. */
export const gatewaySettings = (subgraphs: readonly string[]) =>
  z.object({ ...BEFORE_SUBGRAPHS, ...urlSettings(subgraphs) });
