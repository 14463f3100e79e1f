import { useEffect, useState } from 'preact/hooks';
import { readConfig } from '../config';
import type { RoleDesk, Section } from './roles';

type Screens =
  | { readonly are: 'coming' }
  | { readonly are: 'here'; readonly sections: readonly Section[] }
  | { readonly are: 'failed' };

/** The screens of a role, fetched while its purpose is chosen. */
export function useScreens(role: RoleDesk | undefined): Screens {
  const [screens, set] = useState<Screens>({ are: 'coming' });
  useEffect(() => {
    role?.screens().then(
      ({ sections }) => set({ are: 'here', sections }),
      () => set({ are: 'failed' }),
    );
  }, [role]);
  return screens;
}

/**
 * Loads the page anew once the hub can be reached: a browser remembers that a script failed and asks for it no more, and a hub with another build has
 * other files. Nothing has been filled in yet.
 */
export async function loadAnew(): Promise<void> {
  if (await readConfig().catch(() => null)) location.reload();
}
