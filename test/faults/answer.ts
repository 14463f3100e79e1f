/** What an answer was: a payload, the code of a refusal, or nothing that says what has happened. */
export type Answered =
  // biome-ignore lint/suspicious/noExplicitAny: a payload of whatever mutation
  { readonly kind: 'DONE'; readonly payload: any } | { readonly kind: 'REFUSED' | 'UNKNOWN'; readonly code: string };

/** Sends a mutation, as somebody. */
export type Ask = (mutation: string, input: object) => Promise<Answered>;

export interface Told {
  readonly data?: { readonly told: { readonly userErrors: readonly { readonly code: string }[] } | null } | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/** What a process said; an error without a code of the closed set goes by its own words, which the gateway would mask as INTERNAL. */
export function answeredBy({ data, errors }: Told): Answered {
  const [error] = errors ?? [];
  if (error || !data?.told) return { kind: 'UNKNOWN', code: error?.extensions?.code ?? error?.message ?? 'NOTHING' };
  const [refusal] = data.told.userErrors;
  return refusal ? { kind: 'REFUSED', code: refusal.code } : { kind: 'DONE', payload: data.told };
}

/** There was no answer: what the transport says of it. */
export const UNKNOWN_AT = (error: {
  readonly message: string;
  readonly extensions?: { readonly code?: string };
}): Answered => ({
  kind: 'UNKNOWN',
  code: error.extensions?.code ?? error.message,
});
