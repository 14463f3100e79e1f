import type { EntityManager } from 'typeorm';
import { type Category, DataKey, notWalled, rowsOf, type SubgraphContext } from '../kit/index.js';
import type { Carried } from './carried.js';

/** Records of which a referral takes copies along: a table with `victim_key`, `desk` and `error_at`, and one with the copies, by record and agency. */
export interface Copied {
  readonly category: Category;
  readonly table: string;
  /** The sealed column, of the same name in both tables */
  readonly sealed: string;
  readonly copies: string;
  /** Column of `copies` that names the record */
  readonly record: string;
  /** When a record was made */
  readonly made: string;
}

interface SealedRecord {
  readonly id: string;
  readonly sealed: Buffer | null;
  readonly wrapped: Buffer | null;
}

/** What the sender may read: the records about her that the sender's own desk made, none that was entered in error. $1 to $3 the requester, $4 victim */
const toCopy = ({ table, sealed }: Copied) => `SELECT r.id, r.${sealed} AS sealed, k.wrapped
  FROM ${table} r LEFT JOIN data_key k ON k.subject = r.victim_key::text AND k.agency = r.agency::text
  WHERE r.victim_key = $4::uuid AND r.desk = COALESCE($2, $1)::uuid AND r.error_at IS NULL AND ${notWalled('r.victim_key')}`;

/**
 * Every referral that has brought a copy, of which only the first is named in it: all that its desk had made of her before it was sent, or before its last question was
 * answered, went along. `s` a copy, `t` its record, `r` a referral.
 */
export const broughtBy = ({ category, made }: Copied): string => `r.victim_key = t.victim_key AND r.from_desk = t.desk
  AND r.recipient = s.agency AND '${category}' = ANY(r.categories)
  AND t.${made} <= COALESCE((SELECT max(q.answered_at) FROM referral_question q WHERE q.referral = r.id), r.sent_at)`;

/** Before referrals go with their age: their copies are then those of another referral that brought them too, the one that stays longest; without one they go. $1 referrals */
export const passOnCopies = (copied: Copied, ended: (referral: string) => string): readonly string[] => [
  `UPDATE ${copied.copies} c SET referral = other.id
   FROM ${copied.copies} s JOIN ${copied.table} t ON t.id = s.${copied.record} CROSS JOIN LATERAL (
     SELECT r.id FROM referral r WHERE r.id <> ALL($1::uuid[]) AND ${broughtBy(copied)} ORDER BY ${ended('r')} DESC NULLS FIRST LIMIT 1) other
   WHERE s.referral = ANY($1::uuid[]) AND c.${copied.record} = s.${copied.record} AND c.agency = s.agency`,
  `DELETE FROM ${copied.copies} WHERE referral = ANY($1::uuid[])`,
];

/**
 * Shares the sender's own records with the recipient of a referral that covers their category, inside the caller's transaction. What is sealed
 * is sealed again under the recipient's key. What another agency had shared with the sender is not passed on.
 */
export async function shareCopies(
  manager: EntityManager,
  ctx: SubgraphContext,
  copied: Copied,
  carried: Carried,
): Promise<void> {
  const { category, table, sealed: column, copies, record } = copied;
  const { referral, victim, from, to, categories } = carried;
  if (!categories.includes(category) || from === to) return;
  const { agency, unit, staff } = ctx.requester;
  const records = await rowsOf<SealedRecord>(manager, toCopy(copied), [agency, unit, staff, victim]);
  if (records.length === 0) return;
  const { agencyKeys } = ctx.secrets;
  const recipientKey = await DataKey.obtain(manager, agencyKeys, victim, to);
  const resealed = await Promise.all(
    records.map(async ({ id, sealed, wrapped }) => {
      if (!sealed || !wrapped) return null;
      const senderKey = await DataKey.open(agencyKeys, from, wrapped);
      return recipientKey.seal(`${copies}.${column}:${id}`, senderKey.open(`${table}.${column}:${id}`, sealed));
    }),
  );
  await rowsOf(
    manager,
    `INSERT INTO ${copies} (${record}, agency, referral, ${column})
     SELECT record, $2::uuid, $3::uuid, sealed FROM unnest($1::uuid[], $4::bytea[]) AS shared(record, sealed)
     ON CONFLICT (${record}, agency) DO NOTHING`,
    [records.map(({ id }) => id), to, referral, resealed],
  );
}
