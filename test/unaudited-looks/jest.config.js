import { common } from '../../jest.config.js';

/** Faults at two hundred points: `npm run test:faults`. */
export default {
  ...common,
  rootDir: '../..',
  testTimeout: 120_000,
  globals: { hubMode: 'separate processes', faultPoints: 200 },
  roots: ['<rootDir>/test/unaudited-looks'],
  testMatch: ['**/*.processes.test.ts'],
};
