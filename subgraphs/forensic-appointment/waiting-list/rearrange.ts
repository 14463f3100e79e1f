import { isMoreUrgent } from '../appointment/urgency.js';
import { ExamPriority } from '../evidence-window/vocabulary.js';

/** Time of an examiner, buffers and travel included. */
export interface Place {
  readonly examiner: string;
  readonly from: Date;
  readonly to: Date;
}

/** Somebody who waits, or who has a place and may be moved. */
export interface Party<P extends Place> {
  readonly id: string;
  readonly medicalNeed: boolean;
  readonly priority: ExamPriority;
  /** Her holder has confirmed the place: she may have been told of it */
  readonly confirmed: boolean;
  /** Null: she waits */
  readonly at: P | null;
  /** Places within her own window that are free, or would be if everybody who may be moved were gone, the best first */
  readonly options: readonly P[];
}

/** Where somebody goes; null: she gives her place up. */
export interface Move<P extends Place> {
  readonly party: Party<P>;
  readonly to: P | null;
}

/** From the least urgent on: who gives way first */
const GIVING_WAY = [ExamPriority.ROUTINE, ExamPriority.URGENT, ExamPriority.ASAP, ExamPriority.STAT];

/**
 * A place for who waits, with the moves that make room for it, hers first; null when there is none. A free place before any move, and whoever is moved goes to
 * another place within her own window (an augmenting path, Berge 1957), so that nobody is served less than before; never to a later one for the sake of somebody
 * less urgent. In medical need she is given the soonest place that can be had so, though a later one is free.
 *
 * Only when that is impossible somebody less urgent gives her place up, the least urgent first: one that is not confirmed for whoever is more urgent, a
 * confirmed one for medical need alone. Medical need itself never gives way. A place in which more than one stand is passed over.
 */
export function makeRoomFor<P extends Place>(newcomer: Party<P>, all: readonly Party<P>[]): readonly Move<P>[] | null {
  const others = all.map((other) => unharmed(other, newcomer));
  const tries = newcomer.medicalNeed
    ? newcomer.options.map((option) => ({ ...newcomer, options: [option] }))
    : [newcomer];
  for (const hers of tries) {
    const moves = augment(hers, others, () => false);
    if (moves) return moves;
  }
  for (const priority of GIVING_WAY) {
    const moves = augment(newcomer, others, (other) => other.priority === priority && givesWay(other, newcomer));
    if (moves) return moves;
  }
  return null;
}

/** With the places to which she may be moved for this newcomer. */
function unharmed<P extends Place>(other: Party<P>, newcomer: Party<P>): Party<P> {
  const { at, options, priority } = other;
  if (!at || !isMoreUrgent(priority, newcomer.priority)) return other;
  return { ...other, options: options.filter(({ from }) => from <= at.from) };
}

function givesWay<P extends Place>(other: Party<P>, { medicalNeed, priority }: Party<P>): boolean {
  if (other.medicalNeed) return false;
  if (medicalNeed) return true;
  return !other.confirmed && isMoreUrgent(priority, other.priority);
}

function augment<P extends Place>(
  newcomer: Party<P>,
  others: readonly Party<P>[],
  mayGiveUp: (other: Party<P>) => boolean,
): readonly Move<P>[] | null {
  const seen = new Set<Party<P>>();
  const place = (party: Party<P>, path: readonly Move<P>[]): readonly Move<P>[] | null => {
    const leaving = new Set([party, ...path.map((move) => move.party)]);
    const open = party.options.filter((option) => !path.some(({ to }) => to && overlap(to, option)));
    const inTheWay = open.map((option) => others.filter((other) => !leaving.has(other) && overlap(other.at, option)));
    const free = open.find((_, i) => inTheWay[i]!.length === 0);
    if (free) return [...path, { party, to: free }];
    const given = inTheWay.findIndex((those) => those.length === 1 && mayGiveUp(those[0]!));
    if (given >= 0) return [...path, { party, to: open[given]! }, { party: inTheWay[given]![0]!, to: null }];
    for (const [i, option] of open.entries()) {
      const [other, ...more] = inTheWay[i]!;
      if (!other || more.length > 0 || seen.has(other)) continue;
      seen.add(other);
      const moves = place(other, [...path, { party, to: option }]);
      if (moves) return moves;
    }
    return null;
  };
  return place(newcomer, []);
}

const overlap = (one: Place | null, other: Place): boolean =>
  one !== null && one.examiner === other.examiner && one.from < other.to && other.from < one.to;
