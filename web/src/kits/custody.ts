import type { CustodyAction, EvidenceKitByNumberQuery, EvidenceKitState } from '../../generated/graphql';
import type { NodeOf } from '../hub/live';

export type Kit = NodeOf<EvidenceKitByNumberQuery['evidenceKits']>;

/** What follows on a state; the hub decides, this only spares who stands there what it would refuse. */
const NEXT: Readonly<Record<EvidenceKitState, readonly CustodyAction[]>> = {
  OPENED: ['SEAL'],
  SEALED: ['STORE', 'HAND_OVER', 'DESTROY'],
  HANDED_OVER: ['RECEIVE'],
  RECEIVED: ['STORE', 'ANALYSE', 'HAND_OVER', 'RETURN', 'DESTROY'],
  STORED: ['HAND_OVER', 'ANALYSE', 'RETURN', 'DESTROY'],
  ANALYSED: ['STORE', 'HAND_OVER', 'RETURN', 'DESTROY'],
  RETURNED: ['RECEIVE'],
  DESTROYED: [],
};

export const nextFor = ({ state, holder, awaitedBy }: Kit, agency: string): readonly CustodyAction[] =>
  agency === (awaitedBy ?? holder) ? NEXT[state] : [];

/** Who stands beside whoever takes the step; nobody who receives names who gave it: the chain knows. */
export const secondOf = (action: CustodyAction): 'witness' | 'recipient' | null =>
  action === 'RECEIVE' ? null : action === 'HAND_OVER' || action === 'RETURN' ? 'recipient' : 'witness';

export const isNewSeal = (action: CustodyAction): boolean => action === 'SEAL' || action === 'ANALYSE';
