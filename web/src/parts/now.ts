import { useEffect, useState } from 'preact/hooks';

/** Draws a component again each second. */
export function useNow(): void {
  const [, draw] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => draw((n) => n + 1), 1_000);
    return () => clearInterval(timer);
  }, []);
}
