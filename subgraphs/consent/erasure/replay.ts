import type { EntityManager } from 'typeorm';
import { type ClosureReplay, rowsOf, type SubgraphContext } from '../../kit/index.js';
import { shred } from './shred.js';

type Log = SubgraphContext['closures'];

interface Asked {
  readonly id: string;
  readonly victim: string;
  readonly due: string;
  readonly agency: string;
  readonly staff: string;
}

/** Each in the transaction of its effect, under her lock. Keys and ids only. */
export const recordAsked = (log: Log, manager: EntityManager, asked: Asked): Promise<void> =>
  log.record(manager, 'erasure-asked', asked.victim, asked);

export const recordCancelled = (log: Log, manager: EntityManager, { id, victim }: Pick<Asked, 'id' | 'victim'>) =>
  log.record(manager, 'erasure-cancelled', victim, { id });

export const recordShredded = (log: Log, manager: EntityManager, { id, victim }: Pick<Asked, 'id' | 'victim'>) =>
  log.record(manager, 'erasure-shredded', victim, { id, victim });

/** A restored database is closed again, and shredded again: there, and at every owner, who may have been restored too. */
export const ERASURE_CLOSURES: Readonly<Record<string, ClosureReplay>> = {
  'erasure-asked': async (manager, { payload: { id, victim, due, agency, staff }, at }) => {
    await rowsOf(
      manager,
      `INSERT INTO erasure (id, victim_key, asked_at, due_at, asked_by_agency, asked_by_staff)
       SELECT $1::uuid, v.key, $3::timestamptz, $4::timestamptz, $5, $6 FROM victim v WHERE v.key = $2::uuid ON CONFLICT DO NOTHING`,
      [id, victim, at, due, agency, staff],
    );
  },
  'erasure-cancelled': async (manager, { payload: { id }, at }) => {
    await rowsOf(
      manager,
      'UPDATE erasure SET cancelled_at = $2 WHERE id = $1 AND cancelled_at IS NULL AND shredded_at IS NULL',
      [id, at],
    );
  },
  'erasure-shredded': async (manager, { payload: { id, victim }, at }) => {
    await rowsOf(manager, 'UPDATE erasure SET shredded_at = $2 WHERE id = $1 AND shredded_at IS NULL', [id, at]);
    await shred(manager, victim as string);
  },
};
