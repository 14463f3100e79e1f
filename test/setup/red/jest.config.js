import { common } from '../../../jest.config.js';

/** Files that are red, for `run-natively.test.ts`. They ask no server. */
export default {
  ...common,
  rootDir: '../../..',
  globalSetup: null,
  globalTeardown: null,
  roots: ['<rootDir>/test/setup/red'],
  testMatch: ['**/*.red.ts'],
};
