import type { ShelterUnitKind, ShelterUnitsTonightQuery } from '../../generated/graphql';

export type Unit = ShelterUnitsTonightQuery['shelterUnits'][number];

/** What a house has of one kind tonight. */
export interface KindCount {
  readonly kind: ShelterUnitKind;
  readonly total: number;
  readonly occupied: number;
  readonly held: number;
  readonly free: number;
  readonly units: readonly Unit[];
}

const sum = (units: readonly Unit[], of: (unit: Unit) => number) => units.reduce((n, unit) => n + of(unit), 0);

export function byKind(units: readonly Unit[]): KindCount[] {
  return [...new Set(units.map(({ kind }) => kind))].map((kind) => {
    const own = units.filter((unit) => unit.kind === kind);
    return {
      kind,
      total: sum(own, (u) => u.total),
      occupied: sum(own, (u) => u.occupied),
      held: sum(own, (u) => u.held),
      free: sum(own, (u) => u.available),
      units: own,
    };
  });
}

/** A bed that goes out of use or comes back. */
interface BedChange {
  readonly unitId: string;
  readonly number: number;
  readonly inService: boolean;
}

/**
 * The beds with which the free ones of a kind become `by` more (or fewer): those out of use are put back, or beds of units with free ones are taken
 * out, the highest number first. Null when there are not so many.
 */
export function bedChanges({ units }: KindCount, by: number): BedChange[] | null {
  const inService = by > 0;
  const changes: BedChange[] = [];
  for (const unit of units) {
    const beds = unit.beds.filter((bed) => bed.inService !== inService).map(({ number }) => number);
    beds.sort((a, b) => (inService ? a - b : b - a));
    const most = inService ? beds.length : unit.available;
    for (const number of beds.slice(0, most)) {
      if (changes.length === Math.abs(by)) break;
      changes.push({ unitId: unit.id, number, inService });
    }
  }
  return changes.length === Math.abs(by) ? changes : null;
}

/** How many of a house that publishes counts are taken when `by` more (or fewer) are free; null when that cannot be. */
export function occupiedWith({ total, occupied, held }: KindCount, by: number): number | null {
  const now = occupied - by;
  return now >= 0 && now + held <= total ? now : null;
}
