import type { TypedDocumentNode } from '@urql/core';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { useLanguage } from '../language/language';
import { useStore } from '../store';
import { type Answer, ask, type Fault } from './client';
import { happened, told } from './events';

/** How often is asked: for what no event tells, when nothing tells of events, and after something did not work. */
const EVERY_MS = { told: 60_000, untold: 15_000, failed: 5_000 };

/** How often, beside when something has happened, for what is about people: each look is in their access logs, and they read them. */
export const OF_PEOPLE_MS = 5 * 60_000;

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
export const useLive = <T, V extends Variables>(
  document_: TypedDocumentNode<T, V>,
  variables: V | null,
  toldEveryMs?: number,
): Live<T> => useAsked(document_, variables, ask, toldEveryMs);

/** Of a list, all of it: what runs out first may be on its last page. */
export const useLiveList = <T extends Readonly<Record<string, Page<N>>>, V extends Variables, N>(
  document_: TypedDocumentNode<T, V>,
  variables: V,
  toldEveryMs?: number,
): Live<readonly NodeOf<T>[]> => useAsked(document_, variables, allPages, toldEveryMs) as Live<readonly NodeOf<T>[]>;

type Variables = Record<string, unknown>;

interface Page<N> {
  readonly edges: readonly { readonly node: N }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
}

type NodeOf<T extends Readonly<Record<string, Page<unknown>>>> = T[keyof T]['edges'][number]['node'];

/** A list that is longer than this many pages is not read on a screen. */
const MOST_PAGES = 30;

async function allPages<T, V extends Variables>(
  document_: TypedDocumentNode<T, V>,
  variables: V,
): Promise<Answer<readonly unknown[]>> {
  const nodes: unknown[] = [];
  let after: string | null | undefined = null;
  for (let i = 0; i < MOST_PAGES; i++) {
    const answer: Answer<T> = await ask(document_, { ...variables, after });
    if ('fault' in answer) return answer;
    const [{ edges, pageInfo }] = Object.values(answer.data as object) as [Page<unknown>];
    nodes.push(...edges.map(({ node }) => node));
    if (!pageInfo.hasNextPage) break;
    after = pageInfo.endCursor;
  }
  return { data: nodes };
}

/** By a way of asking of its own, which stays the same function. */
export function useAsked<T, V extends Variables, A>(
  document_: TypedDocumentNode<T, V>,
  variables: V | null,
  asks: (document_: TypedDocumentNode<T, V>, variables: V) => Promise<Answer<A>>,
  toldEveryMs: number = EVERY_MS.told,
): Live<A> {
  const spoken = useLanguage();
  const key = JSON.stringify(variables);
  const [state, setState] = useState<{ key: string; data?: A; fault?: Fault }>({ key });
  const turn = useRef(0);
  const asking = useRef<'no' | 'yes' | 'once more'>('no');

  // biome-ignore lint/correctness/useExhaustiveDependencies: names are in the caller's language, so another language is another question
  const reload = useCallback(async () => {
    const wanted = JSON.parse(key) as V | null;
    if (!wanted) return;
    const mine = ++turn.current;
    const answer = await asks(document_, wanted);
    // a later question has been asked meanwhile
    if (mine !== turn.current) return;
    setState((before) =>
      'data' in answer
        ? { key, data: answer.data }
        : { key, data: before.key === key ? before.data : undefined, fault: answer.fault },
    );
  }, [document_, key, spoken, asks]);

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
  const every = fault ? EVERY_MS.failed : listening ? toldEveryMs : EVERY_MS.untold;
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void reload();
    }, every);
    return () => clearInterval(timer);
  }, [reload, every]);

  return { data: state.key === key ? state.data : undefined, fault, reload };
}
