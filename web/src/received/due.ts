/** The answer that is awaited now, and by when. */
export const awaited = <R extends { readonly state: string }>(response: readonly R[]): R | undefined =>
  response.find(({ state }) => state === 'RUNNING' || state === 'OVERDUE');
