import type { TypedDocumentNode } from '@urql/core';
import { useEffect, useState } from 'preact/hooks';
import { ask, type Fault } from './client';
import { fallsBehind } from './connection';
import type { Variables } from './live';

export interface Look<T> {
  readonly data: T | undefined;
  readonly fault: Fault | undefined;
  readonly busy: boolean;
  readonly again: () => void;
}

/**
 * A look at somebody's record, asked for once when it is opened: the hub may have logged it also where its answer was lost, and she reads that log. It is
 * asked again only when somebody presses.
 */
export function useLook<T, V extends Variables>(document: TypedDocumentNode<T, V>, variables: V | null): Look<T> {
  const [turn, press] = useState(0);
  const [{ data, fault, of }, set] = useState<{ data?: T; fault?: Fault; of: number }>({ of: -1 });
  const busy = of !== turn;
  const may = variables !== null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: of whoever was meant when it was opened
  useEffect(() => {
    if (!variables) return;
    let wanted = true;
    void ask(document, variables).then((answer) => {
      if (wanted) set({ ...answer, of: turn });
    });
    return () => {
      wanted = false;
    };
  }, [turn, may]);
  useEffect(() => (fault ? fallsBehind() : undefined), [fault]);
  return {
    data,
    fault,
    busy,
    again: () => {
      if (!busy) press(turn + 1);
    },
  };
}
