import type { DataSource, EntityManager } from 'typeorm';
import {
  type BackgroundWork,
  HubClient,
  Repeated,
  rowsOf,
  type SubgraphRuntime,
  transaction,
} from '../../kit/index.js';
import { channelsOf } from './channels.js';
import { DUE_TIMER, letTimerWait, raise } from './raise.js';
import { dutySettings } from './settings.js';
import { DUE_NOTICE, DUTY_CALLS, letWait, type Teller, takeOn } from './tell.js';

const EVERY_MS = 1_000;
/** Of one round: who is told to stop need not wait for more */
const MOST = 500;

/**
 * Raises what is due and tells whoever is on duty. What is to be done stands in the database alone, so a restart goes on where it was; several processes may do it
 * at once. Towards a provider a message goes out at least once, always under its own id.
 */
export function dutyWork(runtime: SubgraphRuntime): BackgroundWork {
  const { db, secrets, operating, transport } = runtime;
  const settings = dutySettings(runtime.settings);
  const teller: Teller = {
    hub: new HubClient('referral', DUTY_CALLS, transport),
    channels: channelsOf(settings, db, runtime.settings?.DUTY_CATCHER === true),
    codeKey: secrets.idempotency,
    address: settings.DUTY_ADDRESS,
    nextAfterSeconds: settings.DUTY_NEXT_AFTER_SECONDS,
  };
  // who cannot be told by any way is not called unanswered: the notices are in the hub
  const tells = Object.keys(teller.channels).length > 0;
  return new Repeated(
    EVERY_MS,
    async () => {
      await untilNothing(() =>
        claimed(db, DUE_TIMER, (manager, t) => raise(manager, secrets.agencyKeys, t), letTimerWait),
      );
      if (tells)
        await untilNothing(() => claimed(db, DUE_NOTICE, (manager, n) => takeOn(manager, teller, n.id), letWait));
    },
    (error) => operating.log.warn('duty_waits', { subgraph: 'referral', error }),
  );
}

async function untilNothing(one: () => Promise<boolean>): Promise<void> {
  for (let n = 0; n < MOST; n++) if (!(await one())) return;
}

/**
 * Claims what is due first and does it, in one transaction; false when nothing is due.
 * @throws when it could not be done: it waits then, so that the others have their turn
 */
async function claimed<T>(
  db: DataSource,
  due: string,
  work: (manager: EntityManager, claim: T) => Promise<void>,
  wait: (manager: EntityManager, claim: T, error: unknown) => Promise<void>,
): Promise<boolean> {
  let claim: T | undefined;
  try {
    return await transaction(db, async (manager) => {
      [claim] = await rowsOf<T>(manager, due);
      if (claim) await work(manager, claim);
      return claim !== undefined;
    });
  } catch (error) {
    const failed = claim;
    if (failed) await transaction(db, (manager) => wait(manager, failed, error));
    throw error;
  }
}
