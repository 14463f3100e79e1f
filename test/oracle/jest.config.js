import { common } from '../../jest.config.js';

/** The oracle for as long as it takes: `npm run test:oracle`. */
export default {
  ...common,
  rootDir: '../..',
  testTimeout: 120_000,
  globals: { hubMode: 'one process', oracleCases: 100_000 },
  roots: ['<rootDir>/test/oracle'],
  testMatch: ['**/oracle.test.ts'],
};
