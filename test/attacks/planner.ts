import { QueryPlanner } from '@apollo/query-planner';

/** How many plans are made in this process while `work` runs. */
export async function plansMade(work: () => Promise<void>): Promise<number> {
  const prototype = QueryPlanner.prototype as unknown as { buildQueryPlan: (...args: unknown[]) => unknown };
  const original = prototype.buildQueryPlan;
  let made = 0;
  prototype.buildQueryPlan = function (this: unknown, ...args: unknown[]) {
    made += 1;
    return original.apply(this, args);
  };
  try {
    await work();
  } finally {
    prototype.buildQueryPlan = original;
  }
  return made;
}
