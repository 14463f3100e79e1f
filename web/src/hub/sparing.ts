import type { TypedDocumentNode } from '@urql/core';
import { language } from '../language/language';
import { type Answer, ask } from './client';
import { happened, told } from './events';

/** Ms after which it is asked all the same: what runs out does so without anything happening. */
const AT_LEAST_EVERY_MS = 5 * 60_000;

interface Sparing<T, V> {
  readonly ask: (document: TypedDocumentNode<T, V>, variables: V) => Promise<Answer<T>>;
  /** Somebody has just done something: the next time it is asked */
  readonly forget: () => void;
}

/**
 * Asks anew only when something has happened: each look at a list of people is an entry in the access log of each of them, which they read. Where the
 * hub does not tell of events, it is asked each time.
 */
export function sparing<T, V extends Record<string, unknown>>(): Sparing<T, V> {
  let last:
    | { readonly key: string; readonly event: number; readonly at: number; readonly answer: Answer<T> }
    | undefined;
  return {
    async ask(document, variables) {
      const key = JSON.stringify([variables, language.get()]);
      const event = happened.get();
      const same = last?.key === key && last.event === event && Date.now() - last.at < AT_LEAST_EVERY_MS;
      if (last && same && 'data' in last.answer && told.get() === 'at-once') return last.answer;
      const answer = await ask(document, variables);
      last = { key, event, at: Date.now(), answer };
      return answer;
    },
    forget() {
      last = undefined;
    },
  };
}
