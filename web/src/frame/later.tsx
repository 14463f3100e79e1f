import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Waiting } from '../parts/Status';
import { NotLoaded } from './NotLoaded';

/**
 * A part that is needed only after the first screen: it is fetched while that one is used, so that it is there, connection or not, when it is turned to.
 */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let here: ComponentType<P> | undefined;
  const fetchIt = () =>
    load().then((part) => {
      here = part;
    });
  void fetchIt().catch(() => undefined);

  return function Later(props: P) {
    const [, draw] = useState(0);
    const [failed, fail] = useState(false);
    useEffect(() => {
      if (here) return;
      fetchIt().then(
        () => draw((n) => n + 1),
        () => fail(true),
      );
    }, []);
    if (here) {
      const Part = here;
      return <Part {...props} />;
    }
    // a browser does not ask twice for a script that failed
    return failed ? <NotLoaded /> : <Waiting fault={undefined} />;
  };
}
