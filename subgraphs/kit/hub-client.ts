import { hubError } from './errors.js';
import { before } from './http/deadline.js';
import type { Caller } from './requester.js';

/** An operation that another subgraph offers to subgraphs: its schema's field with `@Access({ subgraphs })`. */
export interface HubOperation<Variables extends object, Data> {
  readonly subgraph: string;
  /** Name of the root field, e.g. `consentCoverage` */
  readonly operation: string;
  readonly document: string;
  /** Phantom types of what goes in and comes out */
  readonly shape?: (variables: Variables) => Data;
}

export interface HubRequest {
  readonly document: string;
  readonly variables: Record<string, unknown>;
  readonly operationName?: string | null;
  readonly caller: Caller;
}

export interface HubResponse {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly unknown[];
}

/** How a call reaches a subgraph: in this process, or over HTTP. */
export interface HubTransport {
  call(subgraph: string, request: HubRequest): Promise<HubResponse>;
}

/**
 * Calls between subgraphs. The requester stays the person who asked; this subgraph is named as the one that acts for that person. Only the
 * operations listed in the subgraph's definition can be called.
 */
export class HubClient {
  constructor(
    private readonly self: string,
    private readonly allowed: readonly string[],
    private readonly transport: HubTransport,
  ) {}

  /** @throws UNAVAILABLE when the other subgraph fails or does not answer before the caller's deadline */
  async call<V extends object, D>(operation: HubOperation<V, D>, variables: V, caller: Caller): Promise<D> {
    const name = `${operation.subgraph}.${operation.operation}`;
    if (!this.allowed.includes(name))
      throw new Error(`${this.self} may not call ${name}: it is not in its definition.`);
    const acted: Caller = { ...caller, actor: this.self };
    try {
      const answer = this.transport.call(operation.subgraph, {
        document: operation.document,
        variables: variables as Record<string, unknown>,
        caller: acted,
      });
      const { data, errors } = await before(caller.deadline, answer);
      if (errors?.length || !data) throw hubError('UNAVAILABLE');
      return data[operation.operation] as D;
    } catch {
      throw hubError('UNAVAILABLE');
    }
  }
}
