import type { DataSource, EntityManager } from 'typeorm';
import {
  type BackgroundWork,
  HubClient,
  Repeated,
  rowsOf,
  type SubgraphRuntime,
  together,
  transaction,
} from '../../kit/index.js';
import { channelsOf } from './channels.js';
import { DUE_TIMER, type DueTimer, letTimerWait, raise } from './raise.js';
import { dutySettings } from './settings.js';
import { DUE_NOTICE, DUTY_CALLS, letWait, pendingWalls, type Teller, takeOn } from './tell.js';

const EVERY_MS = 1_000;
/** Of one round: who is told to stop need not wait for more */
const MOST = 500;

/**
 * Raises what is due, and beside it tells whoever is on duty. What is to be done stands in the database alone, so a restart goes on where it was; several processes may do it
 * at once. Towards a provider a message goes out at least once, always under its own id.
 */
export function dutyWork(runtime: SubgraphRuntime): BackgroundWork {
  const { db, secrets, operating, transport } = runtime;
  const settings = dutySettings(runtime.settings);
  const hub = new HubClient('referral', DUTY_CALLS, transport);
  const teller: Teller = {
    hub,
    walls: pendingWalls(hub),
    channels: channelsOf(settings, db, runtime.settings?.DUTY_CATCHER === true),
    codeKey: secrets.idempotency,
    agencyKeys: secrets.agencyKeys,
    address: settings.DUTY_ADDRESS,
    nextAfterSeconds: settings.DUTY_NEXT_AFTER_SECONDS,
  };
  const waits = (error: unknown) => operating.log.warn('duty_waits', { subgraph: 'referral', error });
  const timers = () => claimed(db, DUE_TIMER, (m, t: DueTimer) => raise(m, secrets.agencyKeys, t), letTimerWait, waits);
  const notices = () => claimed(db, DUE_NOTICE, (m, n: { id: string }) => takeOn(m, teller, n.id), letWait, waits);
  const raises = new Repeated(EVERY_MS, () => untilNothing(timers), waits);
  // who cannot be told by any way is not called unanswered: the notices are in the hub
  const tells = Object.keys(teller.channels).length > 0;
  return together(tells ? [raises, new Repeated(EVERY_MS, () => untilNothing(notices), waits)] : [raises]);
}

async function untilNothing(one: () => Promise<boolean>): Promise<void> {
  for (let n = 0; n < MOST; n++) if (!(await one())) return;
}

/**
 * Claims what is due first and does it, in one transaction; false when nothing is due. What could not be done waits, and the others have their turn: nobody goes
 * untold because of somebody else's.
 * @throws when it cannot even wait, because the database does not answer
 */
async function claimed<T>(
  db: DataSource,
  due: string,
  work: (manager: EntityManager, claim: T) => Promise<void>,
  wait: (manager: EntityManager, claim: T, error: unknown) => Promise<void>,
  fault: (error: unknown) => void,
): Promise<boolean> {
  let claim: T | undefined;
  try {
    await transaction(db, async (manager) => {
      [claim] = await rowsOf<T>(manager, due);
      if (claim) await work(manager, claim);
    });
  } catch (error) {
    const failed = claim;
    if (!failed) throw error;
    fault(error);
    await transaction(db, (manager) => wait(manager, failed, error));
  }
  return claim !== undefined;
}
