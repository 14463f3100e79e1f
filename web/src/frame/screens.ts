import { useCallback, useEffect, useState } from 'preact/hooks';
import { readConfig } from '../config';
import type { RoleDesk, Section } from './roles';

export type Screens =
  | { readonly are: 'coming' }
  | { readonly are: 'here'; readonly sections: readonly Section[] }
  | { readonly are: 'failed'; readonly again: () => void };

const COMING = { are: 'coming' } as const;

/** The screens of a role: fetched while its purpose is chosen, and once more when the connection is back. */
export function useScreens(role: RoleDesk | undefined): Screens {
  const [sections, setSections] = useState<readonly Section[] | 'failed' | null>(null);

  const fetchThem = useCallback(async (): Promise<boolean> => {
    if (!role) return true;
    const fetched = await role.screens().then(
      (screens) => screens.sections,
      () => 'failed' as const,
    );
    setSections(fetched);
    return fetched !== 'failed';
  }, [role]);

  useEffect(() => void fetchThem(), [fetchThem]);
  const failed = sections === 'failed';
  useEffect(() => {
    if (!failed) return;
    const back = () => void fetchThem();
    addEventListener('online', back);
    return () => removeEventListener('online', back);
  }, [failed, fetchThem]);

  if (sections === null) return COMING;
  if (sections !== 'failed') return { are: 'here', sections };
  return {
    are: 'failed',
    async again() {
      setSections(null);
      if (await fetchThem()) return;
      // the hub is there and the file is not: of another build, or the browser remembers that it failed. Nothing is filled in yet.
      if (await readConfig().catch(() => null)) location.reload();
    },
  };
}
