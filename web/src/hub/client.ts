import { Client, createRequest, fetchExchange, type OperationResult, type TypedDocumentNode } from '@urql/core';
import type { DocumentNode } from 'graphql';
import { type Language, language } from '../language/language';
import { purpose, sessionOver, standing } from '../session/session';
import { heard, lost } from './connection';

/** Ms after which a request counts as lost: longer than the hub itself may take. */
const PATIENCE_MS = 12_000;

/** Why there is no answer, as far as somebody can do something about it; `not-known`: what was sent has left, and may have been done. */
export type Fault = 'no-connection' | 'not-known' | 'not-now' | 'not-yours' | 'too-much';

export type Answer<T> = { readonly data: T } | { readonly fault: Fault };

/** No cache: what may be seen is decided each time it is asked, by the hub. Nothing is sent twice by itself. */
const client = new Client({
  url: '/graphql',
  exchanges: [fetchExchange],
  requestPolicy: 'network-only',
  preferGetMethod: false,
  fetch: send,
});

/** It has not left this machine. */
class NotSent extends Error {}

async function send(url: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  let left = false;
  try {
    const now = standing.get();
    const token = now.is === 'in' ? await now.session.token() : null;
    if (!token) {
      sessionOver();
      throw new Error('signed out');
    }
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${token}`);
    if (!headers.has('accept-language')) headers.set('accept-language', language.get());
    const stated = purpose.get();
    if (stated) headers.set('purpose-of-use', stated);
    if (!navigator.onLine) throw new Error('offline');
    left = true;
    const answer = await fetch(url, {
      ...init,
      headers,
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    heard(answer);
    if (answer.status === 401) sessionOver();
    return answer;
  } catch (error) {
    lost();
    throw left ? error : new NotSent();
  }
}

type Document<T, V> = TypedDocumentNode<T, V>;

const persisted = new WeakMap<object, DocumentNode>();

/** The document as the hub knows it: by the hash of its file, which is all of it that the browser has. */
function byHash<T, V>(document: Document<T, V>): Document<T, V> {
  let known = persisted.get(document);
  if (!known) {
    const { documentId } = (document as unknown as { __meta__: { documentId: string } }).__meta__;
    known = { kind: 'Document', definitions: [], documentId } as unknown as DocumentNode;
    persisted.set(document, known);
  }
  return known as Document<T, V>;
}

let asked = 0;

/**
 * Each question is one of its own: what was asked before something was done, and has no answer yet, is no answer to what is asked after it. (By its key the client
 * would give the same answer to both.)
 * @param spoken in which language names are to come, when it is not that of the page
 */
export const ask = <T, V extends Record<string, unknown>>(
  document: Document<T, V>,
  variables: V,
  spoken?: Language,
): Promise<Answer<T>> =>
  client
    .executeQuery<T, V>(
      { ...createRequest(byHash(document), variables), key: --asked },
      spoken ? { fetchOptions: { headers: { 'accept-language': spoken } } } : undefined,
    )
    .toPromise()
    .then(answerOf);

export const tell = <T, V extends Record<string, unknown>>(
  document: Document<T, V>,
  variables: V,
): Promise<Answer<T>> =>
  client
    .mutation(byHash(document), variables)
    .toPromise()
    .then((result) => {
      const { error } = result;
      const refused = (error?.response?.status ?? 200) >= 300;
      // a question is asked again without a thought; of this it matters
      const lostAfter = error?.networkError && !refused && !(error.networkError instanceof NotSent);
      return lostAfter ? { fault: 'not-known' } : answerOf(result);
    });

type Result<T> = Pick<OperationResult<T>, 'data' | 'error'>;

const BY_STATUS: Readonly<Record<number, Fault>> = { 403: 'not-yours', 429: 'too-much' };
const BY_CODE: Readonly<Record<string, Fault>> = {
  PURPOSE_NOT_PERMITTED: 'not-yours',
  PURPOSE_REQUIRED: 'not-yours',
  FORBIDDEN: 'not-yours',
  RATE_LIMITED: 'too-much',
};

/** What another part of the hub adds to an answer, which is as good without it when that part does not answer. */
const ADDED = 'callBack';

function answerOf<T>({ data, error }: Result<T>): Answer<T> {
  const faults = error?.graphQLErrors ?? [];
  if (data && (!error || (faults.length > 0 && faults.every(({ path }) => path?.includes(ADDED))))) return { data };
  const status = error?.response?.status;
  if (error?.networkError && status === undefined) return { fault: 'no-connection' };
  const code = error?.graphQLErrors[0]?.extensions?.code;
  return { fault: BY_CODE[String(code)] ?? BY_STATUS[status ?? 0] ?? 'not-now' };
}
