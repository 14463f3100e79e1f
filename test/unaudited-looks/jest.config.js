import { common } from '../../jest.config.js';

/** Faults at two hundred points, and a race of sixty seconds: `npm run test:faults`. */
export default {
  ...common,
  rootDir: '../..',
  testTimeout: 120_000,
  globals: { hubMode: 'separate processes', faultPoints: 200, raceSeconds: 60 },
  roots: ['<rootDir>/test/unaudited-looks', '<rootDir>/test/booking-race'],
  testMatch: ['**/*.processes.test.ts'],
};
