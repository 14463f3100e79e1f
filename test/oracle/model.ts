/**
 * The reference model: what the records of one family open to whom, in plain TypeScript, written from docs/architecture.md, the decisions in docs/adr and the
 * READMEs, and not from the code. It imports nothing of the product. A record is named by its place in the family; time is hours on a clock of its own, which
 * moves only by `passes`.
 */

/** Who asks, for what. */
export interface Asker {
  readonly agency: string;
  readonly unit: string | null;
  readonly staff: string;
  readonly purpose: string;
}

export type Relation = 'MOTHER' | 'FATHER' | 'GRANDPARENT';
/** What somebody whom a report names is to the one whom it is about */
export type Named = 'FATHER' | 'PARTNER' | 'STRANGER';

/** What has been carried out about the record `on`; ids are those that the hub gave. */
export type Event = { readonly on: number } & (
  | { kind: 'consent'; id: string; terms: Terms; hours: number /** For a child */; guardian?: string }
  /** A consent confirmed or renewed, a legal basis reviewed: it stands, until another hour */
  | { kind: 'again'; id: string; hours: number }
  /** One consent, those to one agency, or all of them */
  | { kind: 'withdraw'; consent?: string; recipient?: string }
  | { kind: 'basis'; id: string; by: Asker; categories: readonly string[]; hours: number }
  | { kind: 'emergency'; id: string; by: Asker; categories: readonly string[] }
  /** A basis that does not hold any more, an emergency that was none */
  | { kind: 'end'; id: string }
  | { kind: 'wall' | 'lift'; subject: string }
  | { kind: 'narrow'; subject: string; to: string }
  | {
      kind: 'guardian';
      id: string;
      relation: Relation /** The record of the guardian, who is a victim too */;
      own: number | null;
    }
  | { kind: 'report'; id: string; named: readonly Named[] }
  /** A court has decided that the guardian may consent, knowing the reports so far */
  | { kind: 'cleared'; id: string }
  | { kind: 'join' | 'unjoin'; other: number }
  | { kind: 'erase' | 'keep' | 'hold' }
  | { kind: 'passes'; hours: number }
);

export interface Terms {
  readonly recipient: string;
  readonly unit: string | null;
  /** The one member of staff for whom it is; whoever of the recipient when left out */
  readonly only?: string;
  /** Units and members of staff of the recipient who are left out */
  readonly except: readonly string[];
  readonly purposes: readonly string[];
  readonly categories: readonly string[];
  readonly excluded: readonly string[];
}

/** Something that opens categories of a record to somebody until an hour. */
interface Ground {
  readonly on: number;
  readonly id: string;
  readonly terms: Terms;
  readonly consent?: true;
  readonly guardian?: string | undefined;
  until: number;
}

interface Guardian {
  readonly id: string;
  readonly child: number;
  readonly relation: Relation;
  readonly own: number | null;
  suspended: boolean;
  /** Reports that a court knew when it cleared this guardian */
  known: readonly string[];
}

const EMERGENCY_HOURS = 1;
/** Where she is, or the mother of a child: never in an emergency, never of a child */
const WHERE_SHE_IS = ['CONTACT', 'SHELTER'];

const EVERYBODY: readonly Relation[] = ['MOTHER', 'FATHER', 'GRANDPARENT'];
/** Which guardians may be meant by a report about the child, and which by one about another guardian of the child. */
const MAY_BE_MEANT: Record<'child' | 'guardian', Record<Named, readonly Relation[]>> = {
  child: { FATHER: ['FATHER'], PARTNER: EVERYBODY, STRANGER: [] },
  guardian: { FATHER: ['GRANDPARENT'], PARTNER: EVERYBODY, STRANGER: [] },
};

export class Model {
  #now = 0;
  #grounds: Ground[] = [];
  #walls: { on: number; subject: string }[] = [];
  #links: (readonly [number, number])[] = [];
  #erased: number[] = [];
  readonly #reports: { id: string; about: number; named: readonly Named[] }[] = [];
  readonly #guardians: Guardian[] = [];

  /** @param majorities of each record: null for an adult's, for a child's the hour in which she comes of age */
  constructor(private readonly majorities: readonly (number | null)[]) {}

  apply(event: Event): void {
    const { on } = event;
    switch (event.kind) {
      case 'consent':
        this.#grounds.push({ ...event, consent: true, until: this.#now + event.hours });
        break;
      case 'basis':
        this.#grounds.push({ ...event, terms: termsOf(event), until: this.#now + event.hours });
        break;
      case 'emergency': {
        const terms = { ...termsOf(event), unit: null, only: event.by.staff, excluded: WHERE_SHE_IS };
        this.#grounds.push({ ...event, terms, until: this.#now + EMERGENCY_HOURS });
        break;
      }
      case 'again':
        for (const ground of this.#grounds) if (ground.id === event.id) ground.until = this.#now + event.hours;
        break;
      case 'end':
        this.#grounds = this.#grounds.filter(({ id }) => id !== event.id);
        break;
      case 'withdraw': {
        const { consent, recipient } = event;
        const records = consent || recipient ? [on] : this.#hers(on);
        const named = ({ id, terms }: Ground) =>
          (!consent || consent === id) && (!recipient || recipient === terms.recipient);
        this.#grounds = this.#grounds.filter((each) => !(each.consent && records.includes(each.on) && named(each)));
        break;
      }
      case 'wall':
        this.#wall(on, event.subject);
        break;
      case 'narrow':
        this.#wall(on, event.to);
        this.#lift(on, event.subject);
        break;
      case 'lift':
        this.#lift(on, event.subject);
        break;
      case 'guardian':
        this.#guardians.push({ ...event, child: on, suspended: false, known: [] });
        break;
      case 'report':
        this.#reports.push({ ...event, about: on });
        break;
      case 'cleared': {
        const cleared = this.#guardians.find(({ id }) => id === event.id)!;
        Object.assign(cleared, { suspended: false, known: this.#reportsOn(cleared).map(({ id }) => id) });
        break;
      }
      case 'join':
        this.#links.push([on, event.other]);
        for (const wall of this.#walls) if (this.#hers(on).includes(wall.on)) this.#wall(on, wall.subject);
        break;
      case 'unjoin':
        this.#links = this.#links.filter((pair) => !(pair.includes(on) && pair.includes(event.other)));
        break;
      case 'erase':
        this.#erased.push(...this.#hers(on));
        break;
      case 'keep':
        this.#erased = this.#erased.filter((each) => !this.#hers(on).includes(each));
        break;
      case 'hold': // keeps keys: opens nothing, closes nothing
        break;
      case 'passes':
        this.#now += event.hours;
    }
    for (const each of this.#guardians)
      each.suspended ||= this.#reportsOn(each).some(({ id, means }) => means && !each.known.includes(id));
  }

  walled(on: number, asker: Asker): boolean {
    const who = [asker.agency, asker.unit, asker.staff];
    return this.#walls.some((wall) => wall.on === on && who.includes(wall.subject));
  }

  /** The categories of a record that are open to somebody now. */
  open(on: number, asker: Asker): string[] {
    if (this.#erased.includes(on) || this.walled(on, asker)) return [];
    const opened = this.#grounds
      .filter((ground) => ground.on === on && ground.until > this.#now && this.#giverStands(ground))
      .map(({ terms }) => terms)
      .filter(({ recipient, unit }) => recipient === asker.agency && (unit === null || unit === asker.unit))
      .filter(
        ({ only, except }) =>
          (only ?? asker.staff) === asker.staff && !except.some((id) => id === asker.unit || id === asker.staff),
      )
      .filter(({ purposes }) => purposes.includes(asker.purpose))
      .flatMap(({ categories, excluded }) => categories.filter((category) => !excluded.includes(category)))
      .filter((category) => this.majorities[on] === null || !WHERE_SHE_IS.includes(category));
    return [...new Set(opened)].sort();
  }

  /** What a guardian gave holds while nothing suspends the guardian and the child is one. */
  #giverStands({ on, guardian }: Ground): boolean {
    if (!guardian) return true;
    return this.#now < this.majorities[on]! && this.#guardians.some((each) => each.id === guardian && !each.suspended);
  }

  /** The reports about the child of a guardian, or about another guardian of the child, and whether one may mean this guardian. */
  #reportsOn({ child, relation, own }: Guardian): { id: string; means: boolean }[] {
    const children = this.#hers(child);
    const self = own === null ? [] : this.#hers(own);
    const others = this.#guardians
      .filter((other) => children.includes(other.child) && other.own !== null && !self.includes(other.own))
      .flatMap((other) => this.#hers(other.own!));
    return this.#reports.flatMap(({ id, about, named }) => {
      const of = (['child', 'guardian'] as const).filter((each) =>
        (each === 'child' ? children : others).includes(about),
      );
      const means = of.some((each) => named.some((who) => MAY_BE_MEANT[each][who].includes(relation)));
      return of.length > 0 ? [{ id, means }] : [];
    });
  }

  /** The record and those of which she has said that they are hers too: what closes one closes them all, what opens one opens nothing of the others. */
  #hers(on: number, found: readonly number[] = [on]): readonly number[] {
    const more = this.#links.filter(([one, other]) => found.includes(one) !== found.includes(other)).flat();
    return more.length === 0 ? found : this.#hers(on, [...new Set([...found, ...more])]);
  }

  #wall(on: number, subject: string): void {
    this.#walls = [...this.#walls, ...this.#hers(on).map((each) => ({ on: each, subject }))];
  }

  #lift(on: number, subject: string): void {
    this.#walls = this.#walls.filter((wall) => wall.on !== on || wall.subject !== subject);
  }
}

/** To the unit that recorded it, for the purpose that it stated. */
const termsOf = ({ by, categories }: { by: Asker; categories: readonly string[] }): Terms => {
  const { agency: recipient, unit, purpose } = by;
  return { recipient, unit, except: [], purposes: [purpose], categories, excluded: [] };
};
