import type { BackgroundWork } from './subgraph.js';

/** Works in the background side by side. */
export function together(works: readonly BackgroundWork[]): BackgroundWork {
  return {
    start: () => {
      for (const work of works) work.start();
    },
    stop: async () => void (await Promise.all(works.map((work) => work.stop()))),
  };
}
