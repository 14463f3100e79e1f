import { randomBytes } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { type AgencyKeys, openBytes, sealBytes } from './agency-keys.js';

/**
 * One data key per subject (a victim's key, or a placement for its guest's name) and agency, wrapped by the agency's key and stored in
 * `data_key`. Deleting that row makes everything sealed under it unreadable: that is how erasure works, in backups too.
 */
export class DataKey {
  readonly #key: Buffer;

  private constructor(key: Buffer) {
    this.#key = key;
  }

  /**
   * The data key of a subject at an agency, made on first use, inside the caller's transaction.
   * @throws for somebody who was erased: nothing of hers is ever sealed again
   */
  static async obtain(manager: EntityManager, keys: AgencyKeys, subject: string, agency: string): Promise<DataKey> {
    const fresh = await keys.wrap(agency, randomBytes(32));
    const [row] = await manager.query(
      `INSERT INTO data_key (subject, agency, wrapped)
       SELECT $1, $2, $3 WHERE NOT EXISTS (SELECT FROM erased_subject WHERE subject = $1)
       ON CONFLICT (subject, agency) DO UPDATE SET subject = excluded.subject RETURNING wrapped`,
      [subject, agency, fresh],
    );
    if (!row) throw new Error('The data keys of this subject were destroyed.');
    return DataKey.open(keys, agency, row.wrapped);
  }

  /** Opens a wrapped data key that a statement has read beside the sealed columns. */
  static async open(keys: AgencyKeys, agency: string, wrapped: Buffer): Promise<DataKey> {
    return new DataKey(await keys.unwrap(agency, wrapped));
  }

  /** @param place table, column and row that the value belongs to, e.g. `person_details.identity:<row id>`; moved elsewhere it cannot be opened */
  seal(place: string, value: unknown): Buffer {
    return sealBytes(this.#key, Buffer.from(JSON.stringify(value)), place);
  }

  open<T>(place: string, sealed: Buffer): T {
    return JSON.parse(openBytes(this.#key, sealed, place).toString()) as T;
  }
}
