import { useEffect, useState } from 'preact/hooks';

/** A value of this page alone: it is kept nowhere, and a new page begins without it. */
export interface Store<T> {
  get(): T;
  set(value: T): void;
  /** Tells of each change until it is called off. */
  onChange(tell: () => void): () => void;
}

export function store<T>(initial: T): Store<T> {
  let value = initial;
  const readers = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      for (const tell of [...readers]) tell();
    },
    onChange(tell) {
      readers.add(tell);
      return () => void readers.delete(tell);
    },
  };
}

/** The value, in a component that is drawn again when it changes. */
export function useStore<T>(of: Store<T>): T {
  const [, draw] = useState(0);
  useEffect(() => of.onChange(() => draw((n) => n + 1)), [of]);
  return of.get();
}
