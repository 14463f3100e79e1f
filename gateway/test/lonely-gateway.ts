import { readFile } from 'node:fs/promises';
import { CompactSign, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { createOperating, KeySet, type PublicKey } from '../../subgraphs/kit/index.js';
import { type Gateway, type GatewayOptions, startGateway } from '../index.js';

export const ISSUER = 'https://idp.example';
export const AUDIENCE = 'urn:dereu:hub';

export interface LonelyGateway extends Gateway {
  /** Which subgraphs were asked anything, and what else was asked of the rest of the hub */
  readonly asked: string[];
  /** Publishes a trust list with these changes. */
  publish(change: Record<string, unknown>): Promise<boolean>;
  /** Valid for an hour by its own word, issued now or at another time (seconds) */
  token(subject: string, issued?: number): Promise<string>;
  /** A body that is a string is sent as it is. */
  post(body: unknown, headers?: Record<string, string>): Promise<{ status: number; code: string | undefined }>;
}

/** A gateway before no subgraph at all, over HTTP: what it refuses by itself costs nobody anything. */
export async function openLonelyGateway(
  options: Partial<GatewayOptions> & {
    readonly list?: Record<string, unknown>;
    /** What the directory answers for a hash */
    readonly text?: (agency: string, sha256: string) => Promise<string | null>;
    /** What has to happen before a subgraph answers */
    readonly before?: () => Promise<void>;
  } = {},
): Promise<LonelyGateway> {
  const asked: string[] = [];
  const pair = () => generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const [directory, provider] = [await pair(), await pair()];
  const jwk: JWK = await exportJWK(provider.publicKey);
  let list = {
    version: 1,
    issuers: [{ issuer: ISSUER, audience: AUDIENCE, jwks: { keys: [jwk] } }],
    agencies: [],
    staff: [],
    agreements: [],
    ...options.list,
  };
  const directoryKeys = new KeySet([{ ...(await exportJWK(directory.publicKey)), kid: 'a' } as PublicKey]);
  const signedList = () =>
    new CompactSign(new TextEncoder().encode(JSON.stringify({ ...list, issuedAt: new Date().toISOString() })))
      .setProtectedHeader({ alg: 'EdDSA', kid: 'a', typ: 'trust-list+json' })
      .sign(directory.privateKey);
  const gateway = await startGateway({
    supergraphSdl: await readFile('schema/supergraph.graphql', 'utf8'),
    version: 'test',
    operating: await createOperating({ process: 'gateway', level: 'silent' }),
    transport: {
      call: async (name, { document, variables, caller }) => {
        if (caller.actor !== 'gateway') {
          asked.push(name);
          await options.before?.();
          return { data: {} };
        }
        if (document.includes('pendingWalls')) return { data: { pendingWalls: [] } };
        if (!document.includes('registeredOperation')) return { data: { trustList: await signedList() } };
        asked.push(`text for ${variables.agency}`);
        return {
          data: { registeredOperation: await options.text?.(variables.agency as string, variables.sha256 as string) },
        };
      },
    },
    trustList: {
      directoryKeys: () => directoryKeys,
      refreshMs: 3_600_000,
      maximumAgeMs: 60_000,
    },
    operations: { firstParty: [], registeredOnly: true },
    deadlineMs: 5_000,
    host: '127.0.0.1',
    port: 0,
    explorable: false,
    subgraphsReady: async () => ({}),
    ...options,
  });
  return {
    ...gateway,
    asked,
    publish(change) {
      list = { ...list, ...change, version: list.version + 1 };
      return gateway.refreshTrustList();
    },
    token: (subject, issued) =>
      new SignJWT({})
        .setProtectedHeader({ alg: 'EdDSA' })
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setSubject(subject)
        .setIssuedAt(issued)
        .setExpirationTime('1h')
        .sign(provider.privateKey),
    async post(body, headers = {}) {
      const response = await fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
      const { errors } = (await response.json()) as { errors?: { extensions: { code: string } }[] };
      return { status: response.status, code: errors?.[0]?.extensions.code };
    },
  };
}
