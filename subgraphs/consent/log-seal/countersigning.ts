import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import {
  type Caller,
  type Checkpoint,
  checkpointText,
  consistencyRanges,
  cosignedAt,
  type HubClient,
  inclusionRanges,
  logHeld,
  logWitness,
  type PublicKey,
  parseCheckpoint,
  parseNote,
  type SubgraphSecrets,
  signedCheckpoint,
} from '../../kit/index.js';
import { hashesOf } from './tree.js';

/** `REFUSED`: the witness knows another tree, as it does after a restore that nobody has told of. */
export type Countersigned = 'DONE' | 'NOTHING' | 'REFUSED';

interface Head {
  readonly number: number;
  readonly origin: string;
  readonly beginning: string | null;
  readonly size: string;
  readonly root: Buffer;
  /** The size that this witness has countersigned last; 0 for none */
  readonly cosigned: string;
}

const HEAD = `
  SELECT e.number, e.origin, e.beginning, c.size, c.root,
    coalesce((SELECT max(w.size) FROM log_cosignature w WHERE w.epoch = e.number AND w.witness = $1), 0) AS cosigned
  FROM log_epoch e JOIN log_checkpoint c ON c.epoch = e.number ORDER BY e.number DESC, c.size DESC LIMIT 1`;

const CALL_MS = 5_000;
const nobody = (): Caller => ({
  requester: null,
  actor: null,
  requestId: randomUUID(),
  deadline: Date.now() + CALL_MS,
});

/** Has another organisation's process countersign the newest checkpoint. */
export class Countersigning {
  /** A restored database does not know that it is one; the witness does. It is asked once at each start, whatever is stored here. */
  #asked = false;

  constructor(
    private readonly db: DataSource,
    private readonly hub: HubClient,
    private readonly witness: string,
    private readonly secrets: SubgraphSecrets,
  ) {}

  /** The checkpoint that the witness has countersigned last. */
  held(): Promise<string | null> {
    return this.hub.call(logHeld(this.witness), {}, nobody());
  }

  /** @throws UNAVAILABLE when the witness cannot be reached */
  async countersign(): Promise<Countersigned> {
    let head = await this.#head();
    if (!head) return 'NOTHING';
    if (this.#asked && head.cosigned === head.size) return 'DONE';
    let known = Number(head.cosigned);
    for (let attempt = 0; attempt < 3; attempt++) {
      const held = await this.#ask(head, known);
      if (held === 'SIGNED') return 'DONE';
      if (!held || held.origin !== head.origin) return 'REFUSED';
      // another process may have got further meanwhile
      if (held.size > Number(head.size)) head = (await this.#head())!;
      if (held.origin !== head.origin || held.size > Number(head.size) || (held.size === known && attempt > 0))
        return 'REFUSED';
      known = held.size;
    }
    return 'REFUSED';
  }

  async #head(): Promise<Head | undefined> {
    const [head]: Head[] = await this.db.query(HEAD, [this.witness]);
    return head;
  }

  /** What the witness holds, when it refuses. */
  async #ask(head: Head, known: number): Promise<'SIGNED' | Checkpoint | null> {
    const size = Number(head.size);
    const checkpoint = { origin: head.origin, size, root: head.root };
    const proof = known <= size ? consistencyRanges(known, size) : [];
    // whoever has countersigned this tree before knows where it begins
    const first = head.beginning !== null && known === 0;
    const path = first ? inclusionRanges(0, { from: 0, to: size }) : [];
    const hash = await hashesOf(
      (sql, values) => this.db.query(sql, [...values]),
      [{ epoch: head.number, ranges: [...proof, ...path] }],
    );
    const base64 = (ranges: typeof proof) => ranges.map((range) => hash(head.number, range).toString('base64'));
    const answer = await this.hub.call(
      logWitness(this.witness),
      {
        input: {
          // signed anew: the key of that time may have ended
          checkpoint: signedCheckpoint(checkpoint, this.secrets.signing.newest().key),
          oldSize: String(known),
          proof: base64(proof),
          firstLeaf: first ? head.beginning : null,
          firstLeafPath: base64(path),
        },
      },
      nobody(),
    );
    if (!answer?.startsWith('— ')) return answer === null ? null : parseCheckpoint(parseNote(answer).text);
    await this.#store(head, checkpoint, answer);
    this.#asked = true;
    return 'SIGNED';
  }

  async #store(head: Head, checkpoint: Checkpoint, line: string): Promise<void> {
    const keys = (this.secrets.trusted.get(this.witness)?.keys ?? []) as PublicKey[];
    if (!cosignedAt(parseNote(`${checkpointText(checkpoint)}\n${line}`), this.witness, keys))
      throw new Error('The countersignature is not by a key of the witness.');
    await this.db.query(
      'INSERT INTO log_cosignature (epoch, size, witness, line) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
      [head.number, head.size, this.witness, line],
    );
  }
}
