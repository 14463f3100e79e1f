import { common } from '../../jest.config.js';

/** The oracle for as long as it takes: `npm run test:oracle`. ORACLE_CASES asks for fewer. */
export default {
  ...common,
  rootDir: '../..',
  testTimeout: 120_000,
  globals: { hubMode: 'one process', oracleCases: Number(process.env.ORACLE_CASES ?? 100_000) },
  roots: ['<rootDir>/test/oracle'],
  testMatch: ['**/oracle.test.ts'],
};
