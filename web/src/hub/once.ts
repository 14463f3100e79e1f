import type { TypedDocumentNode } from '@urql/core';
import { useEffect, useState } from 'preact/hooks';
import { type Language, useLanguage } from '../language/language';
import { type Answer, ask, type Fault } from './client';
import { fallsBehind } from './connection';
import { allPages, EVERY_MS, type NodeOf, type Page, type Variables } from './live';

interface Once<T> {
  readonly data: T | undefined;
  readonly fault: Fault | undefined;
}

/** What does not change while somebody works, such as the names of regions: asked until it is answered, and again in another language. */
export const useOnce = <T, V extends Variables>(
  document: TypedDocumentNode<T, V>,
  variables: V | null,
  spoken?: Language,
): Once<T> => useAskedOnce(document, variables, ask, spoken);

/** Of a list, all of it. */
export const useOnceList = <T extends Readonly<Record<string, Page<N>>>, V extends Variables, N>(
  document: TypedDocumentNode<T, V>,
  variables: V | null,
): Once<readonly NodeOf<T[keyof T]>[]> =>
  useAskedOnce(document, variables, allPages) as Once<readonly NodeOf<T[keyof T]>[]>;

function useAskedOnce<T, V extends Variables, A>(
  document: TypedDocumentNode<T, V>,
  variables: V | null,
  asks: (document: TypedDocumentNode<T, V>, variables: V, spoken?: Language) => Promise<Answer<A>>,
  spoken?: Language,
): Once<A> {
  const page = useLanguage();
  const key = JSON.stringify([variables, spoken ?? page]);
  const [state, setState] = useState<{ key: string; data?: A; fault?: Fault }>({ key: '' });
  const isNow = state.key === key;
  const here = isNow && state.data !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is of what is asked, and in which language
  useEffect(() => {
    if (here || !variables) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let wanted = true;
    const once = async () => {
      const answer = await asks(document, variables, spoken);
      if (!wanted) return;
      setState('data' in answer ? { key, data: answer.data } : { key, fault: answer.fault });
      if ('fault' in answer) timer = setTimeout(once, EVERY_MS.failed);
    };
    void once();
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [document, key, here]);
  const fault = isNow ? state.fault : undefined;
  useEffect(() => (fault ? fallsBehind() : undefined), [fault]);
  return { data: here ? state.data : undefined, fault };
}
