import type { TypedDocumentNode } from '@urql/core';
import { useEffect, useState } from 'preact/hooks';
import { type Language, useLanguage } from '../language/language';
import { useStore } from '../store';
import { ask, type Fault } from './client';
import { connection } from './connection';

interface Once<T> {
  readonly data: T | undefined;
  readonly fault: Fault | undefined;
}

/** What does not change while somebody works, such as the names of regions: asked once, again in another language, and when the hub is back. */
export function useOnce<T, V extends Record<string, unknown>>(
  document: TypedDocumentNode<T, V>,
  variables: V | null,
  spoken?: Language,
): Once<T> {
  const page = useLanguage();
  const { up } = useStore(connection);
  const key = JSON.stringify([variables, spoken ?? page]);
  const [state, setState] = useState<{ key: string; data?: T; fault?: Fault }>({ key: '' });
  const here = state.key === key && state.data !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `up` is what it waits for, after a fault
  useEffect(() => {
    if (here || !variables) return;
    let wanted = true;
    ask(document, variables, spoken).then((answer) => {
      if (!wanted) return;
      setState('data' in answer ? { key, data: answer.data } : { key, fault: answer.fault });
    });
    return () => {
      wanted = false;
    };
  }, [document, key, here, up]);
  return { data: here ? state.data : undefined, fault: state.key === key ? state.fault : undefined };
}
