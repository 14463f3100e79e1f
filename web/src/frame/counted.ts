import type { TypedDocumentNode } from '@urql/core';
import { EACH_MINUTE_MS, useLive } from '../hub/live';

const NOTHING = {};

/** How many wait, as the hub counts them: that is no look at anybody's record. */
export const counted =
  <T>(document: TypedDocumentNode<T, Record<string, never>>, of: (counts: T) => number) =>
  (): number | undefined => {
    const { data } = useLive(document, NOTHING, EACH_MINUTE_MS);
    return data && of(data);
  };
