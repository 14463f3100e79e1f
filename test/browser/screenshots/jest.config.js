import { common } from '../../../jest.config.js';

/** Pictures of the main screens into docs/images, of fictional data: `npm run screenshots`. */
export default {
  ...common,
  rootDir: '../../..',
  testTimeout: 120_000,
  globals: { hubMode: 'one process' },
  roots: ['<rootDir>/test/browser/screenshots'],
  testMatch: ['**/*.shots.ts'],
};
