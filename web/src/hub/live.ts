import type { TypedDocumentNode } from '@urql/core';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { useLanguage } from '../language/language';
import { useStore } from '../store';
import { ask, type Fault } from './client';
import { happened, told } from './events';

/** How often is asked: for what no event tells, when nothing tells of events, and after something did not work. */
const EVERY_MS = { told: 60_000, untold: 15_000, failed: 5_000 };

export interface Live<T> {
  /** The last that the hub has answered; kept while it cannot be reached */
  readonly data: T | undefined;
  readonly fault: Fault | undefined;
  readonly reload: () => Promise<void>;
}

/**
 * What the hub says now, asked again while the page is looked at: when something has happened, at once when it is looked at again, and in another
 * language when that is chosen.
 */
export function useLive<T, V extends Record<string, unknown>>(
  document_: TypedDocumentNode<T, V>,
  variables: V | null,
): Live<T> {
  const spoken = useLanguage();
  const key = JSON.stringify(variables);
  const [state, setState] = useState<{ key: string; data?: T; fault?: Fault }>({ key });
  const turn = useRef(0);
  const asking = useRef<'no' | 'yes' | 'once more'>('no');

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
  const listening = useStore(told) === 'at-once';
  useEffect(() => {
    void reload();
    const seen = () => {
      if (document.visibilityState === 'visible') void reload();
    };
    document.addEventListener('visibilitychange', seen);
    addEventListener('online', seen);
    // what happens while it is asked is asked for after that: where much happens, an answer still comes
    const deaf = happened.onChange(async () => {
      if (document.visibilityState !== 'visible') return;
      if (asking.current !== 'no') asking.current = 'once more';
      else {
        do {
          asking.current = 'yes';
          await reload();
        } while ((asking.current as string) === 'once more');
        asking.current = 'no';
      }
    });
    return () => {
      turn.current++;
      asking.current = 'no';
      deaf();
      document.removeEventListener('visibilitychange', seen);
      removeEventListener('online', seen);
    };
  }, [reload]);
  const every = EVERY_MS[fault ? 'failed' : listening ? 'told' : 'untold'];
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void reload();
    }, every);
    return () => clearInterval(timer);
  }, [reload, every]);

  return { data: state.key === key ? state.data : undefined, fault, reload };
}
