import { Statement, type SubgraphGauges } from '../../kit/index.js';

const MOST = 100_000;

export const SEALING_NOW: SubgraphGauges = {
  statement: new Statement(
    'consent.sealingNow',
    `SELECT (SELECT count(*) FROM (SELECT FROM log_unsealed LIMIT ${MOST}) waiting)::int AS looks_unsealed,
       coalesce((SELECT extract(epoch FROM clock_timestamp() - queued_at) FROM log_unsealed ORDER BY entry_id LIMIT 1), 0)::float8
         AS looks_unsealed_oldest_seconds,
       coalesce((SELECT extract(epoch FROM clock_timestamp() - c.signed_at) FROM log_checkpoint c
         WHERE c.epoch = (SELECT max(number) FROM log_epoch)
           AND c.size > coalesce((SELECT max(w.size) FROM log_cosignature w WHERE w.epoch = c.epoch), 0)
         ORDER BY c.size LIMIT 1), 0)::float8 AS checkpoint_unwitnessed_seconds`,
  ),
  help: {
    looks_unsealed: `Entries of the access log that are not sealed yet (counted to ${MOST}).`,
    looks_unsealed_oldest_seconds: 'For how long the oldest of them waits.',
    checkpoint_unwitnessed_seconds:
      'Age of the oldest checkpoint that no witness has countersigned since; 0 when there is none.',
  },
};
