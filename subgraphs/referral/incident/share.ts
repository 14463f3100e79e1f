import type { EntityManager } from 'typeorm';
import { Category, DataKey, notWalled, rowsOf, type SubgraphContext } from '../../kit/index.js';
import type { Carried } from '../carried.js';

interface SealedAccount {
  readonly id: string;
  readonly account: Buffer | null;
  readonly wrapped: Buffer | null;
}

/** What the sender may read: the incidents about her that the sender's own desk took down. $1 to $3 the requester, $4 victim */
const TO_SHARE = `SELECT i.id, i.account, k.wrapped
  FROM incident i LEFT JOIN data_key k ON k.subject = i.victim_key::text AND k.agency = i.agency::text
  WHERE i.victim_key = $4::uuid AND i.desk = COALESCE($2, $1)::uuid AND ${notWalled('i.victim_key')}`;

/**
 * Shares the sender's own incidents with the recipient of a referral that covers INCIDENT, inside the caller's transaction. Her account
 * is sealed again under the recipient's key. Incidents that another agency had shared with the sender are not passed on.
 */
export async function shareIncidents(manager: EntityManager, ctx: SubgraphContext, carried: Carried): Promise<void> {
  const { referral, victim, from, to, categories } = carried;
  if (!categories.includes(Category.INCIDENT) || from === to) return;
  const { agency, unit, staff } = ctx.requester;
  const incidents = await rowsOf<SealedAccount>(manager, TO_SHARE, [agency, unit, staff, victim]);
  if (incidents.length === 0) return;
  const { agencyKeys } = ctx.secrets;
  const recipientKey = await DataKey.obtain(manager, agencyKeys, victim, to);
  const accounts = await Promise.all(
    incidents.map(async ({ id, account, wrapped }) => {
      if (!account || !wrapped) return null;
      const senderKey = await DataKey.open(agencyKeys, from, wrapped);
      return recipientKey.seal(
        `incident_share.account:${id}`,
        senderKey.open<string>(`incident.account:${id}`, account),
      );
    }),
  );
  await rowsOf(
    manager,
    `INSERT INTO incident_share (incident, agency, referral, account)
     SELECT incident, $2::uuid, $3::uuid, account FROM unnest($1::uuid[], $4::bytea[]) AS shared(incident, account)
     ON CONFLICT (incident, agency) DO NOTHING`,
    [incidents.map(({ id }) => id), to, referral, accounts],
  );
}
