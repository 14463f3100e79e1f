import { rowsOf, transaction, type Vault } from '../../kit/index.js';
import { isMark, rewrapMark } from './mark.js';

/** $1 the shelter before it */
const NEXT =
  'SELECT shelter_id AS id, agency, wrapped FROM shelter_address WHERE shelter_id > $1::uuid ORDER BY shelter_id LIMIT 1 FOR UPDATE';

const REWRAP = 'UPDATE shelter_address SET wrapped = $2 WHERE shelter_id = $1';

const ALL = 'SELECT agency, wrapped FROM shelter_address';

type Row = { readonly agency: string; readonly wrapped: Buffer };

/**
 * Wraps the key of each address anew, under the vault's master key of now; what it seals is not touched. Each row in a transaction of its own, and all are
 * readable meanwhile, under whichever: ended in between it is begun again, and what was done already is done once more. How many there are.
 */
export async function rewrapVault({ db, keys }: Vault): Promise<number> {
  await transaction(db, (manager) => rewrapMark(manager, keys));
  let rows = 0;
  for (let last = '00000000-0000-0000-0000-000000000000'; ; rows++) {
    const id = await transaction(db, async (manager) => {
      const [row] = await rowsOf<Row & { readonly id: string }>(manager, NEXT, [last]);
      if (!row) return null;
      await rowsOf(manager, REWRAP, [row.id, await keys.wrap(row.agency, await keys.unwrap(row.agency, row.wrapped))]);
      return row.id;
    });
    if (id === null) return rows;
    last = id;
  }
}

/** How many rows, the mark among them, do not open under these keys; 0: none does, nor will one that is added. */
export async function notRewrapped({ db, keys }: Vault): Promise<number> {
  return transaction(db, async (manager) => {
    const marked = await isMark(manager, keys);
    const rows = await rowsOf<Row>(manager, ALL, []);
    const opened = await Promise.all(
      rows.map(({ agency, wrapped }) => keys.unwrap(agency, wrapped).then(Boolean, () => false)),
    );
    return [marked, ...opened].filter((opens) => !opens).length;
  });
}
