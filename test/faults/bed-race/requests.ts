import { randomUUID } from 'node:crypto';
import type { Asks, BedClient, RaceUnit, Told } from './bed-client.js';

/** Sends a mutation and returns its payload; null when it was refused or nobody can say what has happened. */
const sender = (asks: Asks) => async (who: 'sender' | number, mutation: string, input: object) => {
  const answer = await asks(who)(mutation, input);
  return answer.kind === 'DONE' ? answer.payload : null;
};

const ALONE = { adults: 1, children: [], nights: 3 };
const pick = <T>(of: readonly T[]): T => of[Math.floor(Math.random() * of.length)]!;

/** Asks all shelters; each may offer; one of the offers is taken, or the request is called off, or forgotten. */
export async function requestToMany(asks: Asks, units: readonly RaceUnit[], region: string, client: BedClient) {
  const send = sender(asks);
  const asked = await send('sender', 'bedRequestBroadcast', {
    ...{ idempotencyKey: randomUUID(), regionCodes: [region], ...ALONE },
  });
  const broadcastId = asked?.broadcast?.id;
  if (!broadcastId) return;
  const offered: { id: string; unit: RaceUnit }[] = [];
  await Promise.all(
    [pick(units), pick(units), pick(units)].map(async (unit) => {
      const answer = await send(unit.host, 'bedOffer', {
        ...{ idempotencyKey: randomUUID(), broadcastId, unitId: unit.id },
      });
      if (answer?.placement) offered.push({ id: answer.placement.id, unit });
    }),
  );
  if (offered.length === 0 || Math.random() < 0.3) {
    await send('sender', 'bedBroadcastCancel', { broadcastId });
    return;
  }
  // two who work together take two offers at once: one of them gets one
  const two = [pick(offered), pick(offered)];
  const taken = await Promise.all(two.map(({ id }) => send('sender', 'bedOfferTake', { holdId: id })));
  const won = taken.flatMap((answer, i) =>
    answer?.placement ? [[answer.placement as Told, two[i]!.unit] as const] : [],
  );
  for (const [placement, unit] of won) client.took(placement, unit, 1);
  if (won.length > 1) client.wrong.push(`two offers of the request ${broadcastId} were taken`);
}

/** Waits; what is offered at once is taken and given back, and goes to the next; then it goes off the list. */
export async function waitsForABed(asks: Asks, region: string) {
  const send = sender(asks);
  const joined = await send('sender', 'bedWaitingListJoin', {
    ...{ idempotencyKey: randomUUID(), regionCodes: [region], need: 'IN_DANGER_NOW', ...ALONE },
  });
  const entry = joined?.entry;
  if (!entry) return;
  const [offer] = entry.offers;
  const answer = offer && (await send('sender', 'bedOfferTake', { holdId: offer.holdId }));
  // it is not told which unit: what came of it is the database's to say
  if (answer?.placement) await send('sender', 'bedRelease', { holdId: offer.holdId });
  await send('sender', 'bedWaitingListLeave', { entryId: entry.id });
}
