import { operation } from '../operations.js';
import type { ImportedOrganization, ImportedShelter, ImportResult } from './hub-input.js';

/** What the hub said to one batch. */
export type BatchAnswer =
  | { readonly kind: 'RESULTS'; readonly results: readonly ImportResult[] }
  /** The batch was refused as a whole and nothing of it was done. `field` is a path such as input, organizations, 3, name. */
  | {
      readonly kind: 'REFUSED';
      readonly errors: readonly { readonly field: readonly string[]; readonly message: string }[];
    }
  /** The hub failed at it. Rows of the batch may be there: both imports find again what they stored. */
  | { readonly kind: 'FAULT'; readonly message: string };

/** The hub cannot be reached, or lets this caller do nothing. Nothing that follows can be imported. */
export class HubUnavailable extends Error {
  override readonly name = 'HubUnavailable';
}

export interface HubOptions {
  /** Of the GraphQL endpoint. */
  readonly url: string;
  /** Gives an access token; asked again when the hub no longer takes the last one. */
  readonly token: () => Promise<string>;
  /** Before a second and third try, in ms; shortened by tests. */
  readonly pauseMs?: number;
}

interface Answer {
  readonly data?: {
    answer: {
      results: ImportResult[] | null;
      userErrors: { code: string; message: string; field: string[] | null }[];
    } | null;
  } | null;
  readonly errors?: readonly { readonly message?: string; readonly extensions?: { readonly code?: string } }[];
}

const TRIES = 3;
const TIMEOUT_MS = 60_000;
/** The same batch may well pass when it is sent again: both imports are idempotent. */
const PASSING = new Set(['DEADLINE_EXCEEDED', 'UNAVAILABLE']);

/** The hub's two imports over HTTP. */
export class Hub {
  /** How often a batch was sent and no result came back: rows that the hub stored all the same are found unchanged the next time. */
  unanswered = 0;
  private token: string | undefined;

  constructor(private readonly options: HubOptions) {}

  organizations(source: string, organizations: readonly ImportedOrganization[]): Promise<BatchAnswer> {
    return this.send(operation('OrganizationImport'), { source, organizations });
  }

  shelters(source: string, shelters: readonly ImportedShelter[]): Promise<BatchAnswer> {
    return this.send(operation('ShelterImport'), { source, shelters });
  }

  private async send(query: string, input: object): Promise<BatchAnswer> {
    let last = '';
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, (this.options.pauseMs ?? 1_000) * attempt));
      const answer = await this.post(query, input);
      if (typeof answer === 'string') {
        last = answer;
        this.unanswered += 1;
        continue;
      }
      const code = answer.errors?.[0]?.extensions?.code;
      if (code === 'UNAUTHENTICATED' && attempt + 1 < TRIES) {
        this.token = undefined;
        continue;
      }
      if (code === 'UNAUTHENTICATED' || code === 'FORBIDDEN')
        throw new HubUnavailable(`The hub refused: ${refusal(code)}`);
      const said = verdict(answer);
      if (said.kind === 'FAULT') this.unanswered += 1;
      if (code && PASSING.has(code) && attempt + 1 < TRIES) continue;
      return said;
    }
    throw new HubUnavailable(`The hub at ${this.options.url} ${last}. Is it running (npm start)?`);
  }

  /** The answer, or why there was none, in words. */
  private async post(query: string, input: object): Promise<Answer | string> {
    this.token ??= await this.options.token().catch((error: Error) => {
      throw new HubUnavailable(error.message);
    });
    try {
      const response = await fetch(this.options.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${this.token}` },
        body: JSON.stringify({ query, variables: { input } }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const body = (await response.json().catch(() => null)) as Answer | null;
      if (body && typeof body === 'object' && ('data' in body || 'errors' in body)) return body;
      return `answered with HTTP ${response.status} and no GraphQL`;
    } catch (error) {
      return (error as Error).name === 'TimeoutError'
        ? `did not answer within ${TIMEOUT_MS / 1_000} s`
        : 'cannot be reached';
    }
  }
}

function refusal(code: string): string {
  return code === 'FORBIDDEN'
    ? 'only an administrator of the agency that operates the hub may import.'
    : 'the access token is not valid. Give another by --token or DEREU_TOKEN.';
}

function verdict({ data, errors }: Answer): BatchAnswer {
  const answer = data?.answer;
  const refused = answer?.userErrors ?? [];
  const forbidden = refused.find(({ code }) => code === 'NOT_PERMITTED');
  if (forbidden) throw new HubUnavailable(`The hub refused: ${forbidden.message}`);
  if (refused.length > 0)
    return { kind: 'REFUSED', errors: refused.map(({ field, message }) => ({ field: field ?? [], message })) };
  if (answer?.results) return { kind: 'RESULTS', results: answer.results };
  const error = errors?.[0];
  if (error?.extensions?.code === 'GRAPHQL_VALIDATION_FAILED') {
    throw new HubUnavailable('This hub does not offer the import as this version knows it.');
  }
  const message = `The hub answered ${error?.extensions?.code ?? 'nothing'}: ${error?.message ?? 'no reason was given'}`;
  // the form of the request: a text that is no GraphQL string, a body that is too large
  if (error?.extensions?.code === 'BAD_USER_INPUT') return { kind: 'REFUSED', errors: [{ field: [], message }] };
  return { kind: 'FAULT', message };
}
