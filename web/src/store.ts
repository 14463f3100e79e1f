import { useLayoutEffect, useState } from 'preact/hooks';

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
  const value = of.get();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the value is the one that was drawn before it listened
  useLayoutEffect(() => {
    const again = () => draw((n) => n + 1);
    // whatever changed meanwhile nobody would tell of
    if (!Object.is(of.get(), value)) again();
    return of.onChange(again);
  }, [of]);
  return value;
}
