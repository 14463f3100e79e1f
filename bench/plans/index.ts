import type { Measurement } from '../harness/measurement.js';
export const plans: Measurement = async () => {
  throw new Error('not yet');
};
