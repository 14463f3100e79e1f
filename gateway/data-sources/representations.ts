import type { HubResponse } from '../../subgraphs/kit/index.js';

export interface UniqueVariables {
  readonly variables: Record<string, unknown>;
  /** For each representation that was asked for: its place among those that are sent; null when nothing occurs twice */
  readonly places: readonly number[] | null;
}

/** Federation's `representations` without repetitions. */
export function unique(variables: Record<string, unknown>): UniqueVariables {
  const { representations } = variables;
  if (!Array.isArray(representations) || representations.length < 2) return { variables, places: null };
  const places = new Map<string, number>();
  const sent: unknown[] = [];
  const placeOf = representations.map((representation) => {
    const text = JSON.stringify(representation);
    let place = places.get(text);
    if (place === undefined) {
      place = sent.push(representation) - 1;
      places.set(text, place);
    }
    return place;
  });
  if (sent.length === representations.length) return { variables, places: null };
  return { variables: { ...variables, representations: sent }, places: placeOf };
}

/** The answer as if every repetition had been asked for. Errors are repeated at each place of their entity. */
export function spread({ data, errors }: HubResponse, places: readonly number[]): HubResponse {
  const entities = data?._entities;
  return {
    data: Array.isArray(entities) ? { ...data, _entities: places.map((place) => copy(entities[place])) } : data,
    errors: errors?.flatMap((each) => {
      const error = JSON.parse(JSON.stringify(each)) as { path?: readonly (string | number)[] };
      const { path } = error;
      if (path?.[0] !== '_entities') return [error];
      return places.flatMap((place, at) =>
        place === path[1] ? [{ ...error, path: ['_entities', at, ...path.slice(2)] }] : [],
      );
    }),
  };
}

/** The router completes each entity in place: none may be shared by two places. */
const copy = (entity: unknown): unknown => (entity == null ? null : structuredClone(entity));
