/**
 * The reference model: what her record opens to whom, in plain TypeScript, written from docs/architecture.md and the READMEs and not from the code.
 * It imports nothing of the product. Time is hours on a clock of her own, which moves only by `passes`.
 */

/** Who asks, for what. */
export interface Asker {
  readonly agency: string;
  readonly unit: string | null;
  readonly staff: string;
  readonly purpose: string;
}

/** What has been carried out about her; ids are those that the hub gave. */
export type Event =
  | { readonly kind: 'consent'; readonly id: string; readonly terms: Terms; readonly hours: number }
  /** A consent confirmed or renewed, a legal basis reviewed: it stands, until another hour */
  | { readonly kind: 'again'; readonly id: string; readonly hours: number }
  | { readonly kind: 'withdraw'; readonly recipient: string | null }
  | {
      readonly kind: 'basis';
      readonly id: string;
      readonly by: Asker;
      readonly categories: readonly string[];
      readonly hours: number;
    }
  | { readonly kind: 'end'; readonly id: string }
  | { readonly kind: 'emergency'; readonly by: Asker; readonly categories: readonly string[] }
  | { readonly kind: 'wall'; readonly id: string; readonly subject: string }
  | { readonly kind: 'narrow'; readonly id: string; readonly to: string; readonly subject: string }
  | { readonly kind: 'lift'; readonly id: string }
  | { readonly kind: 'erase' }
  | { readonly kind: 'keep' }
  | { readonly kind: 'passes'; readonly hours: number };

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

/** Something that opens categories to somebody until an hour. */
interface Ground {
  readonly id: string;
  readonly consent: boolean;
  readonly terms: Terms;
  until: number;
}

const EMERGENCY_HOURS = 1;
const NEVER_IN_AN_EMERGENCY = ['CONTACT', 'SHELTER'];

export class Model {
  private now = 0;
  private grounds: Ground[] = [];
  /** Standing walls, by id: the staff member, unit or agency that is kept out */
  private readonly walls = new Map<string, string>();
  /** She has asked to be erased */
  private erased = false;

  apply(event: Event): void {
    switch (event.kind) {
      case 'consent':
        this.grounds.push({ id: event.id, consent: true, terms: event.terms, until: this.now + event.hours });
        break;
      case 'again':
        for (const ground of this.grounds) if (ground.id === event.id) ground.until = this.now + event.hours;
        break;
      case 'withdraw':
        this.grounds = this.grounds.filter(
          ({ consent, terms }) => !consent || (event.recipient !== null && event.recipient !== terms.recipient),
        );
        break;
      case 'basis': {
        const { agency: recipient, unit, purpose } = event.by;
        const terms = { recipient, unit, except: [], purposes: [purpose], categories: event.categories, excluded: [] };
        this.grounds.push({ id: event.id, consent: false, terms, until: this.now + event.hours });
        break;
      }
      case 'emergency': {
        const { agency: recipient, staff: only, purpose } = event.by;
        const categories = event.categories.filter((category) => !NEVER_IN_AN_EMERGENCY.includes(category));
        const terms = { recipient, unit: null, only, except: [], purposes: [purpose], categories, excluded: [] };
        this.grounds.push({ id: '', consent: false, terms, until: this.now + EMERGENCY_HOURS });
        break;
      }
      case 'end':
        this.grounds = this.grounds.filter(({ id }) => id !== event.id);
        break;
      case 'wall':
        this.walls.set(event.id, event.subject);
        break;
      case 'narrow':
        this.walls.delete(event.id);
        this.walls.set(event.to, event.subject);
        break;
      case 'erase':
      case 'keep':
        this.erased = event.kind === 'erase';
        break;
      case 'lift':
        this.walls.delete(event.id);
        break;
      case 'passes':
        this.now += event.hours;
    }
  }

  walled(asker: Asker): boolean {
    const who = [asker.agency, asker.unit, asker.staff];
    return [...this.walls.values()].some((subject) => who.includes(subject));
  }

  /** The categories that are open to somebody now. */
  open(asker: Asker): string[] {
    if (this.erased || this.walled(asker)) return [];
    const opened = this.grounds
      .filter(({ until }) => until > this.now)
      .filter(({ terms }) => terms.recipient === asker.agency && (terms.unit === null || terms.unit === asker.unit))
      .filter(({ terms }) => terms.only === undefined || terms.only === asker.staff)
      .filter(({ terms }) => !terms.except.some((id) => id === asker.unit || id === asker.staff))
      .filter(({ terms }) => terms.purposes.includes(asker.purpose))
      .flatMap(({ terms }) => terms.categories.filter((category) => !terms.excluded.includes(category)));
    return [...new Set(opened)].sort();
  }
}
