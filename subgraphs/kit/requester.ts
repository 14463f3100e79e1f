import type { AgencyKind, Language, Purpose, Role } from './vocabulary.js';

/** Who asks: made by the gateway from a verified token and the trust list, never from what a client says of itself. */
export interface Requester {
  readonly agency: string;
  readonly agencyKind: AgencyKind;
  /** Unit of the agency the staff member works for; null for staff of the whole agency. */
  readonly unit: string | null;
  readonly staff: string;
  readonly role: Role;
  /** Purpose of use; null when none was stated: then nothing personal is answered. */
  readonly purpose: Purpose | null;
  readonly language: Language;
}

/** One call of a subgraph: the person who asked, the part of the hub that acts for that person, and how long it may take. */
export interface Caller {
  /** Null only for the hub's own background work and for requests without a token. */
  readonly requester: Requester | null;
  /** The part of the hub that calls for itself or acts for the person (RFC 8693 `act`); null when the gateway hands on a person's request. */
  readonly actor: string | null;
  readonly requestId: string;
  /** Instant, in ms since the epoch, after which nobody waits for the answer. */
  readonly deadline: number;
  /** The assertion that this call came with, when it came from another process: handed on with the calls that it needs */
  readonly assertion?: string;
}

/** A requester who has stated a purpose. */
export type PurposefulRequester = Requester & { readonly purpose: Purpose };
