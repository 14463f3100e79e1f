import { common } from '../../jest.config.js';

/** Faults at two hundred points, three hundred kills of who delivers, races of sixty seconds, and everything asked for a shelter's address: `npm run test:faults`. */
export default {
  ...common,
  rootDir: '../..',
  testTimeout: 120_000,
  globals: { hubMode: 'separate processes', faultPoints: 200, raceSeconds: 60 },
  roots: ['faults', 'unaudited-looks', 'shelter-address', 'events/crashes'].map((folder) => `<rootDir>/test/${folder}`),
  testMatch: ['**/*.processes.test.ts', '**/*.faults.test.ts', '**/crashes.test.ts'],
};
