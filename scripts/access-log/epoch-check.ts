import { leafOf, missingText, textOf } from '../../subgraphs/consent/index.js';
import { Frontier } from '../../subgraphs/kit/index.js';
import type { ExportLine } from './export.js';
import { examine, type SignedHead, type VerificationKeys } from './keys.js';

export type FaultKind =
  | 'ALTERED'
  | 'MISSING'
  | 'REORDERED'
  | 'REPEATED'
  | 'ROOT'
  | 'CHECKPOINT'
  | 'SIGNATURE'
  | 'COUNTERSIGNATURE'
  | 'HEAD'
  | 'LOST'
  | 'UNQUEUED'
  | 'FORM';

export interface Fault {
  readonly kind: FaultKind;
  readonly origin: string;
  /** Of the first leaf that is not as it was sealed, where that is known */
  readonly leaf?: number;
  readonly words: string;
  /** To be looked for in the whole file: the leaf, or the entry, may stand elsewhere */
  readonly elsewhere?: { readonly leaf?: number; readonly hash?: string };
}

type LeafLine = Extract<ExportLine, { leaf: number }>;

interface Difference {
  readonly leaf: number;
  readonly id: string | null;
  /** Of what the entry is now */
  readonly hash: string;
  readonly gone: boolean;
}

/** A checkpoint that somebody else knows of: the next tree, a witness, a receipt. */
export interface KnownHead extends Pick<SignedHead, 'origin' | 'size' | 'root'> {
  readonly source: string;
}

/**
 * One tree, read leaf by leaf in the memory of its right edge. It is computed twice: from the hashes that are stored with the leaves and from the entries
 * themselves. Stored hashes that lead to a signed root are the right ones, and the first entry that does not have its own is the altered one.
 */
export class EpochCheck {
  readonly #stored = new Frontier();
  readonly #computed = new Frontier();
  /** Differences since the last checkpoint */
  #different: Difference[] = [];
  /** Leaves that a signed root vouches for */
  sealed = 0;
  countersigned = 0;
  #broken = false;

  constructor(
    readonly epoch: Extract<ExportLine, { epoch: number }>,
    private readonly keys: VerificationKeys,
    private readonly heads: readonly KnownHead[],
    private readonly report: (fault: Fault) => void,
  ) {}

  get size(): number {
    return this.#stored.size;
  }

  leaf(line: LeafLine): void {
    if (this.#broken) return;
    if (line.leaf > this.size) this.#missing(this.size);
    else if (line.leaf < this.size)
      this.#fail('REPEATED', line.leaf, `Leaf ${line.leaf} (entry ${line.id}) is there twice or out of its order.`);
    else this.#next(line);
  }

  #next(line: LeafLine): void {
    const { leaf, id, entry } = line;
    const hash = leafOf(this.#textOf(line)).toString('base64');
    const gone = id !== null && entry === null;
    if (hash !== line.hash) this.#different.push({ leaf, id, hash, gone });
    else if (gone) this.#fault('MISSING', leaf, `Entry ${id} (leaf ${leaf}) was taken away before it was sealed.`);
    this.#stored.add(Buffer.from(line.hash, 'base64'));
    this.#computed.add(Buffer.from(hash, 'base64'));
    const other = this.heads.find(({ size, root }) => size === this.size && !root.equals(this.#stored.root));
    const words = `${other?.source} has another tree of the first ${other?.size} leaves: this log was forked or written anew.`;
    if (other) this.#fault('HEAD', undefined, words);
  }

  #textOf({ id, salt, entry }: LeafLine): string {
    if (id === null) return this.epoch.beginning ?? '';
    return entry === null ? missingText(id) : textOf(entry, Buffer.from(salt ?? '', 'base64'));
  }

  checkpoint(note: string): void {
    let head: SignedHead;
    try {
      head = examine(note, this.keys);
    } catch {
      this.#fault('CHECKPOINT', undefined, `The checkpoint after leaf ${this.size - 1} cannot be read.`);
      return;
    }
    const which = `The checkpoint over ${head.size} leaves`;
    if (!head.signed) this.#fault('SIGNATURE', undefined, `${which} is not signed by a key of the log.`);
    for (const name of head.forged)
      this.#fault('COUNTERSIGNATURE', undefined, `${which} bears a countersignature that is not by a key of ${name}.`);
    if (this.#broken) return;
    if (head.origin !== this.epoch.origin)
      this.#fault('CHECKPOINT', undefined, `${which} is of another log, ${head.origin}.`);
    else if (head.size < this.size || head.size === this.sealed)
      this.#fault('CHECKPOINT', undefined, `${which} stands after ${this.size} leaves: an older one was put there.`);
    else if (head.size > this.size)
      this.#fail(
        'MISSING',
        this.size,
        `${which} follows ${this.size}: of leaves ${this.sealed} to ${head.size - 1} some are missing.`,
      );
    else this.#compare(head);
  }

  #compare(head: SignedHead): void {
    const different = this.#different;
    this.#different = [];
    const [first] = different;
    if (this.#stored.root.equals(head.root)) {
      for (const each of different.slice(0, 20)) this.#altered(each);
    } else if (first && this.#computed.root.equals(head.root)) {
      const words = `The stored hash of entry ${first.id} (leaf ${first.leaf}) was altered; the entry itself is as it was sealed.`;
      this.#fail('ALTERED', first.leaf, words);
    } else {
      const hint = first
        ? ` The first entry that does not match its own hash is ${first.id} (leaf ${first.leaf}).`
        : '';
      const words = `Among leaves ${this.sealed} to ${head.size - 1} something was altered, put in, taken out or moved, or their checkpoint is forged: they do not make its root.${hint}`;
      this.#fail('ROOT', first?.leaf, words);
    }
    if (this.#broken || !head.signed) return;
    this.sealed = head.size;
    if (head.countersigned.length > 0) this.countersigned = head.size;
  }

  #altered({ leaf, id, hash, gone }: Difference): void {
    const { origin } = this.epoch;
    if (gone)
      this.#fault('MISSING', leaf, `Entry ${id} (leaf ${leaf}) is missing: it was taken away after it was sealed.`);
    else
      this.report({
        kind: 'ALTERED',
        origin,
        leaf,
        words: `Entry ${id} (leaf ${leaf}) is not as it was sealed.`,
        elsewhere: { hash },
      });
  }

  /** No more leaves: what must be there and is not. */
  end(): void {
    if (this.#broken) return;
    this.#broken = true;
    if (this.size > this.sealed)
      this.#fault('CHECKPOINT', this.sealed, `Leaves ${this.sealed} to ${this.size - 1} have no valid checkpoint.`);
    for (const { size, source } of this.heads.filter((head) => head.size > this.size))
      this.#fault('LOST', this.size, `Leaves ${this.size} to ${size - 1} are missing: ${source} knows of them.`);
  }

  #missing(leaf: number): void {
    this.#broken = true;
    this.report({
      kind: 'MISSING',
      origin: this.epoch.origin,
      leaf,
      words: `Leaf ${leaf} is missing.`,
      elsewhere: { leaf },
    });
  }

  #fail(kind: FaultKind, leaf: number | undefined, words: string): void {
    this.#broken = true;
    this.#fault(kind, leaf, words);
  }

  #fault(kind: FaultKind, leaf: number | undefined, words: string): void {
    this.report({ kind, origin: this.epoch.origin, ...(leaf === undefined ? {} : { leaf }), words });
  }
}
