import { PENDING_WALLS, PENDING_WALLS_MAXIMUM_AGE_MS, type PendingWall } from '../../kit/index.js';

/**
 * Walls that a subgraph has not yet taken over: an event there is not asked for on behalf of whom such a wall keeps out. By a list that was asked for no
 * longer ago than a gateway's own (ADR 18). Unlike a gateway it has no earlier list to go by: without an answer of `consent` deliveries wait.
 */
export class PendingWalls {
  #asked = Number.NEGATIVE_INFINITY;
  #list: Promise<readonly PendingWall[]> | null = null;

  constructor(private readonly ask: () => Promise<readonly PendingWall[]>) {}

  /** @throws when `consent` does not answer */
  async keepOut(subgraph: string, to: { readonly agency: string; readonly unit: string | null }): Promise<boolean> {
    // the one that decides has every wall itself
    if (subgraph === PENDING_WALLS.subgraph) return false;
    const list = await this.recent();
    return list.some(
      (wall) =>
        wall.subgraph === subgraph &&
        ((wall.subjectKind === 'AGENCY' && wall.subject === to.agency) ||
          (wall.subjectKind === 'UNIT' && wall.subject === to.unit)),
    );
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
