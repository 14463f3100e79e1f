import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { secretsOf } from '../../standalone/secrets.js';
import { CLINIC } from '../consented-record.js';
import { clientAt } from '../hub/client.js';
import { testServer } from '../setup/test-server.js';
import type { KillablePostgres } from './killable-postgres.js';

/** What a client has got to see. Each victim is asked for once, so that one look and one entry are the same look. */
export const look = (victim: string, category: string) => `${victim} ${category}`;

/** A token lasts for ten minutes */
const TOKEN_MS = 300_000;
/** After an answer without a record: whatever was killed is not back yet, and nobody is asked for twice */
const PAUSE_MS = 100;

/** Victims who have opened two categories to the clinic: written as they would stand there, because thousands are needed and each is looked at once. */
export async function victims(postgres: KillablePostgres, count: number): Promise<string[]> {
  const keys = Array.from({ length: count }, () => randomUUID());
  await postgres.query(
    `WITH registered AS (
       INSERT INTO victim (key, registered_by_agency, registered_by_staff) SELECT key, $2, 'x' FROM unnest($1::uuid[]) AS key RETURNING key)
     INSERT INTO consent (victim_key, recipient_agency, purposes, categories, provisional, form, language, interpreter, witnessed,
       consequences_explained, taken_by_agency, taken_by_staff, expires_at)
     SELECT key, $2, '{FORENSIC_EXAM}', '{REFERRAL,FORENSIC}', false, 'WRITTEN', 'kk', 'NONE', true, true, $2, 'x',
       clock_timestamp() + interval '1 day' FROM registered`,
    [keys, CLINIC],
  );
  return keys;
}

/** Readers at one gateway who go on whatever happens there. */
export class Readers {
  /** What they have seen, as {@link look} names it */
  readonly seen = new Set<string>();
  /** How many answers disclosed something */
  disclosed = 0;
  #going = true;
  readonly #readers: Promise<void>[];

  constructor(origin: string, waiting: string[], readers: number) {
    const pairwise = secretsOf(testServer().secrets, 'consent').pairwise!;
    let [clinic, since] = [clientAt(origin, 'scheduler-almaty', 'FORENSIC_EXAM'), performance.now()];
    this.#readers = Array.from({ length: readers }, async () => {
      for (let victim = waiting.pop(); victim && this.#going; victim = waiting.pop()) {
        if (performance.now() - since > TOKEN_MS)
          [clinic, since] = [clientAt(origin, 'scheduler-almaty', 'FORENSIC_EXAM'), performance.now()];
        const answer = await clinic
          .query(
            `query ($id: ID!) { victim(id: $id) {
               appointments(first: 1) { edges { cursor } } referrals(first: 1) { edges { cursor } } } }`,
            { id: pairwise.toPublic(victim, CLINIC) },
          )
          .catch(() => null);
        if (answer?.data?.victim) this.disclosed++;
        if (answer?.data?.victim?.appointments) this.seen.add(look(victim, 'FORENSIC'));
        if (answer?.data?.victim?.referrals) this.seen.add(look(victim, 'REFERRAL'));
        if (!answer?.data?.victim) await sleep(PAUSE_MS);
      }
    });
  }

  /** Until they have seen so much more. @throws when it does not come about */
  async more(looks: number): Promise<void> {
    const enough = this.seen.size + looks;
    for (let turn = 0; this.seen.size < enough; turn++) {
      if (turn > 6_000) throw new Error(`Nothing more is disclosed after ${this.seen.size} looks.`);
      await sleep(10);
    }
  }

  async stop(): Promise<void> {
    this.#going = false;
    await Promise.all(this.#readers);
  }
}
