import { common } from '../../jest.config.js';

/** The end-to-end tests with another router before the same subgraphs and supergraph: `npm run test:routers`. */
export default {
  ...common,
  rootDir: '../..',
  testTimeout: 120_000,
  maxWorkers: 2,
  globals: { hubMode: 'another router' },
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.hub.test.ts'],
};
