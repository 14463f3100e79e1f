/** One request, and the only answer to it that counts. */
export interface Exchange {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The JSON text of the answer; white space at its end does not count */
  readonly expected: string;
  /** Where two answers are right, the other one */
  readonly orElse?: string;
}

/** Asks once for everything that is going to be timed. @throws at the first answer that is not exactly the expected one */
export async function verifyAnswers(contender: string, origin: string, exchanges: readonly Exchange[]): Promise<void> {
  for (const { method, path, headers, body, expected, orElse } of exchanges) {
    const response = await fetch(origin + path, { method, headers: { ...headers }, ...(body && { body }) });
    const answer = (await response.text()).trimEnd();
    if (response.status !== 200 || (answer !== expected && answer !== orElse))
      throw new Error(`${contender} answers ${response.status} ${answer}\ninstead of ${expected}`);
  }
}
