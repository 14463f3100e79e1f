import { expect } from '@jest/globals';
import { isMoreUrgent } from '../appointment/urgency.js';
import { type Move, makeRoomFor, type Party, type Place } from '../waiting-list/rearrange.js';
import type { ScarceCase } from './scarcity.js';

type Slot = Place & { readonly slot: number };

/** When a holder confirms: it decides who may still be moved. */
export type Confirming =
  | 'LATER'
  | 'AT_ONCE_AND_AGREES'
  | 'EITHER'
  | 'HALF_AND_NOBODY_AGREES'
  | 'AT_ONCE_AND_NOBODY_AGREES';

export interface Booked {
  readonly served: ReadonlyMap<number, number>;
  readonly moves: number;
}

/** Books a case; checks at each step that nobody is moved out of her window or without agreement. */
export function book(scarce: ScarceCase, confirming: Confirming): Booked {
  const places = scarce.slots.map(
    ({ examiner, startsAt, endsAt }, slot): Slot => ({ examiner: String(examiner), from: startsAt, to: endsAt, slot }),
  );
  const at = new Map<number, number>();
  let moves = 0;
  const confirmed = (i: number) => {
    if (confirming === 'LATER') return false;
    return confirming.startsWith('AT_ONCE') || i % 2 === 0;
  };
  const movable = (i: number) => !confirmed(i) || confirming === 'AT_ONCE_AND_AGREES' || confirming === 'EITHER';
  const party = (i: number, gone: ReadonlySet<number>): Party<Slot> => {
    const now = at.get(i);
    const current = now === undefined ? null : places[now]!;
    const near = (a: Slot, b: Slot) =>
      current ? distance(a, current) - distance(b, current) : a.from.getTime() - b.from.getTime();
    const options = places.filter(({ slot }) => scarce.fits[i]![slot] && !gone.has(slot)).sort(near);
    const { priority, medicalNeed } = scarce.requests[i]!;
    return { id: String(i), priority, medicalNeed, confirmed: confirmed(i), at: current, options };
  };
  for (const newcomer of scarce.requests.keys()) {
    const standing = [...at.keys()].filter((i) => !movable(i));
    const gone = new Set(standing.map((i) => at.get(i)!));
    const others = [...at.keys()].filter(movable).map((i) => party(i, gone));
    const plan: readonly Move<Slot>[] = makeRoomFor(party(newcomer, gone), others) ?? [];
    for (const { party: moved } of plan) at.delete(Number(moved.id));
    for (const { party: moved, to } of plan) {
      const i = Number(moved.id);
      expect(moved.at === null || movable(i)).toBe(true);
      if (!to) {
        // who gives way is less urgent, and never in medical need
        expect(scarce.requests[i]!.medicalNeed).toBe(false);
        continue;
      }
      expect(scarce.fits[i]![to.slot]).toBe(true);
      // nobody waits longer for the sake of somebody less urgent
      if (moved.at && isMoreUrgent(moved.priority, scarce.requests[newcomer]!.priority))
        expect(to.from.getTime()).toBeLessThanOrEqual(moved.at.from.getTime());
      expect([...at.values()]).not.toContain(to.slot);
      at.set(i, to.slot);
    }
    moves += Math.max(0, plan.length - 1);
  }
  return { served: at, moves };
}

const distance = (a: Slot, b: Slot) => Math.abs(a.from.getTime() - b.from.getTime());
