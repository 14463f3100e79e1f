import { store } from '../store';
import type { Session } from './sign-in';

/** Where this page stands: nobody has signed in, somebody has, or had. */
type Standing =
  | { readonly is: 'out'; readonly why: 'new' | 'left' | 'over' | 'failed' }
  | { readonly is: 'in'; readonly session: Session };

export const standing = store<Standing>({ is: 'out', why: 'new' });

/** What this person is doing it for; stated with every request, and shown on every page. */
export const purpose = store<string | null>(null);

/** Everything that was shown is gone with the page: a new one is loaded. */
export async function signOut(): Promise<void> {
  const now = standing.get();
  if (now.is !== 'in') return;
  empty();
  await now.session.leave();
}

/** The hub takes this person's token no more. */
export function sessionOver(): void {
  if (standing.get().is !== 'in') return;
  empty();
  standing.set({ is: 'out', why: 'over' });
}

function empty(): void {
  standing.set({ is: 'out', why: 'left' });
  purpose.set(null);
  history.replaceState(null, '', location.pathname);
}
