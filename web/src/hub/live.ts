import type { TypedDocumentNode } from '@urql/core';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { useLanguage } from '../language/language';
import { useStore } from '../store';
import { type Answer, ask, type Fault } from './client';
import { fallsBehind } from './connection';
import { happened, told } from './events';

/**
 * How often is asked: beside when something has happened, when nothing tells of events, and after something did not work. What is asked is about people
 * unless it is said not to be: each look is in their access logs, which they read, and in which one look more than needed hides another.
 */
export const EVERY_MS = { told: 5 * 60_000, untold: 15_000, failed: 5_000 };

/** How often for what is about nobody and told by no event; and the most often for what is about people while nothing tells of events. */
export const EACH_MINUTE_MS = 60_000;

export interface Live<T> {
  /** The last that the hub has answered; kept while it cannot be reached */
  readonly data: T | undefined;
  readonly fault: Fault | undefined;
  readonly reload: () => Promise<void>;
}

/**
 * What the hub says now, asked again while the page is looked at: when something has happened, when it is looked at again, and in another language when
 * that is chosen.
 */
export const useLive = <T, V extends Variables>(
  document_: TypedDocumentNode<T, V>,
  variables: V | null,
  toldEveryMs?: number,
): Live<T> => useAsked(document_, variables, ask, toldEveryMs);

/** Of a list, all of it: what runs out first may be on its last page; or its first page, where each look at a row more is one too many. */
export const useLiveList = <T extends Readonly<Record<string, Page<N>>>, V extends Variables, N>(
  document_: TypedDocumentNode<T, V>,
  variables: V | null,
  toldEveryMs?: number,
  most: 'all' | 'first' = 'all',
): Live<readonly NodeOf<T[keyof T]>[]> =>
  useAsked(document_, variables, most === 'all' ? allPages : firstPage, toldEveryMs) as Live<
    readonly NodeOf<T[keyof T]>[]
  >;

export type Variables = Record<string, unknown>;

export interface Page<N> {
  readonly edges: readonly { readonly node: N }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
}

/** What a list is of. */
export type NodeOf<P extends Pick<Page<unknown>, 'edges'>> = P['edges'][number]['node'];

const pages =
  (most: number) =>
  async <T, V extends Variables>(
    document_: TypedDocumentNode<T, V>,
    variables: V,
  ): Promise<Answer<readonly unknown[]>> => {
    const nodes: unknown[] = [];
    let after: string | null | undefined = null;
    for (let i = 0; i < most; i++) {
      const answer: Answer<T> = await ask(document_, { ...variables, after });
      if ('fault' in answer) return answer;
      const [{ edges, pageInfo }] = Object.values(answer.data as object) as [Page<unknown>];
      nodes.push(...edges.map(({ node }) => node));
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    return { data: nodes };
  };

/** A list that is longer than this many pages is not read on a screen. */
export const allPages = pages(30);
const firstPage = pages(1);

/** By a way of asking of its own, which stays the same function. */
export function useAsked<T, V extends Variables, A>(
  document_: TypedDocumentNode<T, V>,
  variables: V | null,
  asks: (document_: TypedDocumentNode<T, V>, variables: V) => Promise<Answer<A>>,
  toldEveryMs: number = EVERY_MS.told,
): Live<A> {
  const spoken = useLanguage();
  const key = JSON.stringify(variables);
  const [state, setState] = useState<{ key: string; data?: A; at?: number; fault?: Fault }>({ key });
  const turn = useRef(0);
  const latest = useRef<Promise<void> | undefined>(undefined);
  const last = useRef<{ readonly event: number; readonly at: number } | null>(null);
  const ofPeople = toldEveryMs === EVERY_MS.told;

  // biome-ignore lint/correctness/useExhaustiveDependencies: names are in the caller's language, so another language is another question
  const reload = useCallback(() => {
    const wanted = JSON.parse(key) as V | null;
    const asked = async (): Promise<void> => {
      if (!wanted) return;
      const mine = ++turn.current;
      last.current = { event: happened.get(), at: Date.now() };
      const answer = await asks(document_, wanted);
      // a later question has been asked meanwhile: what that brings is what is awaited
      if (mine !== turn.current) return latest.current;
      if ('fault' in answer) last.current = null;
      setState((before) => {
        if ('data' in answer) return { key, data: answer.data, at: Date.now() };
        return before.key === key ? { ...before, fault: answer.fault } : { key, fault: answer.fault };
      });
    };
    latest.current = asked();
    return latest.current;
  }, [document_, key, spoken, asks]);

  const isNow = state.key === key;
  const fault = isNow ? state.fault : undefined;
  useEffect(() => (fault ? fallsBehind(state.at) : undefined), [fault, state.at]);
  const listening = useStore(told) === 'at-once';
  useEffect(() => {
    void reload();
    /** What is there is as good as another look, which would stand in people's access logs. */
    const fresh = () => {
      if (!ofPeople || !last.current) return false;
      const { event, at } = last.current;
      const age = Date.now() - at;
      return told.get() === 'at-once' ? event === happened.get() && age < toldEveryMs : age < EACH_MINUTE_MS;
    };
    const seen = () => {
      if (document.visibilityState === 'visible' && !fresh()) void reload();
    };
    document.addEventListener('visibilitychange', seen);
    addEventListener('online', seen);
    let asking: 'no' | 'yes' | 'once more' = 'no';
    // what happens while it is asked is asked for after that: where much happens, an answer still comes
    const deaf = happened.onChange(async () => {
      // where the stream is down, each attempt at it is a reason to ask
      if (document.visibilityState !== 'visible' || fresh()) return;
      if (asking !== 'no') asking = 'once more';
      else {
        do {
          asking = 'yes';
          await reload();
        } while ((asking as string) === 'once more');
        asking = 'no';
      }
    });
    return () => {
      turn.current++;
      latest.current = undefined;
      asking = 'no';
      deaf();
      document.removeEventListener('visibilitychange', seen);
      removeEventListener('online', seen);
    };
  }, [reload, ofPeople, toldEveryMs]);
  const untold = ofPeople ? EACH_MINUTE_MS : fault ? EVERY_MS.failed : EVERY_MS.untold;
  const every = listening ? (fault ? EVERY_MS.failed : toldEveryMs) : untold;
  // biome-ignore lint/correctness/useExhaustiveDependencies: from the last answer on
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void reload();
    }, every);
    return () => clearInterval(timer);
  }, [reload, every, state]);

  return { data: isNow ? state.data : undefined, fault, reload };
}
