import { createHash } from 'node:crypto';

/** What the hub says of a shelter and its units to its own agency. */
export interface OwnShelter {
  readonly id: string;
  readonly agency: string;
  readonly name: string;
  readonly openingState: string;
  readonly participation: string;
}

export interface OwnUnit {
  readonly kind: string;
  readonly total: number;
  readonly available: number;
  readonly observedAt: string | null;
}

/** A service of HSDS 3.1 with its capacities. It has no location, no address and no telephone: there is no place for one here. */
export interface HsdsService {
  readonly id: string;
  readonly organization_id: string;
  readonly name: string;
  readonly status: 'active' | 'inactive' | 'temporarily closed';
  readonly capacities: readonly HsdsCapacity[];
}

export interface HsdsCapacity {
  readonly id: string;
  readonly service_id: string;
  readonly unit: { readonly id: string; readonly name: string };
  readonly available: number;
  readonly maximum: number;
  readonly description: string;
  readonly updated: string;
}

const KIND_NAMES: Readonly<Record<string, string>> = {
  SINGLE: 'Beds in rooms for one household of one or two',
  FAMILY_ROOM: 'Beds in family rooms',
  DORMITORY: 'Beds in shared rooms',
  ACCESSIBLE: 'Beds in rooms that a wheelchair can use',
  QUARANTINE: 'Beds for the first days after arrival',
  TEMPORARY: 'Beds set up for a time',
};

/** One shelter: a capacity for each kind of unit; kinds that were never counted are left out, as `updated` is required. */
export function hsdsService(shelter: OwnShelter, units: readonly OwnUnit[]): HsdsService {
  const kinds = [...new Set(units.map(({ kind }) => kind))].sort();
  return {
    id: shelter.id,
    organization_id: shelter.agency,
    name: shelter.name,
    status: statusOf(shelter),
    capacities: kinds.flatMap((kind) =>
      capacityOf(
        shelter,
        kind,
        units.filter((unit) => unit.kind === kind),
      ),
    ),
  };
}

function capacityOf({ id, openingState }: OwnShelter, kind: string, units: readonly OwnUnit[]): HsdsCapacity[] {
  const sum = (of: (unit: OwnUnit) => number) => units.reduce((total, unit) => total + of(unit), 0);
  const observed = units.flatMap(({ observedAt }) => observedAt ?? []).sort();
  const maximum = sum(({ total }) => total);
  if (observed.length === 0 || maximum === 0) return [];
  const admits = openingState === 'OPEN' || openingState === 'SEASONAL';
  return [
    {
      id: stableId(`${id} ${kind}`),
      service_id: id,
      unit: { id: stableId('unit bed'), name: 'Bed' },
      available: admits ? sum(({ available }) => available) : 0,
      maximum,
      description: KIND_NAMES[kind] ?? kind,
      // as old as the oldest of what it sums up
      updated: observed[0]!,
    },
  ];
}

function statusOf({ openingState, participation }: OwnShelter): HsdsService['status'] {
  if (participation === 'VIEW_ONLY') return 'inactive';
  return openingState === 'CLOSED' || openingState === 'QUARANTINE_STOP' ? 'temporarily closed' : 'active';
}

/** The same name gives the same id at every export (a version 5 UUID of our own namespace). */
function stableId(name: string): string {
  const hash = createHash('sha1').update(`dereu hsds ${name}`).digest('hex');
  const variant = ((Number.parseInt(hash.charAt(16), 16) & 3) | 8).toString(16);
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-5${hash.slice(13, 16)}-${variant}${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}
