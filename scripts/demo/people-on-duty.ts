import { setTimeout as sleep } from 'node:timers/promises';
import { CENTRE, key } from './cast.js';
import { carriedOut, type Door, must, read } from './door.js';

/** What people on duty meet: the catcher of a hub that sends nothing, and the page on which they answer. */
export interface DutyDesk {
  /** What would have been sent, a line for each message, the last first */
  caught(): Promise<string[]>;
  /** The page that follows a code */
  answer(code: string): Promise<string>;
}

const NOTICES = 'query ($id: ID!) { referral(id: $id) { dutyNotices { acknowledgedBy } } }';
const SECONDS = 60;

/** A request at high risk that the first person on duty does not hear: the second one is told, and answers. */
export async function peopleOnDuty(officer: Door, desk: DutyDesk, say: (line: string) => void): Promise<void> {
  const before = new Set(await desk.caught());
  const { referral } = await carriedOut(officer, 'referralSend', {
    idempotencyKey: key(),
    recipient: CENTRE,
    service: 'SHELTER',
    urgency: 'STAT',
    categories: [],
  });
  const notice = async () => (await read(officer, NOTICES, { id: referral.id })).referral.dutyNotices[0];
  const sent = async () => (await desk.caught()).filter((line) => !before.has(line));
  for (let waited = 0; (await sent()).length < 2; waited++) {
    must(waited < SECONDS, 'a second duty phone is told within a minute');
    await sleep(1_000);
  }
  const lines = await sent();
  say(
    'A request at high risk waits. The first duty phone of the centre does not answer, and the second is told; no message names anybody or any place:',
  );
  for (const line of [...lines].reverse()) console.log(`      ${line}`);
  for (const line of lines) {
    if ((await notice()).acknowledgedBy) break;
    await desk.answer(line.replace(/\D/g, '').slice(-10));
  }
  must((await notice()).acknowledgedBy === CENTRE, 'whoever is on duty answers by the code of the message');
  say('Whoever heard it answers by the code of the message, without signing in; nobody else is called.');
  await carriedOut(officer, 'referralCancel', { referralId: referral.id });
}
