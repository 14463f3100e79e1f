import { store } from '../store';

/** Whether the hub answered last time, and when it last did, in ms of this machine's clock. */
export const connection = store<{ readonly up: boolean; readonly heardAt: number }>({ up: true, heardAt: Date.now() });

/** How far the hub's clock is ahead of this machine's, in ms: what runs out, runs out by the hub's. */
let ahead = 0;

/** Of what is shown or asked for, each that the hub gave no answer to when it was asked last, with when it last gave one, if ever. */
export const behind = store<readonly { readonly since: number | undefined }[]>([]);

/** Something is as it was then, until this is called off. */
export function fallsBehind(since?: number): () => void {
  const it = { since };
  behind.set([...behind.get(), it]);
  return () => behind.set(behind.get().filter((each) => each !== it));
}

export function heard(answer: Response): void {
  // what stands before a hub answers for one that is away
  if (answer.status >= 500) lost();
  else connection.set({ up: true, heardAt: Date.now() });
  const at = Date.parse(answer.headers.get('date') ?? '');
  // whole seconds: a smaller difference is none
  if (Number.isFinite(at)) ahead = Math.abs(at - Date.now()) > 1_500 ? at - Date.now() : 0;
}

export function lost(): void {
  const { up, heardAt } = connection.get();
  if (up) connection.set({ up: false, heardAt });
}

/** What the hub's clock shows now, in ms since the epoch. */
export const hubNow = (): number => Date.now() + ahead;
