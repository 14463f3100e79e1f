import { type ExamWaitState, ExamWaitsDocument } from '../../generated/graphql';
import { useLive, useLiveList } from '../hub/live';

const OPEN = { first: 100, states: ['WAITING', 'OFFERED'] as ExamWaitState[] };

/** Who waits for a time, what is offered now first, and of those who wait no more as many as are asked for. */
export function useQueue(over: { readonly first: number; readonly states: ExamWaitState[] }) {
  const { data, fault, ...waiting } = useLiveList(ExamWaitsDocument, OPEN);
  const ended = useLive(ExamWaitsDocument, over);
  return {
    waits: data && [...data].sort((a, b) => (a.offeredUntil ?? '~').localeCompare(b.offeredUntil ?? '~')),
    ended: ended.data?.examWaits.edges.map(({ node }) => node),
    /** Whether there are more of those who wait no more */
    more: ended.data?.examWaits.pageInfo.hasNextPage ?? false,
    fault: fault ?? ended.fault,
    reload: async () => void (await Promise.all([waiting.reload(), ended.reload()])),
  };
}
