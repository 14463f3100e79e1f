import type { TypedDocumentNode } from '@urql/core';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Fault } from '../hub/client';
import { useOnce } from '../hub/once';
import type { Doing } from '../hub/step';
import { useSay } from '../language/language';
import { useFocusKept } from '../parts/focus';
import { Empty, Waiting } from '../parts/Status';
import { RECORDED } from './words';

export interface ListProps {
  /** IANA zone of the officer's agency */
  readonly zone: string;
  readonly doing: Doing;
}

interface Connection<N> {
  readonly edges: readonly { readonly node: N }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
}

interface Earlier<N> {
  readonly page: Connection<N> | undefined;
  readonly fault: Fault | undefined;
  readonly after: string | null;
  readonly turn: (after: string | null) => void;
}

/** Each that is shown is a look at somebody's record: a page is asked for once, and the next one when it is wanted. */
export function useEarlier<T, N>(
  document: TypedDocumentNode<T, { first: number; after?: string | null }>,
  of: (data: T) => Connection<N>,
): Earlier<N> {
  const [after, turn] = useState<string | null>(null);
  const { data, fault } = useOnce(document, { first: 10, after });
  return { page: data && of(data), fault, after, turn };
}

export function Page<N>({
  list: { page, fault, after, turn },
  doing,
  children,
}: {
  readonly list: Earlier<N>;
  readonly doing: Doing;
  readonly children: (node: N) => ComponentChildren;
}) {
  const say = useSay();
  const next = page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  useFocusKept(after, 'records');
  const way = (words: typeof RECORDED.earlier, to: string | null) => (
    <button
      key={to}
      type="button"
      class="govuk-button govuk-button--secondary"
      onClick={() => {
        doing.clear();
        turn(to);
      }}
    >
      {say(words)}
    </button>
  );
  return (
    <>
      {!page && <Waiting fault={fault} />}
      {page?.edges.length === 0 && <Empty>{say(RECORDED.none)}</Empty>}
      <ul class="desk-cards" id="records" tabIndex={-1}>
        {page?.edges.map(({ node }) => children(node))}
      </ul>
      <div class="desk-buttons">
        {after && way(RECORDED.newest, null)}
        {next && way(RECORDED.earlier, next)}
      </div>
    </>
  );
}
