import { randomBytes } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { rowsOf, type Vault } from '../../kit/index.js';

type Keys = Vault['keys'];
type Sealed = { readonly wrapped: Buffer };

/** In the place of an agency: the mark is nobody's. */
const OF = 'vault_mark';
const FIRST = 'INSERT INTO vault_mark (wrapped) VALUES ($1) ON CONFLICT DO NOTHING';
const MARK = 'SELECT wrapped FROM vault_mark FOR SHARE';
const MARK_TO_CHANGE = 'SELECT wrapped FROM vault_mark FOR UPDATE';
const REWRAP = 'UPDATE vault_mark SET wrapped = $1';

/**
 * At the beginning of a transaction that seals something: a process that has not read its key folder since the vault was rewrapped cannot open the mark, and
 * keeps nothing under a key that may be forgotten any moment. Until its end nobody rewraps.
 * @throws when the keys are older than the mark
 */
export async function underTheMark(manager: EntityManager, keys: Keys, statement = MARK): Promise<Buffer> {
  await rowsOf(manager, FIRST, [await keys.wrap(OF, randomBytes(32))]);
  const [mark] = await rowsOf<Sealed>(manager, statement, []);
  return keys.unwrap(OF, mark!.wrapped);
}

/** Before the rows: from then on none is added under an older key. */
export async function rewrapMark(manager: EntityManager, keys: Keys): Promise<void> {
  const key = await underTheMark(manager, keys, MARK_TO_CHANGE);
  await rowsOf(manager, REWRAP, [await keys.wrap(OF, key)]);
}

/** Whether what is added from now on is under these keys. */
export async function isMark(manager: EntityManager, keys: Keys): Promise<boolean> {
  const [mark] = await rowsOf<Sealed>(manager, MARK, []);
  return mark !== undefined && (await keys.unwrap(OF, mark.wrapped).then(Boolean, () => false));
}
