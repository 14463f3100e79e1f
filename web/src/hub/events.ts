import { sessionOver, standing } from '../session/session';
import { store } from '../store';
import { heard } from './connection';
import { lookForNewer } from './version';

/** Changes when something may have happened at the hub: what is shown is asked for anew. */
export const happened = store(0);

/** Whether the hub tells when something happens, or it is found out by asking now and then. */
export const told = store<'not-yet' | 'at-once' | 'late'>('not-yet');

/** Ms in which the hub has to answer, and in which something must come, of which it sends at least a heartbeat each 15 s. */
const PATIENCE_MS = 12_000;
const SILENCE_MS = 40_000;
const SHORTEST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Listens to the hub's stream of events (docs/adr/0038-events-as-they-happen.md) while the page is looked at, for one purpose, until it is called off. An
 * event is only a reason to ask; what may be seen is decided then. After a break it goes on where it was.
 */
export function listen(purpose: string): () => void {
  const off = new AbortController();
  told.set('not-yet');
  void goOn(purpose, off.signal);
  return () => off.abort();
}

interface Place {
  /** How far it has come, for `Last-Event-ID` */
  id: string;
  /** Ms until the next attempt */
  pause: number;
}

async function goOn(purpose: string, off: AbortSignal): Promise<void> {
  const place: Place = { id: '', pause: SHORTEST_PAUSE_MS };
  while (!off.aborted) {
    await looked(off);
    if (off.aborted) return;
    const status = await stream(purpose, place, off).catch(() => 0);
    if (off.aborted) return;
    if (status === 401) return sessionOver();
    if (status === 400) place.id = '';
    if (status !== 200 && document.visibilityState === 'visible') {
      told.set('late');
      // whether the hub is there at all is seen by asking it
      ring();
    }
    // not everybody at once, when a hub comes back
    await rest(place.pause * (0.5 + Math.random()), off);
    place.pause = Math.min(2 * place.pause, LONGEST_PAUSE_MS);
  }
}

/** Until the stream ends. Returns with which status the hub answered. @throws when it could not be reached, or was cut off */
async function stream(purpose: string, place: Place, off: AbortSignal): Promise<number> {
  const now = standing.get();
  const token = now.is === 'in' ? await now.session.token() : null;
  if (!token) return 401;
  const end = new AbortController();
  const stop = () => end.abort();
  const unseen = () => document.visibilityState === 'hidden' && stop();
  off.addEventListener('abort', stop);
  document.addEventListener('visibilitychange', unseen);
  let patience = setTimeout(stop, PATIENCE_MS);
  try {
    const answer = await fetch('/events', {
      headers: {
        authorization: `Bearer ${token}`,
        'purpose-of-use': purpose,
        ...(place.id ? { 'last-event-id': place.id } : {}),
      },
      credentials: 'omit',
      cache: 'no-store',
      signal: end.signal,
    });
    heard(answer);
    if (!answer.ok || !answer.body) return answer.status;
    place.pause = SHORTEST_PAUSE_MS;
    told.set('at-once');
    // of what happened before it began, nothing is told
    ring();
    void lookForNewer();
    const reader = answer.body.getReader();
    const text = new TextDecoder();
    let rest = '';
    for (;;) {
      clearTimeout(patience);
      patience = setTimeout(stop, SILENCE_MS);
      const { done, value } = await reader.read();
      if (done) return answer.status;
      const blocks = (rest + text.decode(value, { stream: true })).split('\n\n');
      rest = blocks.pop()!;
      for (const block of blocks) take(block, place);
    }
  } finally {
    clearTimeout(patience);
    off.removeEventListener('abort', stop);
    document.removeEventListener('visibilitychange', unseen);
  }
}

function take(block: string, place: Place): void {
  for (const line of block.split('\n')) {
    if (line.startsWith('id: ')) place.id = line.slice(4);
    if (line.startsWith('event: ')) ring();
  }
}

let ringing = false;

/** Several at once are one reason to ask. */
function ring(): void {
  if (ringing) return;
  ringing = true;
  setTimeout(() => {
    ringing = false;
    happened.set(happened.get() + 1);
  }, 100);
}

/** Until the page is looked at. */
const looked = (off: AbortSignal): Promise<void> =>
  until((go) => {
    if (document.visibilityState === 'visible') go();
    else document.addEventListener('visibilitychange', go, { once: true });
  }, off);

/** For a time, or until the browser says that the network is back. */
const rest = (ms: number, off: AbortSignal): Promise<void> =>
  until((go) => {
    setTimeout(go, ms);
    addEventListener('online', go, { once: true });
  }, off);

const until = (begin: (go: () => void) => void, off: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    off.addEventListener('abort', () => resolve(), { once: true });
    begin(resolve);
  });
