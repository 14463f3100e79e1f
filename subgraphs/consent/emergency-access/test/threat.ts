import { randomUUID } from 'node:crypto';

/** A stated threat to life, unless said otherwise in her identity and what happened. */
export const threat = (change: object = {}) => ({
  idempotencyKey: randomUUID(),
  threat: 'THREAT_TO_KILL',
  statement: 'He wrote to her sister that he is on his way with a gun.',
  categories: ['IDENTITY', 'INCIDENT'],
  ...change,
});
