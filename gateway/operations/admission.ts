import { createHash } from 'node:crypto';
import type { RequestHandler } from 'express';
import { LRUCache } from 'lru-cache';
import { hubError, type Requester } from '../../subgraphs/kit/index.js';
import type { TrustList } from '../identity/trust-list.js';

export interface OperationRules {
  /** The hub's own documents, which every agency may run */
  readonly firstParty: readonly string[];
  /** True in production: only the hub's own documents and those that the requester's agency has registered are run */
  readonly registeredOnly: boolean;
  /** The document that an agency has registered under a hash, from the directory; null when there is none */
  readonly text: (agency: string, sha256: string) => Promise<string | null>;
}

const KEPT = 2_000;

/**
 * Lets in the operations that may be run, and puts the document in the place of its hash, before anything is parsed or planned. Whether an agency
 * may run a document is looked up in the trust list in force at each request; only the texts are kept, and a text is what its hash says.
 */
export class OperationAdmission {
  readonly #firstParty: ReadonlyMap<string, string>;
  readonly #registered = new LRUCache<string, string>({ max: KEPT });

  constructor(private readonly rules: OperationRules) {
    this.#firstParty = new Map(rules.firstParty.map((text) => [sha256Of(text), text]));
  }

  /**
   * The document to be run.
   * @throws BAD_USER_INPUT, UNAUTHENTICATED, OPERATION_NOT_REGISTERED
   */
  async document(body: RequestBody, requester: Requester | null, trust: TrustList | null): Promise<string> {
    const named = namedHash(body);
    if (named === undefined && !this.rules.registeredOnly) return body.query as string;
    if (!requester) throw hubError('UNAUTHENTICATED');
    const sha256 = typeof body.query === 'string' ? sha256Of(body.query) : named;
    if (sha256 === undefined || (named !== undefined && named !== sha256)) throw hubError('BAD_USER_INPUT');
    const own = this.#firstParty.get(sha256);
    if (own !== undefined) return own;
    const registered = trust?.mayRun(requester.agency, sha256) ?? false;
    if (typeof body.query === 'string' && (registered || !this.rules.registeredOnly)) return body.query;
    const text = registered ? await this.#registeredText(requester.agency, sha256) : null;
    if (text === null) throw hubError('OPERATION_NOT_REGISTERED');
    return text;
  }

  async #registeredText(agency: string, sha256: string): Promise<string | null> {
    const kept = this.#registered.get(sha256);
    if (kept !== undefined) return kept;
    const text = await this.rules.text(agency, sha256).catch(() => {
      throw hubError('UNAVAILABLE');
    });
    if (text === null || sha256Of(text) !== sha256) return null;
    this.#registered.set(sha256, text);
    return text;
  }
}

interface RequestBody {
  readonly query?: unknown;
  readonly documentId?: unknown;
  readonly extensions?: unknown;
}

/** Between the parsed body and GraphQL: one operation in the body of a POST, and nothing in the address. */
export function admitOperations(rules: OperationRules, trust: () => TrustList | null): RequestHandler {
  const admission = new OperationAdmission(rules);
  return async (req, res, next) => {
    try {
      if (req.method !== 'POST' || !isObject(req.body)) throw hubError('BAD_USER_INPUT');
      const { documentId: _, extensions, ...body } = req.body as RequestBody;
      const { persistedQuery: __, ...others } = isObject(extensions) ? extensions : {};
      const query = await admission.document(req.body, res.locals.caller.requester, trust());
      req.body = { ...body, query, ...(extensions === undefined ? {} : { extensions: others }) };
      next();
    } catch (error) {
      next(error);
    }
  };
}

const SHA256 = /^[0-9a-f]{64}$/;

/** The hash by which a client names its document: `documentId`, or the extension of automatic persisted queries. @throws BAD_USER_INPUT */
function namedHash({ documentId, extensions }: RequestBody): string | undefined {
  const persisted = isObject(extensions) ? extensions.persistedQuery : undefined;
  if (documentId === undefined && persisted === undefined) return undefined;
  const byId = typeof documentId === 'string' ? /^sha256:(.*)$/.exec(documentId)?.[1] : undefined;
  const named = documentId === undefined && isObject(persisted) ? persisted.sha256Hash : byId;
  if (typeof named !== 'string' || !SHA256.test(named)) throw hubError('BAD_USER_INPUT');
  return named;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');
