import type { TypedDocumentNode } from '@urql/core';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { useLanguage } from '../language/language';
import { ask, type Fault } from './client';

const EVERY_MS = 15_000;
const AGAIN_MS = 5_000;

export interface Live<T> {
  /** The last that the hub has answered; kept while it cannot be reached */
  readonly data: T | undefined;
  readonly fault: Fault | undefined;
  readonly reload: () => Promise<void>;
}

/**
 * What the hub says now, asked again while the page is looked at, at once when it is looked at again, and in another language when that is chosen.
 */
export function useLive<T, V extends Record<string, unknown>>(
  document_: TypedDocumentNode<T, V>,
  variables: V | null,
): Live<T> {
  const spoken = useLanguage();
  const key = JSON.stringify(variables);
  const [state, setState] = useState<{ key: string; data?: T; fault?: Fault }>({ key });
  const turn = useRef(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: names are in the caller's language, so another language is another question
  const reload = useCallback(async () => {
    const wanted = JSON.parse(key) as V | null;
    if (!wanted) return;
    const mine = ++turn.current;
    const answer = await ask(document_, wanted);
    // a later question has been asked meanwhile
    if (mine !== turn.current) return;
    setState((before) =>
      'data' in answer
        ? { key, data: answer.data }
        : { key, data: before.key === key ? before.data : undefined, fault: answer.fault },
    );
  }, [document_, key, spoken]);

  const { fault } = state;
  useEffect(() => {
    void reload();
    const seen = () => {
      if (document.visibilityState === 'visible') void reload();
    };
    document.addEventListener('visibilitychange', seen);
    addEventListener('online', seen);
    return () => {
      turn.current++;
      document.removeEventListener('visibilitychange', seen);
      removeEventListener('online', seen);
    };
  }, [reload]);
  useEffect(() => {
    const timer = setInterval(
      () => {
        if (document.visibilityState === 'visible') void reload();
      },
      fault ? AGAIN_MS : EVERY_MS,
    );
    return () => clearInterval(timer);
  }, [reload, fault]);

  return { data: state.key === key ? state.data : undefined, fault, reload };
}
