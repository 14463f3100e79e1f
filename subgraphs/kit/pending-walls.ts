import { PENDING_WALLS, PENDING_WALLS_MAXIMUM_AGE_MS, type PendingWall } from './conflict-wall.js';

/** Whom somebody is told for: a system of an agency or a unit, or a member of staff. */
export interface ToldFor {
  readonly agency: string;
  readonly unit: string | null;
  readonly staff?: string | null;
}

/**
 * Walls that a subgraph has not yet taken over, for what goes out past every gateway: webhooks, and calls to people on duty. By a list that was asked for no longer
 * ago than a gateway's own (ADR 18). Unlike a gateway it has no earlier list to go by: without an answer of `consent` the caller decides.
 */
export class PendingWalls {
  #asked = Number.NEGATIVE_INFINITY;
  #list: Promise<readonly PendingWall[]> | null = null;

  constructor(private readonly ask: () => Promise<readonly PendingWall[]>) {}

  /** @throws when `consent` does not answer */
  async keepOut(subgraph: string, to: ToldFor): Promise<boolean> {
    // the one that decides has every wall itself
    if (subgraph === PENDING_WALLS.subgraph) return false;
    const list = await this.recent();
    return keepsOut(list, subgraph, to);
  }

  /** @throws when `consent` does not answer */
  async recent(): Promise<readonly PendingWall[]> {
    for (;;) {
      if (!this.#list || performance.now() - this.#asked > PENDING_WALLS_MAXIMUM_AGE_MS) {
        this.#asked = performance.now();
        this.#list = this.ask();
      }
      const asked = this.#asked;
      const list = await this.#list.catch((error) => {
        if (this.#asked === asked) this.#list = null;
        throw error;
      });
      // it may have been long on its way
      if (performance.now() - asked <= PENDING_WALLS_MAXIMUM_AGE_MS) return list;
    }
  }
}

/** Whether one of these walls of a subgraph names whom it is for. */
export function keepsOut(walls: readonly PendingWall[], subgraph: string, { agency, unit, staff }: ToldFor): boolean {
  const subject = { AGENCY: agency, UNIT: unit, STAFF: staff };
  return walls.some((wall) => wall.subgraph === subgraph && wall.subject === subject[wall.subjectKind]);
}
