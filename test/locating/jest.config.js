import { common } from '../../jest.config.js';

/** The attacker with ten thousand searches: `npm run test:locating`. */
export default {
  ...common,
  rootDir: '../..',
  testTimeout: 1_800_000,
  globals: { hubMode: 'one process', locatingSearches: 10_000 },
  roots: ['<rootDir>/test/locating'],
  testMatch: ['**/locating.test.ts'],
};
