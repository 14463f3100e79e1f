import { AgenciesDocument } from '../../generated/graphql';
import { useOnceList } from '../hub/once';

const ALL = { first: 100 };

/** What an agency is called: null where it is not listed, undefined until the list is there. */
export type NameOf = (agency: string) => string | null | undefined;

export function useNameOf(): NameOf {
  const { data } = useOnceList(AgenciesDocument, ALL);
  return (agency) => data && (data.find(({ id }) => id === agency)?.name ?? null);
}
