import type { TestHub } from '../../../test/hub.js';
import { HubClient, runRetention } from '../../kit/index.js';

/** It was declined six years ago; what it was about goes on. */
export const endedLongAgo = (hub: TestHub, referral: string) =>
  hub.db('referral').query(
    `UPDATE referral SET state = 'DECLINED_BY_SERVICE', received_at = now() - interval '6 years', declined_at = now() - interval '6 years',
       decline_reason = 'NO_CAPACITY' WHERE id = $1`,
    [referral],
  );

/** What is kept long enough goes. */
export async function retained(hub: TestHub): Promise<void> {
  const { db, definition } = hub.subgraphs.get('referral')!;
  await runRetention(
    db,
    new HubClient('referral', ['consent.retentionHeld'], hub.transport),
    definition.retains!,
    'KZ',
  );
}

export const isThere = async (hub: TestHub, referral: string): Promise<boolean> =>
  (await hub.db('referral').query('SELECT FROM referral WHERE id = $1', [referral])).length === 1;
