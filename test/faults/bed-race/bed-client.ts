import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Answered, Ask } from '../answer.js';
import type { Belief, Sure } from './checker.js';

const PLACEMENT = 'placement { id state from until }';
const STEP = ['PlacementStepInput', PLACEMENT] as const;
/** Input type and selection of each mutation */
export const MUTATIONS = {
  ...{ bedHold: ['BedHoldInput', PLACEMENT], bedAccept: ['PlacementLinkInput', PLACEMENT] },
  ...{ bedArrive: ['PlacementLinkInput', PLACEMENT], bedExtend: ['BedExtendInput', PLACEMENT] },
  ...{ bedTransfer: ['BedTransferInput', PLACEMENT], bedRelease: STEP, bedDepart: STEP },
  ...{ bedOffer: ['BedOfferInput', PLACEMENT], bedOfferTake: STEP },
  bedRequestBroadcast: ['BedRequestBroadcastInput', 'broadcast { id }'],
  bedBroadcastCancel: ['BedBroadcastCancelInput', 'broadcast { id }'],
  bedWaitingListJoin: ['BedWaitingListJoinInput', 'entry { id offers { holdId } }'],
  bedWaitingListLeave: ['BedWaitingListLeaveInput', 'entry { id }'],
} as const satisfies Record<string, readonly [string, string]>;

export interface Told {
  readonly id: string;
  readonly state: string;
  readonly from: string;
  readonly until: string;
}

/** The sender, and the staff of each of the houses. */
export type Asks = (who: 'sender' | number) => Ask;

/** Of whose shelter a unit is, and how many beds it has. */
export interface RaceUnit {
  readonly id: string;
  readonly host: number;
  readonly beds: number;
}

interface Own {
  readonly id: string;
  /** Who asked for it: a house, when it is the house that moves a guest to another one */
  readonly sender: 'sender' | number;
  unit: RaceUnit;
  readonly beds: number;
  state: string;
  from: string;
  until: string;
  window: Sure | null;
}

const pick = <T>(of: readonly T[]): T => of[Math.floor(Math.random() * of.length)]!;
/** The houses' day turns in Almaty at one in the morning of UTC. */
const TODAY = () => Date.now() - 3_600_000;
const later = (days: number, from = TODAY()): string => new Date(from + days * 86_400_000).toISOString().slice(0, 10);

/** What may be refused to somebody who has a place: a race that another one won, never that the place is gone. */
const LOST = ['NOT_AVAILABLE', 'VERSION_CONFLICT'];

/** One of many who hold, confirm, extend, move, cancel and leave at random, and who remembers what was acknowledged. */
export class BedClient {
  readonly sure: Sure[] = [];
  /** Refusals that somebody with an acknowledged place may not meet */
  readonly wrong: string[] = [];
  #own: Own[] = [];

  constructor(
    private readonly units: readonly RaceUnit[],
    private readonly asks: Asks,
  ) {}

  /** What it was told last of what it still has and of which it is sure. */
  get beliefs(): Belief[] {
    return this.#own
      .filter(({ state }) => state !== 'HELD')
      .map(({ id, state, unit, until }) => ({ placement: id, state, unit: unit.id, until }));
  }

  /** Who has something goes on with it soon; who has nothing tries again after a while, so that two hundred leave each other some room. */
  async turn(): Promise<void> {
    const own = pick(this.#own);
    await sleep(Math.random() * (own ? 200 : 3_000));
    if (!own || (this.#own.length < 3 && Math.random() < 0.4)) return this.#hold();
    if (own.state === 'HELD') return Math.random() < 0.8 ? this.#accept(own) : this.#end(own, 'bedRelease');
    const chance = Math.random();
    if (own.state === 'ACCEPTED' && chance < 0.4 && own.from === later(0)) return this.#arrive(own);
    if (chance < 0.55) return this.#extend(own);
    if (chance < 0.8) return this.#transfer(own);
    return this.#end(own, own.state === 'ARRIVED' ? 'bedDepart' : 'bedRelease');
  }

  /** What an offer has brought. */
  took(placement: Told, unit: RaceUnit, beds: number): void {
    this.#has(placement, unit, beds);
  }

  async #hold(): Promise<void> {
    const unit = pick(this.units);
    const adults = Math.random() < 0.2 && unit.beds > 1 ? 2 : 1;
    const from = Math.random() < 0.5 ? later(0) : later(Math.floor(Math.random() * 8));
    const nights = 2 + Math.floor(Math.random() * 4);
    const answer = await this.asks('sender')('bedHold', {
      ...{ idempotencyKey: randomUUID(), unitId: unit.id, adults, children: [], from, nights },
    });
    if (answer.kind === 'DONE') this.#has(answer.payload.placement, unit, adults);
  }

  async #accept(own: Own): Promise<void> {
    const answer = await this.#step(own, own.unit.host, 'bedAccept');
    if (answer?.kind === 'DONE') this.#sureOf(own, answer.payload.placement);
  }

  async #arrive(own: Own): Promise<void> {
    const answer = await this.#step(own, own.unit.host, 'bedArrive');
    if (answer?.kind === 'DONE') own.state = answer.payload.placement.state;
  }

  async #extend(own: Own): Promise<void> {
    const answer = await this.#step(own, own.unit.host, 'bedExtend', {
      until: later(1 + Math.floor(Math.random() * 3), Date.parse(own.until)),
    });
    if (answer?.kind === 'DONE') this.#sureOf(own, answer.payload.placement);
  }

  /** To another unit of the house at once; to another house when that accepts, and she arrives there. */
  async #transfer(own: Own): Promise<void> {
    const unit = pick(this.units);
    if (unit.id === own.unit.id) return;
    const more = { idempotencyKey: randomUUID(), unitId: unit.id };
    if (unit.host === own.unit.host) {
      this.#unsure(own);
      const answer = await this.#step(own, own.unit.host, 'bedTransfer', more);
      if (!answer) return;
      if (answer.kind !== 'DONE') return this.#sureOf(own, own);
      own.unit = unit;
      const { placement } = answer.payload;
      return this.#sureOf(own, placement.state === 'ARRIVED' ? { ...placement, from: later(0) } : placement);
    }
    if (own.state !== 'ARRIVED') return;
    const asked = await this.#step(own, own.unit.host, 'bedTransfer', more);
    if (asked?.kind !== 'DONE') return;
    const there: Own = {
      ...own,
      id: asked.payload.placement.id,
      sender: own.unit.host,
      unit,
      state: 'HELD',
      window: null,
      ...nights(asked.payload.placement),
    };
    const accepted = await this.#step(there, unit.host, 'bedAccept');
    if (accepted?.kind !== 'DONE') return;
    this.#own.push(there);
    this.#sureOf(there, accepted.payload.placement);
    this.#unsure(own);
    const came = await this.#step(there, unit.host, 'bedArrive');
    if (came?.kind === 'REFUSED') return this.#sureOf(own, own);
    // she has gone from here, or nobody can say
    this.#forget(own);
    if (came?.kind === 'DONE') this.#sureOf(there, came.payload.placement);
  }

  async #end(own: Own, mutation: string): Promise<void> {
    this.#unsure(own);
    const answer = await this.#step(own, mutation === 'bedDepart' ? own.unit.host : own.sender, mutation);
    if (answer?.kind === 'DONE') this.#forget(own);
  }

  /** What it has is forgotten when nobody can say what has happened to it, and when a hold has run out. */
  async #step(own: Own, who: 'sender' | number, mutation: string, more: object = {}): Promise<Answered | null> {
    const answer = await this.asks(who)(mutation, { holdId: own.id, ...more });
    if (answer.kind === 'UNKNOWN' || (answer.kind === 'REFUSED' && own.state === 'HELD')) {
      this.#unsure(own);
      this.#forget(own);
      return answer.kind === 'UNKNOWN' ? null : answer;
    }
    if (answer.kind === 'REFUSED' && !LOST.includes(answer.code))
      this.wrong.push(`${mutation} of ${own.id}, ${own.state}: ${answer.code}`);
    return answer;
  }

  /** A hold may have run out before its answer was read. */
  #has(placement: Told, unit: RaceUnit, beds: number): void {
    if (placement.state !== 'HELD' && placement.state !== 'ACCEPTED') return;
    const own: Own = {
      ...{ id: placement.id, sender: 'sender', unit, beds, state: placement.state, window: null },
      ...nights(placement),
    };
    this.#own.push(own);
    if (own.state === 'ACCEPTED') this.#sureOf(own, placement);
  }

  #sureOf(own: Own, told: Pick<Told, 'state' | 'from' | 'until'>): void {
    this.#unsure(own);
    Object.assign(own, { state: told.state, ...nights(told) });
    const { id, unit, beds, from, until } = own;
    own.window = { placement: id, unit: unit.id, beds, from, until, since: Date.now(), till: Number.POSITIVE_INFINITY };
    this.sure.push(own.window);
  }

  #unsure(own: Own): void {
    if (own.window) own.window.till = Date.now();
    own.window = null;
  }

  #forget(own: Own): void {
    this.#own = this.#own.filter((each) => each !== own);
  }
}

const nights = ({ from, until }: Pick<Told, 'from' | 'until'>) => ({ from, until });
